package io.aurum.common.model;

import java.util.Arrays;

/**
 * Probabilities of several classes from those that one model of each class says on its own: powers
 * of them, divided by their sum. The exponent is one where each model alone is right; where they
 * rest on the same evidence, they are together too sure or not sure enough, and one exponent mends
 * it, as one temperature does (Guo, Pleiss, Sun and Weinberger, ICML 2017).
 */
final class Sharpness {
  private static final int STEPS = 50;
  private static final double CONVERGED = 1e-12;

  /** Strength of a weak prior, which keeps the exponent at 1 where the rows do not tell. */
  private static final double PULL = 1e-3;

  private static final double LEAST = 0.05;
  private static final double MOST = 20;

  private Sharpness() {}

  /**
   * The exponent with the smallest log-loss, a convex function of it, by Newton's method.
   *
   * @param logs logarithms of what the models say, by row and class
   * @param target number of each row's class
   */
  static double fit(double[][] logs, int[] target) {
    double exponent = 1;
    for (int step = 0; step < STEPS; step++) {
      double slope = PULL * (exponent - 1);
      double curvature = PULL;
      for (int i = 0; i < logs.length; i++) {
        double[] p = shares(logs[i], exponent);
        double mean = 0;
        double square = 0;
        for (int k = 0; k < p.length; k++) {
          mean += p[k] * logs[i][k];
          square += p[k] * logs[i][k] * logs[i][k];
        }
        slope += mean - logs[i][target[i]];
        curvature += square - mean * mean;
      }
      double next = Math.min(MOST, Math.max(LEAST, exponent - slope / curvature));
      boolean converged = Math.abs(next - exponent) < CONVERGED;
      exponent = next;
      if (converged) {
        break;
      }
    }
    return exponent;
  }

  /** Probabilities that sum to 1. */
  static double[] shares(double[] logs, double exponent) {
    double most = Arrays.stream(logs).max().orElseThrow();
    double[] shares = Arrays.stream(logs).map(x -> Math.exp(exponent * (x - most))).toArray();
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(x -> x / sum).toArray();
  }
}
