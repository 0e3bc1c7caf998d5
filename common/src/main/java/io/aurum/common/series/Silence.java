package io.aurum.common.series;

import java.util.Arrays;
import java.util.Optional;

/**
 * Periods in a row in which nothing was sold of something that sold before, and how likely chance
 * makes that.
 *
 * <p>Sales of a period are taken for negative binomial, with the mean and the variance of the
 * periods before the silence (Poisson where they vary less than that), so that one period is silent
 * with {@code exp(-mean * ln(f) / (f - 1))}, f being variance by mean (Hilbe, "Negative Binomial
 * Regression", 2011); and never with less than the share of the periods before that were silent.
 *
 * @param from index of its first period
 * @param to index of its last period
 * @param pValue probability of so many silent periods in a row, from 0 to 1
 */
public record Silence(int from, int to, double pValue) {
  /** Periods before a silence that tell what is usual: eight weeks of days. */
  private static final int BEFORE = 56;

  /** Fewer than these tell nothing. */
  private static final int LEAST_BEFORE = 14;

  private static final double POISSON = 1e-9;

  /**
   * The longest silence that reaches into an event, of equals the first.
   *
   * @param counts sales by period
   * @param first index of the event's first period
   * @param last index of its last period
   * @return empty where there is none, or where too little is known of the time before it
   */
  public static Optional<Silence> around(long[] counts, int first, int last) {
    if (first < 0 || last < first || last >= counts.length) {
      throw new IllegalArgumentException(
          "periods %d to %d of %d".formatted(first, last, counts.length));
    }
    int longestFrom = -1;
    int longestTo = -2;
    int at = first;
    while (at <= last) {
      if (counts[at] != 0) {
        at++;
        continue;
      }
      int from = begin(counts, at);
      int to = end(counts, at);
      if (to - from > longestTo - longestFrom) {
        longestFrom = from;
        longestTo = to;
      }
      at = to + 1;
    }
    return longestFrom < LEAST_BEFORE
        ? Optional.empty()
        : Optional.of(of(counts, longestFrom, longestTo));
  }

  private static int begin(long[] counts, int at) {
    int from = at;
    while (from > 0 && counts[from - 1] == 0) {
      from--;
    }
    return from;
  }

  private static int end(long[] counts, int at) {
    int to = at;
    while (to < counts.length - 1 && counts[to + 1] == 0) {
      to++;
    }
    return to;
  }

  private static Silence of(long[] counts, int from, int to) {
    double[] before =
        Arrays.stream(counts, Math.max(0, from - BEFORE), from).asDoubleStream().toArray();
    double mean = Arrays.stream(before).average().orElseThrow();
    double variance =
        Arrays.stream(before).map(count -> (count - mean) * (count - mean)).sum()
            / (before.length - 1);
    double spread = variance / mean;
    double silent =
        spread - 1 > POISSON
            ? StrictMath.exp(-mean * StrictMath.log(spread) / (spread - 1))
            : StrictMath.exp(-mean);
    double seen = Arrays.stream(before).filter(count -> count == 0).count();
    double one = Math.max(silent, seen / before.length);
    return new Silence(from, to, StrictMath.pow(one, to - from + 1));
  }
}
