package io.aurum.common.cluster;

import java.util.Arrays;

/**
 * A mixture of normal distributions, fitted by expectation and maximisation (Dempster, Laird, Rubin
 * 1977). A share of the variance of all points is added to every component's, so that none can
 * shrink to a point.
 */
final class GaussianMixture {
  /** Form of the components' covariances. */
  enum Shape {
    /** Each component has a covariance of its own. */
    FULL,
    /** Each component has variances of its own, and no correlation. */
    DIAGONAL
  }

  private static final int MAX_ITERATIONS = 100;

  /** Gain in log-likelihood for each row below which the climb ends. */
  private static final double TOLERANCE = 1e-5;

  /** Share of the points' variance that is added to that of every component. */
  private static final double RIDGE = 1e-4;

  private final Points points;
  private final Shape shape;
  private final int k;
  private final double[] floor;
  private final double[][] responsibility;

  private GaussianMixture(Points points, Shape shape, int k) {
    this.points = points;
    this.shape = shape;
    this.k = k;
    this.floor = floor(points);
    this.responsibility = new double[points.size()][k];
  }

  /**
   * A fitted mixture.
   *
   * @param bic Bayesian information criterion (Schwarz 1978), smaller is better
   */
  record Fit(Gaussians model, double logLikelihood, double bic) {}

  /**
   * @param labels clusters to begin with, 0 to k - 1
   */
  static Fit fit(Points points, Shape shape, int k, int[] labels) {
    GaussianMixture mixture = new GaussianMixture(points, shape, k);
    for (int i = 0; i < labels.length; i++) {
      mixture.responsibility[i][labels[i]] = 1;
    }
    return mixture.climb();
  }

  private Fit climb() {
    double total = points.total();
    Gaussians model = maximise(total);
    double before = Double.NEGATIVE_INFINITY;
    double likelihood = expect(model);
    for (int i = 0; i < MAX_ITERATIONS && likelihood - before > TOLERANCE * total; i++) {
      before = likelihood;
      model = maximise(total);
      likelihood = expect(model);
    }
    double bic = -2 * likelihood + parameters() * Math.log(total);
    return new Fit(model, likelihood, bic);
  }

  private double parameters() {
    int d = points.dimensions();
    int covariance = shape == Shape.FULL ? d * (d + 1) / 2 : d;
    return k * (d + covariance) + k - 1.0;
  }

  private double expect(Gaussians model) {
    double likelihood = 0;
    for (int i = 0; i < responsibility.length; i++) {
      likelihood += points.weight(i) * model.responsibilities(points.point(i), responsibility[i]);
    }
    return likelihood;
  }

  private Gaussians maximise(double total) {
    int d = points.dimensions();
    double[] shares = new double[k];
    double[][] means = new double[k][d];
    double[][][] lower = new double[k][][];
    for (int c = 0; c < k; c++) {
      double mass = Double.MIN_NORMAL;
      for (int i = 0; i < responsibility.length; i++) {
        double weight = points.weight(i) * responsibility[i][c];
        mass += weight;
        for (int a = 0; a < d; a++) {
          means[c][a] += weight * points.at(i, a);
        }
      }
      for (int a = 0; a < d; a++) {
        means[c][a] /= mass;
      }
      shares[c] = mass / total;
      lower[c] = Gaussians.decompose(covariance(c, means[c], mass));
    }
    return new Gaussians(shares, means, lower);
  }

  private double[][] covariance(int c, double[] mean, double mass) {
    int d = points.dimensions();
    double[][] covariance = new double[d][d];
    double[] off = new double[d];
    for (int i = 0; i < responsibility.length; i++) {
      double weight = points.weight(i) * responsibility[i][c];
      if (weight == 0) {
        continue;
      }
      for (int a = 0; a < d; a++) {
        off[a] = points.at(i, a) - mean[a];
        for (int b = shape == Shape.FULL ? 0 : a; b <= a; b++) {
          covariance[a][b] += weight * off[a] * off[b];
        }
      }
    }
    for (int a = 0; a < d; a++) {
      for (int b = 0; b <= a; b++) {
        covariance[a][b] /= mass;
      }
      covariance[a][a] += floor[a];
    }
    return covariance;
  }

  private static double[] floor(Points points) {
    double[] floor = new double[points.dimensions()];
    double total = points.total();
    for (int d = 0; d < floor.length; d++) {
      double mean = 0;
      for (int i = 0; i < points.size(); i++) {
        mean += points.weight(i) * points.at(i, d) / total;
      }
      for (int i = 0; i < points.size(); i++) {
        double off = points.at(i, d) - mean;
        floor[d] += points.weight(i) * off * off / total;
      }
    }
    return Arrays.stream(floor).map(v -> Math.max(RIDGE * v, Double.MIN_NORMAL)).toArray();
  }
}
