package io.aurum.common.feature;

import java.io.Serializable;
import java.util.Arrays;

/**
 * {@code (value - centre) / width}, with the centre and width of the numbers that it was learned
 * from.
 *
 * @param width positive; 1 where all numbers were equal
 */
public record Scaling(double centre, double width) implements Serializable {

  /** Where centre and width come from. */
  public enum Method {
    /** Mean and standard deviation. */
    Z,
    /** Smallest and distance to the largest: 0..1 on the numbers learned from. */
    MIN_MAX,
    /** Median and distance between the quartiles: a few giants do not move it. */
    ROBUST
  }

  /**
   * Learns from numbers.
   *
   * @param sorted ascending, not empty
   */
  public static Scaling learn(Method method, double[] sorted) {
    return switch (method) {
      case Z -> ofMoments(sorted);
      case MIN_MAX -> of(sorted[0], sorted[sorted.length - 1] - sorted[0]);
      case ROBUST -> of(quantile(sorted, 0.5), quantile(sorted, 0.75) - quantile(sorted, 0.25));
    };
  }

  /** The scaled value. */
  public double of(double value) {
    return (value - centre) / width;
  }

  /** Quantile with linear interpolation (type 7 of Hyndman and Fan, 1996). */
  public static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  private static Scaling ofMoments(double[] sorted) {
    double mean = Arrays.stream(sorted).sum() / sorted.length;
    double squares = 0;
    for (double value : sorted) {
      squares += (value - mean) * (value - mean);
    }
    return of(mean, Math.sqrt(squares / Math.max(1, sorted.length - 1)));
  }

  private static Scaling of(double centre, double width) {
    return new Scaling(centre, width > 0 ? width : 1);
  }
}
