package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Double Metaphone's primary codes. */
@Tag("fast")
class PhoneticTest {

  @ParameterizedTest
  @CsvSource({
    "SMITH, SM0",
    "SMYTH, SM0",
    "SCHMIDT, XMT",
    "CATHERINE, K0RN",
    "KATHERINE, K0RN",
    "STEPHEN, STFN",
    "STEVEN, STFN",
    "PHILIP, FLP",
    "FILIP, FLP",
    "DWAYNE, TN",
    "DUANE, TN",
  })
  void codes(String name, String code) {
    assertThat(Phonetic.code(name)).isEqualTo(code);
  }

  @Test
  void aTokenWithoutSoundIsItsOwnCode() {
    assertThat(Phonetic.code("1234")).isEqualTo("1234");
  }

  @Test
  void codesAreSixLong() {
    assertThat(Phonetic.code("WOLFESCHLEGELSTEINHAUSEN")).hasSize(6);
  }
}
