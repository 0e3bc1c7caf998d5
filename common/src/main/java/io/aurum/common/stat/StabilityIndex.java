package io.aurum.common.stat;

/**
 * How far a distribution over bins has moved: the population stability index, the sum over the bins
 * of (q - p) ln(q / p), with p the earlier and q the newer share (Siddiqi 2006, <i>Credit Risk
 * Scorecards</i>, ch. 9: below 0.1 no change, from 0.25 a major one). It is the symmetrised
 * Kullback-Leibler divergence of the two.
 *
 * <p>Half a count is added to every bin (the prior of Jeffreys), so that an empty bin gives a
 * finite answer.
 *
 * <p>Samples of one distribution differ too: the index is then close to (1/n + 1/m) times a
 * chi-squared variable with one degree of freedom less than there are bins (Yurdakul and Naranjo
 * 2020, <i>Statistical properties of the population stability index</i>). What stays below the 99.9
 * % quantile of that is no drift, however large it looks.
 *
 * @param value the index, at least 0
 * @param noise what chance alone stays below in 99.9 % of the cases
 */
public record StabilityIndex(double value, double noise) {
  /** Index from which a shift is worth a look. */
  public static final double SLIGHT = 0.1;

  /** Index from which a shift is a major one. */
  public static final double STRONG = 0.25;

  private static final double PRIOR = 0.5;

  /** The 99.9 % quantile of the normal distribution. */
  private static final double Z_999 = 3.090232306167813;

  /** What the index says. */
  public enum Drift {
    /** Below {@link #SLIGHT}, or no more than chance brings. */
    NONE,
    SLIGHT,
    STRONG
  }

  /**
   * Compares two samples over the same bins.
   *
   * @param earlier counts by bin, their sum positive
   * @param newer as many counts, their sum positive
   * @throws IllegalArgumentException where the bins differ or a sample is empty
   */
  public static StabilityIndex of(long[] earlier, long[] newer) {
    if (earlier.length != newer.length) {
      throw new IllegalArgumentException(earlier.length + " bins against " + newer.length);
    }
    double n = sum(earlier);
    double m = sum(newer);
    if (n <= 0 || m <= 0) {
      throw new IllegalArgumentException("An empty sample has no distribution");
    }
    double value = 0;
    for (int i = 0; i < earlier.length; i++) {
      double p = (earlier[i] + PRIOR) / (n + PRIOR * earlier.length);
      double q = (newer[i] + PRIOR) / (m + PRIOR * newer.length);
      value += (q - p) * StrictMath.log(q / p);
    }
    return new StabilityIndex(value, (1 / n + 1 / m) * chiSquared999(earlier.length - 1));
  }

  /** The verdict. */
  public Drift drift() {
    if (value < SLIGHT || value <= noise) {
      return Drift.NONE;
    }
    return value < STRONG ? Drift.SLIGHT : Drift.STRONG;
  }

  /** The 99.9 % quantile by the cube-root approximation of Wilson and Hilferty 1931. */
  private static double chiSquared999(int degrees) {
    if (degrees == 0) {
      return 0;
    }
    double ninth = 2.0 / (9 * degrees);
    double root = 1 - ninth + Z_999 * Math.sqrt(ninth);
    return degrees * root * root * root;
  }

  private static double sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
