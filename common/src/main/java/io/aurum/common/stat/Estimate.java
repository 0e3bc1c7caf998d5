package io.aurum.common.stat;

/**
 * A figure estimated from a sample.
 *
 * @param value the estimate
 * @param standardError its standard error, not negative; NaN where it cannot be told
 * @param lower lower end of the interval
 * @param upper upper end of the interval
 */
public record Estimate(double value, double standardError, double lower, double upper) {
  /** Quantile of the standard normal distribution for a two-sided interval of 95 %. */
  private static final double NORMAL_975 = 1.959963984540054;

  /** With a 95 % interval that is symmetric about the value. */
  public static Estimate symmetric(double value, double standardError) {
    double half = NORMAL_975 * standardError;
    return new Estimate(value, standardError, value - half, value + half);
  }

  /**
   * A positive figure with a 95 % interval that is symmetric about its logarithm, so that no end is
   * negative.
   */
  public static Estimate positive(double value, double standardError) {
    double factor = Math.exp(NORMAL_975 * standardError / value);
    return new Estimate(value, standardError, value / factor, value * factor);
  }

  /** A probability with a 95 % interval that is symmetric about its log-odds, inside 0..1. */
  public static Estimate probability(double value, double standardError) {
    if (value <= 0 || value >= 1) {
      return new Estimate(value, standardError, value, value);
    }
    double logit = Math.log(value / (1 - value));
    double half = NORMAL_975 * standardError / (value * (1 - value));
    return new Estimate(value, standardError, logistic(logit - half), logistic(logit + half));
  }

  /**
   * The same with an interval as wide as a larger standard error makes it.
   *
   * @param error of rows that say less than as many independent ones; a smaller one, or NaN,
   *     changes nothing
   */
  public Estimate withErrorOf(double error) {
    double factor = error / standardError;
    return factor > 1 && factor < Double.POSITIVE_INFINITY
        ? new Estimate(
            value, error, value - factor * (value - lower), value + factor * (upper - value))
        : this;
  }

  private static double logistic(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
