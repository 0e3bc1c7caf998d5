package io.aurum.common.cluster;

/**
 * Clusters by their centres: a point belongs to the nearest.
 *
 * @param values coordinates, centre after centre
 * @param clusters number of centres
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Centres(double[] values, int clusters) implements ClusterModel {
  @Override
  public int assign(double[] point) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < clusters; c++) {
      double distance = Distances.squared(point, values, c * point.length);
      if (distance < least) {
        least = distance;
        best = c;
      }
    }
    return best;
  }

  @Override
  public double distance(double[] point) {
    return Math.sqrt(Distances.squared(point, values, assign(point) * point.length));
  }
}
