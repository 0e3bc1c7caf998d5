package io.aurum.common.stat.clv;

/**
 * Keeps logarithms of parameters from running away where a likelihood has no maximum: nothing
 * within a factor of about 3,000 of the start, a growing pull beyond. Estimates that the data know
 * are left exactly as they are.
 */
final class Leash {
  private static final double LENGTH = 8;

  private Leash() {}

  /** What is taken from the log-likelihood. */
  static double pull(double[] at, double[] start) {
    double pull = 0;
    for (int i = 0; i < at.length; i++) {
      double beyond = Math.max(0, Math.abs(at[i] - start[i]) - LENGTH);
      pull += beyond * beyond / 2;
    }
    return pull;
  }
}
