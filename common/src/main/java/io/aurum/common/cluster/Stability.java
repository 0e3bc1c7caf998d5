package io.aurum.common.cluster;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How well clusters come back when only half of the points are known: for each cluster the mean,
 * over many draws, of its Jaccard coefficient with the most similar cluster of the draw (Hennig
 * 2007; half-samples as Ben-Hur, Elisseeff, Guyon 2002). Hennig reads 0.75 and more as a stable
 * cluster, 0.6 as a pattern, less than 0.5 as dissolved.
 */
final class Stability {
  /**
   * From here on a cluster is stable: the lowest bar at which Tibshirani and Walther (2005) count
   * clusters. At 0.75 a ring of points cut anywhere passes now and then.
   */
  static final double STABLE = 0.8;

  /** From here on it is valid. */
  static final double VALID = 0.75;

  /** From here on it is a pattern in the data. */
  static final double PATTERN = 0.6;

  private static final double SHARE = 0.5;

  private Stability() {}

  /** Clusters a sample anew. */
  @FunctionalInterface
  interface Clustering {
    /** Labels of the sample by number of clusters; null where there is none. */
    int[][] of(Points sample, SplittableRandom random);
  }

  /**
   * @param labels of all points, by number of clusters; null where it is of no interest
   * @param draws half-samples
   * @return Jaccard coefficients by number of clusters and cluster
   */
  static double[][] of(Points points, int[][] labels, Clustering clustering, int draws, long seed) {
    double[][][] found =
        IntStream.range(0, draws)
            .parallel()
            .mapToObj(draw -> of(points, labels, clustering, seed + draw))
            .toArray(double[][][]::new);
    double[][] mean = new double[labels.length][];
    for (int k = 0; k < labels.length; k++) {
      if (labels[k] != null) {
        mean[k] = mean(found, k);
      }
    }
    return mean;
  }

  private static double[] mean(double[][][] found, int k) {
    double[] sum = new double[found[0][k].length];
    double[] times = new double[sum.length];
    for (double[][] draw : found) {
      for (int c = 0; c < sum.length; c++) {
        sum[c] += Math.max(0, draw[k][c]);
        times[c] += draw[k][c] < 0 ? 0 : 1;
      }
    }
    for (int c = 0; c < sum.length; c++) {
      sum[c] = times[c] > 0 ? sum[c] / times[c] : 0;
    }
    return sum;
  }

  /** Of one draw; negative for a cluster of which no point was drawn. */
  private static double[][] of(Points points, int[][] labels, Clustering clustering, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] drawn =
        IntStream.range(0, points.size()).filter(i -> random.nextDouble() < SHARE).toArray();
    Points sample = points.subset(drawn);
    int[][] anew = drawn.length < 2 ? new int[0][] : clustering.of(sample, random);
    double[][] best = new double[labels.length][];
    for (int k = 0; k < labels.length; k++) {
      if (labels[k] != null) {
        int all = Arrays.stream(labels[k]).max().orElse(0) + 1;
        best[k] = new double[all];
        if (k < anew.length && anew[k] != null) {
          best[k] = best(labels[k], drawn, anew[k], sample, all);
        }
      }
    }
    return best;
  }

  private static double[] best(int[] labels, int[] drawn, int[] anew, Points sample, int clusters) {
    int[] before = IntStream.of(drawn).map(i -> labels[i]).toArray();
    double[][] jaccard = Agreement.jaccard(before, anew, sample.weights());
    double[] best = new double[clusters];
    Arrays.fill(best, -1);
    for (int label : before) {
      best[label] = 0;
    }
    for (int c = 0; c < jaccard.length; c++) {
      if (best[c] == 0) {
        best[c] = Arrays.stream(jaccard[c]).max().orElse(0);
      }
    }
    return best;
  }

  /** The least stable cluster's. */
  static double least(double[] stability) {
    return Arrays.stream(stability).min().orElse(0);
  }
}
