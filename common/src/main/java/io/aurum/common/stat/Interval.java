package io.aurum.common.stat;

/**
 * A closed interval.
 *
 * @param low at most {@code high}
 */
public record Interval(double low, double high) {

  /** Whether the value lies in the interval, its ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
