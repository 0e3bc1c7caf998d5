package io.aurum.common.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A canonical value with what is known of it: the rules that it fails, and its number or time,
 * parsed when first asked for.
 */
final class Cell {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int DATE_LENGTH = "2026-01-31".length();

  private final String text;
  private BigDecimal number;
  private long micros;
  private boolean timed;
  private long[] failed;

  Cell(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** The value as a number; its column must be one of numbers. */
  BigDecimal number() {
    if (number == null) {
      number = new BigDecimal(text);
    }
    return number;
  }

  /** Microseconds since 1970-01-01T00:00:00Z; its column must be one of dates or timestamps. */
  long micros() {
    if (!timed) {
      micros =
          text.length() == DATE_LENGTH
              ? LocalDate.parse(text).toEpochDay() * MICROS_PER_DAY
              : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
      timed = true;
    }
    return micros;
  }

  /** Days since 1970-01-01, UTC. */
  long day() {
    return Math.floorDiv(micros(), MICROS_PER_DAY);
  }

  /** Bits of the rules that the value fails by itself; null where it fails none. */
  long[] failed() {
    return failed;
  }

  void fail(int rule, int words) {
    if (failed == null) {
      failed = new long[words];
    }
    Bits.set(failed, rule);
  }
}
