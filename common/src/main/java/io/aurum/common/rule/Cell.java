package io.aurum.common.rule;

import java.math.BigDecimal;

/**
 * A canonical value with what is known of it: the rules that it fails, and its number or time,
 * parsed when first asked for.
 */
final class Cell {
  private String text;
  private BigDecimal number;
  private long parsed;
  private boolean isParsed;
  private long[] failed;

  /** Makes it the cell of another value, about which nothing is known yet. */
  void reset(String newText) {
    text = newText;
    number = null;
    isParsed = false;
    failed = null;
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

  /** The number in millionths, or {@link Canonical#NOT_EXACT}; its column must be of numbers. */
  long millionths() {
    if (!isParsed) {
      parsed = Canonical.millionths(text);
      isParsed = true;
    }
    return parsed;
  }

  /** Microseconds since 1970-01-01T00:00:00Z; its column must be one of dates or timestamps. */
  long micros() {
    if (!isParsed) {
      parsed = Canonical.micros(text);
      isParsed = true;
    }
    return parsed;
  }

  /** Days since 1970-01-01, UTC; its column must be one of dates or timestamps. */
  long day() {
    return Math.floorDiv(micros(), Canonical.MICROS_PER_DAY);
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
