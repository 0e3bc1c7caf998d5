package io.aurum.common.pattern;

import org.hipparchus.distribution.discrete.HypergeometricDistribution;

/** Fisher's exact test of a table of two by two, one-sided. */
public final class FisherTest {
  /** Terms below this share of the sum change no digit of it. */
  private static final double NEGLIGIBLE = 1e-17;

  private FisherTest() {}

  /**
   * Probability that {@code both} or more of the {@code second} fall among the {@code first} by
   * chance: the upper tail of the hypergeometric distribution.
   *
   * <p>The first term is that of Loader's saddle point expansion (Fast and Accurate Computation of
   * Binomial Probabilities, 2000), the others follow by the ratio of neighbours; the shorter tail
   * is summed.
   *
   * @param all population, at least 1
   * @param first size of one part of it
   * @param second size of the other part
   * @param both how many belong to both parts
   * @return 0..1; 0 where it is below what a double can hold
   */
  public static double greater(int all, int first, int second, int both) {
    int least = (int) Math.max(0L, (long) first + second - all);
    if (both <= least) {
      return 1;
    }
    var chance = new HypergeometricDistribution(all, first, second);
    double mean = (double) first * second / all;
    return both > mean
        ? Math.min(1, upward(all, first, second, both, chance.logProbability(both)))
        : Math.max(0, 1 - downward(all, first, second, both - 1, chance.logProbability(both - 1)));
  }

  private static double upward(int all, int first, int second, int from, double logFirst) {
    double term = 1;
    double sum = 1;
    int most = Math.min(first, second);
    for (int k = from; k < most && term > sum * NEGLIGIBLE; k++) {
      term *=
          (double) (first - k)
              * (second - k)
              / ((k + 1.0) * ((double) all - first - second + k + 1));
      sum += term;
    }
    return Math.exp(logFirst + Math.log(sum));
  }

  private static double downward(int all, int first, int second, int from, double logFirst) {
    double term = 1;
    double sum = 1;
    for (int k = from; k > 0 && term > sum * NEGLIGIBLE; k--) {
      term *=
          k * ((double) all - first - second + k) / ((double) (first - k + 1) * (second - k + 1));
      sum += term;
    }
    return Math.exp(logFirst + Math.log(sum));
  }
}
