package io.aurum.common.series;

import java.util.Arrays;

/**
 * Benjamini and Hochberg, "Controlling the false discovery rate", 1995: of everything that is
 * reported at most a given share is expected to be chance. It holds for independent tests and for
 * those that depend on each other positively, as neighbouring points and overlapping series do.
 */
public final class FalseDiscovery {
  private FalseDiscovery() {}

  /**
   * The largest p-value that is reported; -1 where none is.
   *
   * @param pValues all of those at or below the rate; larger ones cannot be reported
   * @param tests number of tests made, at least that of the p-values
   * @param rate share of the reported that may be chance, 0..1
   */
  public static double threshold(double[] pValues, long tests, double rate) {
    if (pValues.length > tests) {
      throw new IllegalArgumentException("%d of %d tests".formatted(pValues.length, tests));
    }
    double[] sorted = pValues.clone();
    Arrays.sort(sorted);
    double threshold = -1;
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] <= rate * (i + 1) / tests) {
        threshold = sorted[i];
      }
    }
    return threshold;
  }
}
