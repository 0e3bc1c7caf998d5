package io.aurum.common.cluster;

/** Distances between points. */
final class Distances {
  private Distances() {}

  /** Squared Euclidean distance to a point that stands among others, from a position on. */
  static double squared(double[] point, double[] others, int from) {
    double sum = 0;
    for (int d = 0; d < point.length; d++) {
      double difference = point[d] - others[from + d];
      sum += difference * difference;
    }
    return sum;
  }
}
