package io.aurum.common.series;

import java.util.Arrays;

/** Location and scale that a few wild values do not move. */
final class Robust {
  /** Makes the median of absolute deviations estimate the standard deviation of normal values. */
  private static final double NORMAL = 1.482602218505602;

  /** The same for the mean absolute deviation: the square root of pi / 2. */
  private static final double NORMAL_MEAN = 1.2533141373155003;

  private Robust() {}

  /** Median of the values that are not NaN; NaN of none. */
  static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /** Quantile of the values that are not NaN, between order statistics; NaN of none. */
  static double quantile(double[] values, double rate) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = rate * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** Absolute deviations from zero. */
  static double[] magnitudes(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }

  /**
   * Standard deviation around zero by the median; where more than half of the values are zero, by
   * the mean; 0 where all are.
   */
  static double scale(double[] values) {
    double[] magnitudes = magnitudes(values);
    double byMedian = NORMAL * median(magnitudes);
    return byMedian > 0
        ? byMedian
        : NORMAL_MEAN * Arrays.stream(magnitudes).filter(v -> !Double.isNaN(v)).average().orElse(0);
  }
}
