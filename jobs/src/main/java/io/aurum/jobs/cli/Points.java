package io.aurum.jobs.cli;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Counts points instead of seconds, as the Numenta Anomaly Benchmark counts the lines of its files:
 * where nothing is recorded no time goes by, for no detector could have told anything then.
 */
final class Points {
  private final long[] periods;

  private Points(long[] periods) {
    this.periods = periods;
  }

  /**
   * @param periods beginnings of all that is a point, in any order and as often as may be
   */
  static Points of(LongStream periods) {
    return new Points(periods.sorted().distinct().toArray());
  }

  /**
   * Number of a point from 0.
   *
   * @throws IllegalArgumentException where the period is none
   */
  long numberOf(long period) {
    int at = Arrays.binarySearch(periods, period);
    if (at < 0) {
      throw new IllegalArgumentException("No point at " + period);
    }
    return at;
  }
}
