package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Phone numbers; 020 7946 0958 is a number that Ofcom keeps for drama. */
@Tag("fast")
class PhonesTest {

  @ParameterizedTest
  @CsvSource({
    "020 7946 0958, GB, +442079460958",
    "+44 (0)20 7946 0958, , +442079460958",
    "702-919-1300, US, +17029191300",
    "0048601234567, , +48601234567",
    "601-234-567 wew. 12, PL, +48601234567",
    "8 (495) 123-45-67, RU, +74951234567",
    "1-800-FLOWERS, US, +18003569377",
    "010-1234 5678, CN, +861012345678",
  })
  void validNumbersAreWrittenInE164(String text, String region, String number) {
    assertThat(Phones.e164(text, Optional.ofNullable(region))).hasValue(number);
  }

  @ParameterizedTest
  @CsvSource({"702-919-1300,", "12345, US", "+48 601, ", "abc, GB", "999999999999999999999, GB"})
  void otherTextsAreNoNumbers(String text, String region) {
    assertThat(Phones.e164(text, Optional.ofNullable(region))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "02 1090 1906, 210901906",
    "+1 702 919 1300, 29191300",
    "0048 601 234 567, 601234567",
    "1234567, 1234567",
    "601 234 567 wew. 12, 601234567",
  })
  void lastNineDigitsAreEvidence(String text, String digits) {
    assertThat(Phones.evidence(text)).hasValue(digits);
  }

  @ParameterizedTest
  @CsvSource({"123456", "000 123 456", "ext"})
  void fewDigitsAreNone(String text) {
    assertThat(Phones.evidence(text)).isEmpty();
  }
}
