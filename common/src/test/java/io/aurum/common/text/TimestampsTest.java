package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Points in time. */
@Tag("fast")
class TimestampsTest {

  private static final LocalDate DAY = LocalDate.of(2024, 1, 2);

  @ParameterizedTest
  @CsvSource({
    "2024-01-02T03:04:05Z, 2024-01-02T03:04:05Z",
    "2024-01-02T03:04:05+02:00, 2024-01-02T01:04:05Z",
    "2024-01-02 03:04:05 -0530, 2024-01-02T08:34:05Z",
    "2024-01-02 03:04, 2024-01-02T03:04:00Z",
    "2024-01-02 3:04 PM, 2024-01-02T15:04:00Z",
    "2024-01-02 12:04 am, 2024-01-02T00:04:00Z",
    "2024-01-02, 2024-01-02T00:00:00Z",
    "2024-01-02T03:04:05.123456789Z, 2024-01-02T03:04:05.123456Z",
    "2024-01-02T03:04:05.1Z, 2024-01-02T03:04:05.100000Z",
  })
  void timesOfDayArePartedFromTheDate(String text, String iso) {
    Timestamps.Parts parts = Timestamps.parts(text).orElseThrow();
    assertThat(parts.date()).isEqualTo("2024-01-02");
    assertThat(Timestamps.write(parts.on(DAY))).isEqualTo(iso);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-01-02 25:00", "2024-01-02 10:60", "2024-01-02 13:00 PM"})
  void impossibleTimesAreNone(String text) {
    assertThat(Timestamps.parts(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000, 2023-11-14T22:13:20Z",
    "1700000000123, 2023-11-14T22:13:20.123Z",
    "999999999, 2001-09-09T01:46:39Z",
  })
  void epochsAreSecondsOrMilliseconds(String text, Instant instant) {
    assertThat(Timestamps.epoch(text)).hasValue(instant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-02-29T23:59:59Z", "0001-01-01T00:00:00Z", "2024-01-02T03:04:05Z"})
  void theIsoFormIsReadAsByItsPartsAndWrittenAgain(String text) {
    var parts = Timestamps.parts(text).orElseThrow();
    assertThat(Timestamps.iso(text)).hasValue(parts.on(LocalDate.parse(parts.date())));
    assertThat(Timestamps.write(Timestamps.iso(text).orElseThrow())).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-29T00:00:00Z",
        "2024-01-02T24:00:00Z",
        "2024-01-02 03:04:05Z",
        "2024-01-02T03:04:05z",
        "2024-01-02T03:04:0/Z",
        "2024-01-02T03:04:05+01:00"
      })
  void otherFormsAreNotIso(String text) {
    assertThat(Timestamps.iso(text)).isEmpty();
  }

  @Test
  void eightDigitsAreNoEpoch() {
    assertThat(Timestamps.epoch("20240102")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "03.04.2020 10:15, dd.MM.yyyy HH:mm, 2020-04-03T10:15:00Z",
    "03/04/20 10:15 PM, MM/dd/yy hh:mm a, 2020-03-04T22:15:00Z",
    "2020-03-04 10:15:00+02:00, yyyy-MM-dd HH:mm:ssXXX, 2020-03-04T08:15:00Z",
    "20200304, yyyyMMdd, 2020-03-04T00:00:00Z",
  })
  void declaredPatternsAreFollowed(String text, String pattern, Instant instant) {
    assertThat(Timestamps.read(text, pattern, LocalDate.of(2026, 1, 1))).hasValue(instant);
  }

  @Test
  void aDateThatDoesNotExistIsNoPointInTime() {
    assertThat(Timestamps.read("30.02.2020", "dd.MM.yyyy", LocalDate.of(2026, 1, 1))).isEmpty();
  }
}
