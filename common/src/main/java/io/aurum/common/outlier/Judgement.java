package io.aurum.common.outlier;

/**
 * How odd a row is.
 *
 * @param evidence decimal digits of the improbability of so odd a row, from 0 up
 * @param isolation score of the isolation forest, 0..1
 * @param voices of the deterministic detectors and of the neighbours, 0..1 each: share of rows that
 *     are less odd to them
 */
public record Judgement(double evidence, double isolation, Voices voices) {

  /** What the other detectors say. */
  public record Voices(double ecod, double copod, double hbos, double neighbours) {}

  /** Share of rows that are less odd, 0..1. */
  public double score() {
    return share(evidence);
  }

  static double share(double evidence) {
    return 1 - Math.pow(10, -evidence);
  }

  /**
   * A value that makes a row odd.
   *
   * @param feature its position
   * @param ordinary the nearest value with which the row would be less odd: {@link Double}, {@link
   *     String} or null
   * @param fall how much less evidence there is with it, the values before it being ordinary too
   * @param deviation distance of a number from the median in robust standard deviations; NaN of
   *     what is no number
   */
  public record Reason(int feature, Object ordinary, double fall, double deviation) {}
}
