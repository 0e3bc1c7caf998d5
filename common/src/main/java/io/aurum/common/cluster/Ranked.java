package io.aurum.common.cluster;

/**
 * A model whose clusters have other numbers.
 *
 * @param model the model itself
 * @param rank new number of each of its clusters
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Ranked(ClusterModel model, int[] rank) implements ClusterModel {
  @Override
  public int clusters() {
    return model.clusters();
  }

  @Override
  public int assign(double[] point) {
    return rank[model.assign(point)];
  }

  @Override
  public double distance(double[] point) {
    return model.distance(point);
  }
}
