package io.aurum.common.cluster;

/**
 * Clusters as components of a mixture of normal distributions: a point belongs where it is most
 * probable.
 *
 * @param shares of the components, sum 1
 * @param means by component
 * @param lower by component: the Cholesky factor of its covariance, rows of growing length
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Gaussians(double[] shares, double[][] means, double[][][] lower) implements ClusterModel {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  @Override
  public int clusters() {
    return shares.length;
  }

  @Override
  public int assign(double[] point) {
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < shares.length; c++) {
      double density = logDensity(c, point);
      if (density > highest) {
        highest = density;
        best = c;
      }
    }
    return best;
  }

  @Override
  public double distance(double[] point) {
    return Math.sqrt(squares(assign(point), point));
  }

  /**
   * Log-density of a point under the mixture.
   *
   * @param into gets the probability of each component for the point
   */
  double responsibilities(double[] point, double[] into) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < into.length; c++) {
      into[c] = logDensity(c, point);
      highest = Math.max(highest, into[c]);
    }
    double sum = 0;
    for (int c = 0; c < into.length; c++) {
      into[c] = Math.exp(into[c] - highest);
      sum += into[c];
    }
    for (int c = 0; c < into.length; c++) {
      into[c] /= sum;
    }
    return highest + Math.log(sum);
  }

  private double logDensity(int c, double[] point) {
    double squares = squares(c, point);
    double roots = 1;
    for (int a = 0; a < point.length; a++) {
      roots *= lower[c][a][a];
    }
    return Math.log(shares[c] / roots) - 0.5 * (squares + point.length * LOG_TWO_PI);
  }

  /** Squared Mahalanobis distance to the mean of a component. */
  private double squares(int c, double[] point) {
    double[] scaled = new double[point.length];
    double[][] factor = lower[c];
    double squares = 0;
    for (int a = 0; a < point.length; a++) {
      double value = point[a] - means[c][a];
      for (int b = 0; b < a; b++) {
        value -= factor[a][b] * scaled[b];
      }
      scaled[a] = value / factor[a][a];
      squares += scaled[a] * scaled[a];
    }
    return squares;
  }

  /** Cholesky factor of a symmetric matrix of which the lower triangle is read. */
  static double[][] decompose(double[][] matrix) {
    double[][] lower = new double[matrix.length][];
    for (int a = 0; a < matrix.length; a++) {
      lower[a] = new double[a + 1];
      for (int b = 0; b <= a; b++) {
        double sum = matrix[a][b];
        for (int c = 0; c < b; c++) {
          sum -= lower[a][c] * lower[b][c];
        }
        lower[a][b] = a == b ? Math.sqrt(Math.max(sum, Double.MIN_NORMAL)) : sum / lower[b][b];
      }
    }
    return lower;
  }
}
