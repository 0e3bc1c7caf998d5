package io.aurum.common.cluster;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Spreads numbers that many rows share. Counts and rates take few values, and the gaps between
 * these are no gaps between customers: a method that looks for dense regions would make a cluster
 * of every value. So a shared number moves by chance, at most half of the way to the nearer of its
 * neighbours (uniform dequantisation, Theis, van den Oord, Bethge 2016); gaps that are wider than
 * the steps stay. A column of two values is left as it is.
 *
 * @param values different numbers, ascending
 * @param reach of each, 0 of those that one row has
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Ties(double[] values, double[] reach) implements Serializable {
  private static final int LEAST_VALUES = 3;

  static Ties of(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double[] values = Arrays.stream(sorted).distinct().toArray();
    double[] reach = new double[values.length];
    int from = 0;
    for (int v = 0; v < values.length && values.length >= LEAST_VALUES; v++) {
      int to = from;
      while (to < sorted.length && sorted[to] == values[v]) {
        to++;
      }
      double before = v == 0 ? Double.POSITIVE_INFINITY : values[v] - values[v - 1];
      double after = v == values.length - 1 ? Double.POSITIVE_INFINITY : values[v + 1] - values[v];
      reach[v] = to - from > 1 ? Math.min(before, after) / 2 : 0;
      from = to;
    }
    return new Ties(values, reach);
  }

  /**
   * The number, moved.
   *
   * @param chance 0..1
   */
  double spread(double number, double chance) {
    int at = Arrays.binarySearch(values, number);
    return at < 0 ? number : number + (2 * chance - 1) * reach[at];
  }
}
