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
   * @param shared customers known at both dates, by segment of the later one (from 0) and number at
   *     the earlier one (less 1); rows of one length, the highest number given so far
   * @return number of each segment: that of the segment that it goes on, else a new one
   */
  public static int[] numbers(long[][] shared, int used) {
    double[][] jaccard = jaccard(shared, Math.max(shared.length, used));
    int[] partner = assign(jaccard);
    int[] numbers = new int[shared.length];
    int next = used;
    for (int s = 0; s < shared.length; s++) {
      boolean same = jaccard[s][partner[s]] >= LEAST;
      numbers[s] = same ? partner[s] + 1 : ++next;
    }
    return numbers;
  }

  /**
   * The partner of each row in the one-to-one matching with the largest sum.
   *
   * @param gain by row and column, at least one row; where columns are fewer than rows, a partner
   *     beyond them is none
   */
  public static int[] partners(double[][] gain) {
    int size = Math.max(gain.length, gain[0].length);
    double[][] square = new double[size][size];
    for (int r = 0; r < gain.length; r++) {
      System.arraycopy(gain[r], 0, square[r], 0, gain[r].length);
    }
    return Arrays.copyOf(assign(square), gain.length);
  }

  private static double[][] jaccard(long[][] shared, int size) {
    double[] rows = new double[size];
    double[] columns = new double[size];
    for (int r = 0; r < shared.length; r++) {
      for (int c = 0; c < shared[r].length; c++) {
        rows[r] += shared[r][c];
        columns[c] += shared[r][c];
      }
    }
    double[][] jaccard = new double[size][size];
    for (int r = 0; r < shared.length; r++) {
      for (int c = 0; c < shared[r].length; c++) {
        double either = rows[r] + columns[c] - shared[r][c];
        jaccard[r][c] = either > 0 ? shared[r][c] / either : 0;
      }
    }
    return jaccard;
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
