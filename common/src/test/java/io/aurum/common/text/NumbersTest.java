package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers. */
@Tag("fast")
class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12 | 12",
        "-12.50 | -12.5",
        "+7 | 7",
        "007 | 7",
        ".5 | 0.5",
        "0.00 | 0",
        "1,234 | 1234",
        "1,23 | 1.23",
        "0,125 | 0.125",
        "1234,5 | 1234.5",
        "1,234.56 | 1234.56",
        "1.234,56 | 1234.56",
        "1.234.567 | 1234567",
        "1,234,567 | 1234567",
        "1 234,5 | 1234.5",
        "1 234 567 | 1234567",
        "1'234.50 | 1234.5",
        "1.234 | 1.234",
        "(12.50) | -12.5",
        "1e3 | 1000",
        "-4.822490e+000 | -4.82249",
        "1.5E-2 | 0.015",
      })
  void notationsOfManyCountries(String text, String plain) {
    assertThat(Numbers.read(text)).hasValue(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12 kg", "1,2,3", "1.2.3", "", "-", ",", ".", "1e999", "NaN", "0x10", "--1"})
  void otherTextsAreNone(String text) {
    assertThat(Numbers.read(text)).isEmpty();
  }
}
