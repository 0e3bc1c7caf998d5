package io.aurum.common.stat.clv;

import io.aurum.common.stat.Smooth.Tangent;

/**
 * Keeps logarithms of parameters from running away where a likelihood has no maximum: nothing
 * within a factor of about 3,000 of the start, a growing pull beyond. Estimates that the data know
 * are left exactly as they are.
 */
final class Leash {
  private static final double LENGTH = 8;

  private Leash() {}

  /** A log-likelihood about a point, pulled back towards the start of the search. */
  static Tangent pulled(double[] at, double[] start, Tangent likelihood) {
    double value = likelihood.value();
    double[] slopes = likelihood.slopes().clone();
    for (int i = 0; i < at.length; i++) {
      double away = at[i] - start[i];
      double beyond = Math.max(0, Math.abs(away) - LENGTH);
      value -= beyond * beyond / 2;
      slopes[i] -= Math.signum(away) * beyond;
    }
    return new Tangent(value, slopes);
  }
}
