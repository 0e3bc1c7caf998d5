package io.aurum.common.cluster;

import java.util.Arrays;

/** How much two clusterings of the same points agree. */
public final class Agreement {
  private Agreement() {}

  /**
   * Adjusted Rand index (Hubert, Arabie 1985): 1 for the same clusters, 0 for what chance gives.
   *
   * @param a labels from 0; a point with a negative one counts in neither
   * @param b the same of the other clustering
   */
  public static double adjustedRand(int[] a, int[] b) {
    double[] ones = new double[a.length];
    Arrays.fill(ones, 1);
    return adjustedRand(a, b, ones);
  }

  /** The same of points that weigh more or less. */
  static double adjustedRand(int[] a, int[] b, double[] weights) {
    return adjustedRand(table(a, b, weights));
  }

  /**
   * The same from counts.
   *
   * @param table points by their cluster in a and in b; at least one row
   */
  public static double adjustedRand(double[][] table) {
    double[] rows = new double[table.length];
    double[] columns = new double[table[0].length];
    double both = 0;
    double total = 0;
    for (int i = 0; i < table.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        rows[i] += table[i][j];
        columns[j] += table[i][j];
        both += pairs(table[i][j]);
        total += table[i][j];
      }
    }
    double inRows = Arrays.stream(rows).map(Agreement::pairs).sum();
    double inColumns = Arrays.stream(columns).map(Agreement::pairs).sum();
    double expected = inRows * inColumns / Math.max(pairs(total), Double.MIN_NORMAL);
    double most = (inRows + inColumns) / 2;
    return most == expected ? 1 : (both - expected) / (most - expected);
  }

  /** Weight of the points by their cluster in a and in b. */
  static double[][] table(int[] a, int[] b, double[] weights) {
    double[][] table = new double[clusters(a)][clusters(b)];
    for (int i = 0; i < a.length; i++) {
      if (a[i] >= 0 && b[i] >= 0) {
        table[a[i]][b[i]] += weights[i];
      }
    }
    return table;
  }

  /** Jaccard coefficient of each cluster of a with each of b: shared points by points of either. */
  static double[][] jaccard(int[] a, int[] b, double[] weights) {
    double[][] table = table(a, b, weights);
    double[] columns = new double[table[0].length];
    for (double[] row : table) {
      for (int j = 0; j < columns.length; j++) {
        columns[j] += row[j];
      }
    }
    double[][] jaccard = new double[table.length][columns.length];
    for (int i = 0; i < table.length; i++) {
      double own = Arrays.stream(table[i]).sum();
      for (int j = 0; j < columns.length; j++) {
        double either = own + columns[j] - table[i][j];
        jaccard[i][j] = either > 0 ? table[i][j] / either : 0;
      }
    }
    return jaccard;
  }

  private static int clusters(int[] labels) {
    return Math.max(1, Arrays.stream(labels).max().orElse(0) + 1);
  }

  private static double pairs(double n) {
    return n * (n - 1) / 2;
  }
}
