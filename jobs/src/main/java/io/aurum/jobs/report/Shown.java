package io.aurum.jobs.report;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers as the report shows them. */
final class Shown {
  private Shown() {}

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String decimal(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** A time (UTC) as a date where a day begins, else to the minute. */
  static String time(Instant time) {
    LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    return utc.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? utc.toLocalDate().toString()
        : utc.toLocalDate() + " " + utc.toLocalTime().truncatedTo(ChronoUnit.MINUTES);
  }

  /**
   * @param rate 0..1
   */
  static String percent(double rate) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * rate);
  }
}
