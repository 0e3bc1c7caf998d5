package io.aurum.common.cluster;

/**
 * The power transformation of Yeo and Johnson (2000), for numbers of any sign: with lambda 0 the
 * logarithm of positive numbers, with 2 that of negative ones. Beyond these it has a bound.
 */
final class YeoJohnson {
  private static final double LOWEST = 0;
  private static final double HIGHEST = 2;
  private static final int STEPS = 40;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private YeoJohnson() {}

  static double of(double x, double lambda) {
    if (lambda == 1) {
      return x;
    }
    if (x >= 0) {
      return lambda == 0 ? Math.log1p(x) : (Math.pow(1 + x, lambda) - 1) / lambda;
    }
    return lambda == 2 ? -Math.log1p(-x) : (1 - Math.pow(1 - x, 2 - lambda)) / (2 - lambda);
  }

  /**
   * The lambda from {@value #LOWEST} to {@value #HIGHEST} under which the numbers are most likely
   * normal, by golden section.
   */
  static double lambda(double[] numbers) {
    double low = LOWEST;
    double high = HIGHEST;
    for (int step = 0; step < STEPS; step++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (likelihood(numbers, left) >= likelihood(numbers, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return likeliest(numbers, LOWEST, (low + high) / 2, HIGHEST);
  }

  /** The first of the likeliest. */
  private static double likeliest(double[] numbers, double... lambdas) {
    double best = lambdas[0];
    double most = likelihood(numbers, best);
    for (double lambda : lambdas) {
      double likelihood = likelihood(numbers, lambda);
      if (likelihood > most) {
        best = lambda;
        most = likelihood;
      }
    }
    return best;
  }

  private static double likelihood(double[] numbers, double lambda) {
    double[] changed = new double[numbers.length];
    double jacobian = 0;
    for (int i = 0; i < numbers.length; i++) {
      changed[i] = of(numbers[i], lambda);
      jacobian += Math.signum(numbers[i]) * Math.log1p(Math.abs(numbers[i]));
    }
    double variance = Summary.of(changed).variance();
    return variance > 0 && Double.isFinite(variance)
        ? -0.5 * numbers.length * Math.log(variance) + (lambda - 1) * jacobian
        : Double.NEGATIVE_INFINITY;
  }
}
