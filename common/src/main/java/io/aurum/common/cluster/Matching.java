package io.aurum.common.cluster;

import java.util.Arrays;

/**
 * Matches the segments of two dates by the customers that they share, so that a segment keeps its
 * number: the one-to-one matching with the largest sum of Jaccard coefficients (Kuhn 1955).
 */
public final class Matching {
  /**
   * Jaccard coefficient below which two segments are different ones: of two equal sizes less than
   * half is shared.
   */
  private static final double LEAST = 1.0 / 3;

  private Matching() {}

  /**
   * Numbers for the segments of the later date.
   *
   * @param before numbers of the earlier date by row, from 1; 0 or less for none
   * @param after segments of the later date of the same rows, from 0; negative for none
   * @param segments of the later date
   * @param used the highest number given so far
   * @return number of each segment: that of the segment that it goes on, else a new one
   */
  public static int[] numbers(int[] before, int[] after, int segments, int used) {
    int[] earlier = Arrays.stream(before).map(number -> number - 1).toArray();
    double[][] shared = overlap(earlier, after, segments, used);
    int[] partner = assign(shared);
    int[] numbers = new int[segments];
    int next = used;
    for (int s = 0; s < segments; s++) {
      boolean same = partner[s] < used && shared[s][partner[s]] >= LEAST;
      numbers[s] = same ? partner[s] + 1 : ++next;
    }
    return numbers;
  }

  /** Jaccard coefficients, square: by later segment and earlier number. */
  private static double[][] overlap(int[] earlier, int[] after, int segments, int used) {
    int size = Math.max(segments, used);
    double[][] both = new double[size][size];
    double[] rows = new double[size];
    double[] columns = new double[size];
    for (int i = 0; i < after.length; i++) {
      if (after[i] >= 0) {
        rows[after[i]]++;
      }
      if (earlier[i] >= 0) {
        columns[earlier[i]]++;
      }
      if (after[i] >= 0 && earlier[i] >= 0) {
        both[after[i]][earlier[i]]++;
      }
    }
    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        double either = rows[r] + columns[c] - both[r][c];
        both[r][c] = either > 0 ? both[r][c] / either : 0;
      }
    }
    return both;
  }

  /**
   * The column of each row in the assignment with the largest sum, by shortest augmenting paths
   * (Jonker, Volgenant 1987).
   *
   * @param gain square
   */
  static int[] assign(double[][] gain) {
    int n = gain.length;
    double[] rowPrice = new double[n + 1];
    double[] columnPrice = new double[n + 1];
    int[] rowOf = new int[n + 1];
    for (int row = 1; row <= n; row++) {
      augment(gain, row, rowPrice, columnPrice, rowOf);
    }
    int[] columnOf = new int[n];
    for (int column = 1; column <= n; column++) {
      columnOf[rowOf[column] - 1] = column - 1;
    }
    return columnOf;
  }

  private static void augment(
      double[][] gain, int start, double[] rowPrice, double[] columnPrice, int[] rowOf) {
    int n = gain.length;
    double[] slack = new double[n + 1];
    Arrays.fill(slack, Double.POSITIVE_INFINITY);
    boolean[] reached = new boolean[n + 1];
    int[] from = new int[n + 1];
    rowOf[0] = start;
    int column = 0;
    do {
      reached[column] = true;
      int row = rowOf[column];
      double least = Double.POSITIVE_INFINITY;
      int next = 0;
      for (int c = 1; c <= n; c++) {
        if (!reached[c]) {
          double cost = -gain[row - 1][c - 1] - rowPrice[row] - columnPrice[c];
          if (cost < slack[c]) {
            slack[c] = cost;
            from[c] = column;
          }
          if (slack[c] < least) {
            least = slack[c];
            next = c;
          }
        }
      }
      for (int c = 0; c <= n; c++) {
        if (reached[c]) {
          rowPrice[rowOf[c]] += least;
          columnPrice[c] -= least;
        } else {
          slack[c] -= least;
        }
      }
      column = next;
    } while (rowOf[column] != 0);
    while (column != 0) {
      rowOf[column] = rowOf[from[column]];
      column = from[column];
    }
  }
}
