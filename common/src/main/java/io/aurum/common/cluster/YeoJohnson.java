package io.aurum.common.cluster;

/** The power transformation of Yeo and Johnson (2000), for numbers of any sign. */
final class YeoJohnson {
  private static final double LOWEST = -2;
  private static final double HIGHEST = 4;
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

  /** The lambda under which the numbers are most likely normal, by golden section. */
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
    return (low + high) / 2;
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
