package io.aurum.common.series;

import java.util.stream.IntStream;

/** How much amounts vary that were summed before, so that their rows do not count events. */
public final class Scatter {
  /** Median of chi-squared with one degree of freedom. */
  private static final double CHI_SQUARED = 0.454936;

  private Scatter() {}

  /**
   * Variance by mean of the larger half of amounts: an amount in units of it varies as a number of
   * events does (Poisson). The median of the squared changes is set beside that of chi-squared, so
   * that the few amounts which an incident changed do not move it.
   *
   * @param before amounts that were to be expected, 0 or more
   * @param now what became of them, in the same order
   * @return 0 or more; infinity where nothing was to be expected
   */
  public static double of(double[] before, double[] now) {
    if (before.length != now.length) {
      throw new IllegalArgumentException("%d and %d".formatted(before.length, now.length));
    }
    int[] there = IntStream.range(0, before.length).filter(i -> before[i] > 0).toArray();
    if (there.length == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double half = Robust.median(IntStream.of(there).mapToDouble(i -> before[i]).toArray());
    double[] squares =
        IntStream.of(there)
            .filter(i -> before[i] >= half)
            .mapToDouble(i -> (now[i] - before[i]) * (now[i] - before[i]) / before[i])
            .toArray();
    return Robust.median(squares) / CHI_SQUARED;
  }
}
