package io.aurum.common.stat;

/**
 * The score interval of a proportion: Wilson 1927, <i>Probable inference, the law of succession,
 * and statistical inference</i>, JASA 22. Unlike the textbook interval it holds its level for few
 * trials and for proportions near 0 and 1.
 */
public final class Wilson {
  /** Quantile of the normal distribution for an interval of 95 % confidence. */
  public static final double Z_95 = 1.959963984540054;

  private Wilson() {}

  /**
   * The interval of 95 % confidence for the probability of success.
   *
   * @param successes from 0 to {@code trials}
   * @param trials 0 tells nothing: the interval is then [0, 1]
   * @throws IllegalArgumentException where the counts are impossible
   */
  public static Interval interval(long successes, long trials) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " successes in " + trials + " trials");
    }
    if (trials == 0) {
      return new Interval(0, 1);
    }
    double n = trials;
    double rate = successes / n;
    double square = Z_95 * Z_95;
    double centre = rate + square / (2 * n);
    double half = Z_95 * Math.sqrt(rate * (1 - rate) / n + square / (4 * n * n));
    double scale = 1 + square / n;
    return new Interval(
        successes == 0 ? 0 : (centre - half) / scale,
        successes == trials ? 1 : (centre + half) / scale);
  }
}
