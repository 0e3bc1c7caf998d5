package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates. */
@Tag("fast")
class DatesTest {

  private static final LocalDate LATEST = LocalDate.of(2026, 1, 1);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1980-03-04",
        "1980/3/4",
        "1980. 03. 04",
        "19800304",
        "1980-03-04T00:00:00Z",
        "1980-03-04 00:00:00.0",
        "4 March 1980",
        "March 4th, 1980",
        "4-Mar-80",
        "04MAR1980",
        "4 marca 1980 r.",
        "4 марта 1980 г.",
        "4. März 1980",
        "4 III 1980",
        "1980 Mar 4",
        "1980年3月4日",
      })
  void oneDayInManyForms(String text) {
    assertThat(Dates.read(text, LATEST).flatMap(Dates.Reading::only))
        .hasValue(new Dates.Fields(1980, 3, 4));
  }

  @Test
  void openOrderGivesEveryReading() {
    Dates.Reading reading = Dates.read("03/04/05", LATEST).orElseThrow();
    assertThat(reading.dayFirst()).isEqualTo(new Dates.Fields(2005, 4, 3));
    assertThat(reading.monthFirst()).isEqualTo(new Dates.Fields(2005, 3, 4));
    assertThat(reading.yearFirst()).isEqualTo(new Dates.Fields(2003, 4, 5));
    assertThat(reading.only()).isEmpty();
    assertThat(reading.possible()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "23/04/1980, 19800423",
    "04/23/1980, 19800423",
    "04.04.1980, 19800404",
    "23041980, 19800423"
  })
  void digitsThatLeaveNoChoiceDecide(String text, String digits) {
    assertThat(Dates.read(text, LATEST).flatMap(Dates.Reading::only).map(Dates.Fields::digits))
        .hasValue(digits);
  }

  @ParameterizedTest
  @CsvSource({"1.5.26, 2026", "1.5.27, 1927", "1.5.00, 2000", "1.5.99, 1999"})
  void twoDigitYearsLieInTheHundredYearsToTheLatest(String text, int year) {
    assertThat(Dates.read(text, LATEST).map(r -> r.dayFirst().year())).hasValue(year);
  }

  @ParameterizedTest
  @CsvSource({
    "1856-86-18, 18568618",
    "2023-02-29, 20230229",
    "31.13.1980, 19801331",
    "19561309, 19561309"
  })
  void fieldsThatAreNoDateKeepTheirDigits(String text, String digits) {
    Dates.Reading reading = Dates.read(text, LATEST).orElseThrow();
    assertThat(reading.possible()).isFalse();
    assertThat(reading.dayFirst().digits()).isEqualTo(digits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1856", "1856-05", "abc", "4 Foo 1980", "1-2-3-4", "-0050-01-0"})
  void otherTextsAreNoDates(String text) {
    assertThat(Dates.read(text, LATEST)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "03-04-1980, dd-MM-yyyy, 19800403",
    "03/04/80, MM/dd/yy, 19800304",
    "03/04/27, MM/dd/yy, 19270304",
    "02/30/80, MM/dd/yy, 19800230",
    "4 Mar 1980, d MMM yyyy, 19800304",
  })
  void declaredPatternsAreFollowed(String text, String pattern, String digits) {
    assertThat(Dates.read(text, pattern, LATEST).map(r -> r.monthFirst().digits()))
        .hasValue(digits);
  }

  @ParameterizedTest
  @CsvSource({
    "1980-03-04, dd-MM-yyyy",
    "03-04-1980x, dd-MM-yyyy",
    "03-04-1980, {{{",
    "10:15, HH:mm"
  })
  void otherTextsFollowNone(String text, String pattern) {
    assertThat(Dates.read(text, pattern, LATEST)).isEmpty();
  }
}
