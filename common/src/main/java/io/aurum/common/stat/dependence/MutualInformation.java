package io.aurum.common.stat.dependence;

import java.util.Arrays;

/**
 * What one column tells of another, in bits: by how much knowing the level of the one lessens the
 * entropy of the other. Of a feature and a label it is the information gain of Quinlan (Induction
 * of decision trees, Machine Learning 1, 1986). It is estimated by the shares of the rows, which
 * makes it too large by about (r - 1)(c - 1) / (2 n ln 2) for r and c levels and n rows.
 */
public final class MutualInformation {
  private static final double LN_2 = Math.log(2);

  private MutualInformation() {}

  /**
   * Of two columns of levels.
   *
   * @param x levels from 0
   * @param y as many
   * @return 0 where they are independent, to the smaller entropy of the two
   * @throws IllegalArgumentException for columns of unequal length
   */
  public static double bits(int[] x, int[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " levels beside " + y.length);
    }
    long[][] counts = new long[levels(x)][levels(y)];
    long[] rows = new long[counts.length];
    long[] columns = new long[levels(y)];
    for (int i = 0; i < x.length; i++) {
      counts[x[i]][y[i]]++;
      rows[x[i]]++;
      columns[y[i]]++;
    }
    double sum = 0;
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        double both = counts[r][c];
        if (both > 0) {
          sum += both / x.length * Math.log(both * x.length / ((double) rows[r] * columns[c]));
        }
      }
    }
    return Math.max(0, sum / LN_2);
  }

  private static int levels(int[] column) {
    return Arrays.stream(column).max().orElse(-1) + 1;
  }
}
