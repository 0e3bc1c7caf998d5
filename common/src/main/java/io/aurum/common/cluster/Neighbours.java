package io.aurum.common.cluster;

import java.util.Arrays;

/**
 * Clusters of any shape, by points whose cluster is known: another belongs where the nearest of
 * them does.
 *
 * @param values coordinates of the known points, one after the other
 * @param labels their clusters
 * @param clusters number of clusters
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Neighbours(double[] values, int[] labels, int clusters) implements ClusterModel {
  /** The points with their labels. */
  static Neighbours of(Points points, int[] labels, int clusters) {
    double[] values = new double[points.size() * points.dimensions()];
    for (int i = 0; i < points.size(); i++) {
      System.arraycopy(points.point(i), 0, values, i * points.dimensions(), points.dimensions());
    }
    return new Neighbours(values, labels.clone(), clusters);
  }

  @Override
  public int assign(double[] point) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < labels.length; i++) {
      double distance = Distances.squared(point, values, i * point.length);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return labels[best];
  }

  /**
   * Distance to the fifth of the known points that are nearest, as the tree of the points has it.
   */
  @Override
  public double distance(double[] point) {
    double[] nearest = new double[Shapes.NEIGHBOURS];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int i = 0; i < labels.length; i++) {
      double distance = Distances.squared(point, values, i * point.length);
      if (distance > 0 && distance < nearest[nearest.length - 1]) {
        SpanningTree.insert(nearest, distance, 1);
      }
    }
    double furthest = nearest[0];
    for (double distance : nearest) {
      furthest = Double.isInfinite(distance) ? furthest : distance;
    }
    return Double.isInfinite(furthest) ? 0 : Math.sqrt(furthest);
  }
}
