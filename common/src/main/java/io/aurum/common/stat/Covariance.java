package io.aurum.common.stat;

import java.io.Serializable;
import java.util.function.ToDoubleFunction;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/** Covariance of estimated parameters, and standard errors of what is made of them. */
public final class Covariance implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Step of the differences by which a figure's dependence on the parameters is found. */
  private static final double STEP = 1e-5;

  /** Directions in which the likelihood curves less than this share of the most are unknown. */
  private static final double FLAT = 1e-12;

  private final double[][] values;

  private Covariance(double[][] values) {
    this.values = values;
  }

  /**
   * The negative inverse of the second derivatives of a log-likelihood at its maximum. Directions
   * without a maximum, which only rounding can make, get no variance.
   *
   * @param curvature symmetric, but for rounding
   */
  public static Covariance ofMaximum(double[][] curvature) {
    int n = curvature.length;
    double[][] symmetric = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        symmetric[i][j] = (curvature[i][j] + curvature[j][i]) / 2;
      }
    }
    var decomposition = new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(symmetric));
    double[][] values = new double[n][n];
    double steepest = 0;
    for (double eigenvalue : decomposition.getEigenvalues()) {
      steepest = Math.max(steepest, -eigenvalue);
    }
    for (int k = 0; k < n; k++) {
      double curved = -decomposition.getEigenvalue(k);
      if (curved > FLAT * steepest) {
        double[] vector = decomposition.getEigenvector(k).toArray();
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            values[i][j] += vector[i] * vector[j] / curved;
          }
        }
      }
    }
    return new Covariance(values);
  }

  /** The covariance times a vector: the Newton step where the vector is the gradient. */
  public double[] times(double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < product.length; j++) {
        product[i] += values[i][j] * vector[j];
      }
    }
    return product;
  }

  /** Standard error of one parameter. */
  public double standardError(int parameter) {
    return Math.sqrt(values[parameter][parameter]);
  }

  /**
   * Standard error of a figure made of the parameters, by the delta method.
   *
   * @param slopes of the figure, by each parameter
   */
  public double standardError(double[] slopes) {
    double variance = 0;
    for (int i = 0; i < slopes.length; i++) {
      for (int j = 0; j < slopes.length; j++) {
        variance += slopes[i] * values[i][j] * slopes[j];
      }
    }
    return Math.sqrt(Math.max(0, variance));
  }

  /** The slopes of a figure at the estimates, by central differences. */
  public static double[] slopes(double[] at, ToDoubleFunction<double[]> figure) {
    double[] slopes = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double[] moved = at.clone();
      moved[i] = at[i] + STEP;
      double up = figure.applyAsDouble(moved);
      moved[i] = at[i] - STEP;
      slopes[i] = (up - figure.applyAsDouble(moved)) / (2 * STEP);
    }
    return slopes;
  }
}
