package io.aurum.common.outlier;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where a value stands among those of its column: an empirical distribution function.
 *
 * @param values learnt, ascending, each once; of very many the outer ones and every so many of
 *     those between
 * @param atMost by value: share of rows with that value or a lower one
 * @param atLeast by value: share of rows with that value or a higher one
 * @param rows learnt from
 * @param skew sign of the skewness: -1, 0 or 1
 */
record Standing(double[] values, double[] atMost, double[] atLeast, int rows, int skew)
    implements Serializable {
  /** Different values above which some between the tails are left out. */
  private static final int MOST_VALUES = 20_000;

  /** Values of each tail that are always kept. */
  private static final int TAIL = 1_000;

  /**
   * Learns from a column.
   *
   * @param column not empty, in any order
   */
  static Standing of(double[] column) {
    double[] sorted = column.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double[] values = new double[n];
    double[] atMost = new double[n];
    double[] atLeast = new double[n];
    int different = 0;
    for (int from = 0; from < n; ) {
      int to = from + 1;
      while (to < n && sorted[to] == sorted[from]) {
        to++;
      }
      values[different] = sorted[from];
      atMost[different] = (double) to / n;
      atLeast[different] = (double) (n - from) / n;
      different++;
      from = to;
    }
    int[] kept = kept(different);
    return new Standing(
        pick(values, kept), pick(atMost, kept), pick(atLeast, kept), n, skew(sorted));
  }

  /** Share of the rows learnt from with the value or a lower one; never less than one row. */
  double atMost(double value) {
    int at = Arrays.binarySearch(values, value);
    int last = at >= 0 ? at : -at - 2;
    return last < 0 ? 1.0 / rows : atMost[last];
  }

  /** Share of the rows learnt from with the value or a higher one; never less than one row. */
  double atLeast(double value) {
    int at = Arrays.binarySearch(values, value);
    int first = at >= 0 ? at : -at - 1;
    return first == values.length ? 1.0 / rows : atLeast[first];
  }

  private static int[] kept(int different) {
    if (different <= MOST_VALUES) {
      return IntStream.range(0, different).toArray();
    }
    int[] kept = new int[MOST_VALUES];
    long inner = MOST_VALUES - 2L * TAIL;
    for (int i = 0; i < MOST_VALUES; i++) {
      if (i < TAIL) {
        kept[i] = i;
      } else if (i >= MOST_VALUES - TAIL) {
        kept[i] = different - MOST_VALUES + i;
      } else {
        kept[i] = TAIL + (int) ((i - TAIL) * (different - 2L * TAIL) / inner);
      }
    }
    return kept;
  }

  private static double[] pick(double[] all, int[] kept) {
    return Arrays.stream(kept).mapToDouble(i -> all[i]).toArray();
  }

  private static int skew(double[] sorted) {
    double mean = Arrays.stream(sorted).sum() / sorted.length;
    double cubes = 0;
    for (double value : sorted) {
      cubes += Math.pow(value - mean, 3);
    }
    return (int) Math.signum(cubes);
  }
}
