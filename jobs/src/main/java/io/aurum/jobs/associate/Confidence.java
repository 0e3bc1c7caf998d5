package io.aurum.jobs.associate;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A share as a fraction of whole numbers, so that "at least 55 %" of 20 is 11 and not one more.
 *
 * @param numerator from 0
 * @param denominator from 1
 */
record Confidence(long numerator, long denominator) implements Serializable {
  private static final int DIGITS = 9;

  /** A share to nine digits behind the point. */
  static Confidence of(BigDecimal share) {
    BigDecimal rounded = share.setScale(DIGITS, RoundingMode.HALF_EVEN);
    return new Confidence(
        rounded.unscaledValue().longValueExact(), BigDecimal.TEN.pow(DIGITS).longValueExact());
  }

  /** Whether part of whole is this share at least. */
  boolean isReached(int part, int whole) {
    return Math.multiplyExact((long) part, denominator) >= Math.multiplyExact(whole, numerator);
  }
}
