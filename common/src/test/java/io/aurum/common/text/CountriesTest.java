package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Countries. */
@Tag("fast")
class CountriesTest {

  @ParameterizedTest
  @CsvSource({
    "PL, PL",
    "pol, PL",
    "Polska, PL",
    "Польша, PL",
    "Deutschland, DE",
    "Germany, DE",
    "Allemagne, DE",
    "Niemcy, DE",
    "england, GB",
    "UK, GB",
    "U.S.A., US",
    "Россия, RU",
    "中国, CN",
    "Côte d'Ivoire, CI",
    "NA, NA",
  })
  void codesAndNamesInManyLanguages(String text, String code) {
    assertThat(Countries.code(text)).hasValue(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Atlantis", "ZZ", "QQQ", "", "12"})
  void otherTextsAreNone(String text) {
    assertThat(Countries.code(text)).isEmpty();
  }

  @Test
  void everyCodeOfTheStandardIsItself() {
    for (String code : Locale.getISOCountries()) {
      assertThat(Countries.code(code)).hasValue(code);
      assertThat(Countries.code(new Locale.Builder().setRegion(code).build().getISO3Country()))
          .hasValue(code);
    }
  }
}
