package io.aurum.common.series;

import java.util.Arrays;
import java.util.List;

/**
 * How unlikely the largest single amounts of periods are, beside those of the other periods. Where
 * few large sales make a sum vary, one that is out of all proportion is hidden in the sum and plain
 * beside the largest of other days.
 *
 * <p>Amounts of sales have tails like powers, whose logarithms are exponential beyond a threshold:
 * the largest fifth of what trend and season leave of the logarithms is taken for that tail, with
 * the scale of Hill ("A simple general approach to inference about the tail of a distribution",
 * 1975) and the probabilities of Weissman (1978). A twentieth of the tail is left out of the scale,
 * so that the extremes do not set what they are judged by; neither is the scale below what the
 * median and the upper quartile of the tail say.
 */
final class LargestParts {
  /** Share of the periods that are the tail. */
  private static final double TAIL = 0.2;

  /** Share of the tail that may be odd. */
  private static final double ODD = 0.05;

  private static final double QUARTER = 0.25;

  /** Periods with an amount from which there is a tail to learn from. */
  private static final int LEAST_PERIODS = 60;

  private final double[] remainder;
  private final double threshold;
  private final double scale;

  private LargestParts(double[] remainder, double threshold, double scale) {
    this.remainder = remainder;
    this.threshold = threshold;
    this.scale = scale;
  }

  /**
   * Learns from a series.
   *
   * @param amounts the largest of each period; NaN where there is none, or it is not known
   * @param periods as of {@link Seasons}
   */
  static LargestParts of(double[] amounts, List<Integer> periods) {
    double[] logs = Arrays.stream(amounts).map(a -> a > 0 ? Math.log(a) : Double.NaN).toArray();
    long known = Arrays.stream(logs).filter(log -> !Double.isNaN(log)).count();
    if (known < LEAST_PERIODS) {
      return new LargestParts(new double[0], 0, 0);
    }
    double[] remainder = Decomposition.of(logs, periods).remainder();
    double threshold = Robust.quantile(remainder, 1 - TAIL);
    double[] tail =
        Arrays.stream(remainder)
            .filter(r -> r > threshold)
            .map(r -> r - threshold)
            .sorted()
            .toArray();
    return new LargestParts(remainder, threshold, scale(tail));
  }

  private static double scale(double[] tail) {
    double mean = Arrays.stream(tail).limit((long) ((1 - ODD) * tail.length)).average().orElse(0);
    double half = Robust.quantile(tail, 0.5) / -Math.log(0.5);
    double quarter = Robust.quantile(tail, 1 - QUARTER) / -Math.log(QUARTER);
    return Math.max(mean, Math.max(half, quarter));
  }

  /** Whether there is anything to judge at a point. */
  boolean isKnown(int at) {
    return scale > 0 && !Double.isNaN(remainder[at]);
  }

  /** Probability of an amount as large at a point where there is one. */
  double pValue(int at) {
    double beyond = remainder[at] - threshold;
    return beyond <= 0 ? 1 : TAIL * Math.exp(-beyond / scale);
  }
}
