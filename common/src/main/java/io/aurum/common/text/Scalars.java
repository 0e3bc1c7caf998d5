package io.aurum.common.text;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Typed values of tables and databases as the texts in which sources are read. */
public final class Scalars {
  private Scalars() {}

  /** Shortest digits that identify a binary number, in plain notation; null where it is none. */
  public static String number(double value) {
    return Double.isFinite(value) ? number(Double.toString(value)) : null;
  }

  /** The same of a number of single precision. */
  public static String number(float value) {
    return Float.isFinite(value) ? number(Float.toString(value)) : null;
  }

  /**
   * A timestamp in ISO 8601, up to nanoseconds; one at midnight as its date, because that is what
   * it nearly always means: libraries without a date type store dates so.
   */
  public static String local(LocalDateTime time) {
    return isMidnight(time) ? time.toLocalDate().toString() : time.toString();
  }

  /** The same of a time in UTC, which ends in Z. */
  public static String utc(LocalDateTime time) {
    return isMidnight(time)
        ? time.toLocalDate().toString()
        : time.toInstant(ZoneOffset.UTC).toString();
  }

  private static boolean isMidnight(LocalDateTime time) {
    return time.toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  private static String number(String digits) {
    BigDecimal decimal = new BigDecimal(digits);
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }
}
