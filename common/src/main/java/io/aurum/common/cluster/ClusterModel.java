package io.aurum.common.cluster;

import java.io.Serializable;

/** A clustering that tells of any point where it belongs. */
public sealed interface ClusterModel extends Serializable
    permits Centres, Gaussians, Neighbours, Ranked {
  /** Number of clusters. */
  int clusters();

  /**
   * Cluster of a point, from 0.
   *
   * @param point as long as those that the model was made of
   */
  int assign(double[] point);

  /**
   * How far a point lies from what is usual in its cluster: from its centre, in standard deviations
   * of its component, or from its neighbours; comparable within one cluster only.
   */
  double distance(double[] point);

  /** Clusters of all points. */
  default int[] assign(Points points) {
    int[] labels = new int[points.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = assign(points.point(i));
    }
    return labels;
  }
}
