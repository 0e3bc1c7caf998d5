package io.aurum.common.stat;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Mean of the middle of a sample: the fifth with the lowest and the fifth with the highest values
 * are left out, so that a few wild ones do not move it. Counts and skewed sums have one as well as
 * normal values do, which cannot be said of the error of their median.
 *
 * @param mean of the values that are kept; NaN of none
 * @param squaredError of the mean, from the variance of all values, those left out drawn in to the
 *     ends of those that are kept (Tukey and McLaughlin 1963); NaN of fewer than two kept
 * @param kept number of values kept
 */
public record TrimmedMean(double mean, double squaredError, int kept) {
  private static final double TRIMMED = 0.2;

  /** Of values in any order; NaN is left out. */
  public static TrimmedMean of(double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int n = sorted.length;
    int out = (int) (TRIMMED * n);
    int kept = n - 2 * out;
    double mean = Arrays.stream(sorted, out, n - out).average().orElse(Double.NaN);
    if (kept < 2) {
      return new TrimmedMean(mean, Double.NaN, kept);
    }
    double[] drawnIn = new double[n];
    for (int i = 0; i < n; i++) {
      drawnIn[i] = sorted[Math.max(out, Math.min(n - 1 - out, i))];
    }
    double center = Arrays.stream(drawnIn).average().orElseThrow();
    double squares = Arrays.stream(drawnIn).map(v -> (v - center) * (v - center)).sum();
    return new TrimmedMean(mean, squares / kept / (kept - 1), kept);
  }

  /**
   * How surely this mean differs from another's (Yuen, "The two-sample trimmed t for unequal
   * population variances", 1974).
   *
   * @param other of an independent sample
   * @param widening factor of the error, at least 1, where values depend on their neighbours
   */
  public Difference against(TrimmedMean other, double widening) {
    double error = widening * Math.sqrt(squaredError + other.squaredError);
    double difference = mean - other.mean;
    if (!(error > 0)) {
      return new Difference(difference, 0, 1);
    }
    double sum = squaredError + other.squaredError;
    double degrees =
        sum
            * sum
            / (squaredError * squaredError / (kept - 1)
                + other.squaredError * other.squaredError / (other.kept - 1));
    double t = difference / error;
    double p = 2 * new TDistribution(degrees).cumulativeProbability(-Math.abs(t));
    return new Difference(difference, t, p);
  }

  /**
   * A difference of two means.
   *
   * @param difference the first less the second
   * @param t difference over its error; 0 where the error is not known
   * @param pValue two-sided; 1 where the error is not known
   */
  public record Difference(double difference, double t, double pValue) {}
}
