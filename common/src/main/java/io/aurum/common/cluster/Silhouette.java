package io.aurum.common.cluster;

import java.util.Arrays;

/**
 * The silhouette of squared Euclidean distances (Rousseeuw 1987), mean over all rows, in time
 * linear in their number: the mean squared distance to a cluster follows from its centre and its
 * spread. The figure that Spark's ClusteringEvaluator gives.
 */
public final class Silhouette {
  private Silhouette() {}

  /**
   * @param labels cluster of each point, from 0
   * @return -1 to 1; 0 where there is one cluster
   */
  public static double of(Points points, int[] labels) {
    int k = Arrays.stream(labels).max().orElse(0) + 1;
    if (k < 2) {
      return 0;
    }
    Moments moments = new Moments(points, labels, k);
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += points.weight(i) * moments.silhouette(i, labels[i]);
    }
    return sum / points.total();
  }

  /** Sum of squared distances of all rows to the centres of their clusters. */
  public static double withinSquares(Points points, int[] labels) {
    int k = Arrays.stream(labels).max().orElse(0) + 1;
    Moments moments = new Moments(points, labels, k);
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += points.weight(i) * points.distance(i, moments.mean[labels[i]], 0);
    }
    return sum;
  }

  /** Size, centre and spread of each cluster. */
  private static final class Moments {
    private final Points points;
    private final double[] size;
    private final double[][] mean;
    private final double[] spread;

    Moments(Points points, int[] labels, int k) {
      this.points = points;
      this.size = new double[k];
      this.mean = new double[k][points.dimensions()];
      this.spread = new double[k];
      for (int i = 0; i < labels.length; i++) {
        size[labels[i]] += points.weight(i);
        for (int d = 0; d < points.dimensions(); d++) {
          mean[labels[i]][d] += points.weight(i) * points.at(i, d);
        }
      }
      for (int c = 0; c < k; c++) {
        for (int d = 0; size[c] > 0 && d < points.dimensions(); d++) {
          mean[c][d] /= size[c];
        }
      }
      for (int i = 0; i < labels.length; i++) {
        spread[labels[i]] +=
            points.weight(i) * points.distance(i, mean[labels[i]], 0) / size[labels[i]];
      }
    }

    double silhouette(int point, int own) {
      if (size[own] <= 1) {
        return 0;
      }
      double inside = toAll(point, own) * size[own] / (size[own] - 1);
      double outside = Double.POSITIVE_INFINITY;
      for (int c = 0; c < size.length; c++) {
        if (c != own && size[c] > 0) {
          outside = Math.min(outside, toAll(point, c));
        }
      }
      double most = Math.max(inside, outside);
      return most == 0 || Double.isInfinite(most) ? 0 : (outside - inside) / most;
    }

    /** Mean squared distance of a point to those of a cluster. */
    private double toAll(int point, int cluster) {
      return spread[cluster] + points.distance(point, mean[cluster], 0);
    }
  }
}
