package io.aurum.common.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Reads canonical texts as numbers and times, fast where they are written as usual. */
final class Canonical {
  static final long MICROS_PER_DAY = 86_400_000_000L;

  /** Answer of {@link #millionths} where a number has no such form. */
  static final long NOT_EXACT = Long.MIN_VALUE;

  private static final int DECIMALS = 6;
  private static final int MAX_DIGITS = 12;
  private static final int DATE_LENGTH = 10;
  private static final int SECONDS_LENGTH = "2026-01-31T00:00:00Z".length();
  private static final long MICROS_PER_SECOND = 1_000_000;

  private Canonical() {}

  /**
   * A number in plain decimal notation as millionths; {@link #NOT_EXACT} where it has more than 12
   * digits before its point or six after it.
   */
  static long millionths(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int point = text.indexOf('.');
    int end = point < 0 ? text.length() : point;
    int decimals = point < 0 ? 0 : text.length() - point - 1;
    if (end - start > MAX_DIGITS || decimals > DECIMALS) {
      return NOT_EXACT;
    }
    long value = digits(text, start, end);
    value = point < 0 ? value : digits(text, point + 1, text.length(), value);
    for (int i = decimals; i < DECIMALS; i++) {
      value *= 10;
    }
    return start == 0 ? value : -value;
  }

  /** The same of a parsed number. */
  static long millionths(BigDecimal number) {
    return millionths(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
  }

  /** Microseconds since 1970-01-01T00:00:00Z of a date, its midnight, or a point in time. */
  static long micros(String text) {
    long midnight = day(text) * MICROS_PER_DAY;
    if (text.length() == DATE_LENGTH) {
      return midnight;
    }
    return text.length() == SECONDS_LENGTH
        ? midnight + secondOfDay(text) * MICROS_PER_SECOND
        : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
  }

  private static long day(String text) {
    return LocalDate.of(
            (int) digits(text, 0, 4), (int) digits(text, 5, 7), (int) digits(text, 8, 10))
        .toEpochDay();
  }

  private static long secondOfDay(String text) {
    return (digits(text, 11, 13) * 60 + digits(text, 14, 16)) * 60 + digits(text, 17, 19);
  }

  private static long digits(String text, int from, int to) {
    return digits(text, from, to, 0);
  }

  private static long digits(String text, int from, int to, long before) {
    long value = before;
    for (int i = from; i < to; i++) {
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }
}
