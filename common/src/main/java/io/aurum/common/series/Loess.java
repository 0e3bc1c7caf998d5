package io.aurum.common.series;

/**
 * Local linear regression over equally spaced points with tricube weights (Cleveland, "Robust
 * locally weighted regression and smoothing scatterplots", 1979).
 */
final class Loess {
  /** Parts of the span between points that are fitted; between them the curve is straight. */
  private static final int STEPS = 10;

  private Loess() {}

  /**
   * A smooth curve through the points.
   *
   * @param values finite
   * @param weights of the points, 0 or more
   * @param span points on which each fit looks, at least 3
   */
  static double[] smooth(double[] values, double[] weights, int span) {
    int n = values.length;
    double[] curve = new double[n];
    int step = Math.max(1, Math.min(span, n) / STEPS);
    int last = 0;
    curve[0] = fit(values, weights, 0, span);
    for (int i = step; last < n - 1; i += step) {
      int at = Math.min(i, n - 1);
      curve[at] = fit(values, weights, at, span);
      for (int j = last + 1; j < at; j++) {
        curve[j] = curve[last] + (curve[at] - curve[last]) * (j - last) / (at - last);
      }
      last = at;
    }
    return curve;
  }

  private static double fit(double[] values, double[] weights, int at, int span) {
    int n = values.length;
    int width = Math.min(span, n);
    int from = Math.max(0, Math.min(at - width / 2, n - width));
    double reach =
        Math.max(at - from, from + width - 1 - at) * Math.max(1.0, (double) span / n) + 1;
    double w0 = 0;
    double wx = 0;
    double wxx = 0;
    double wy = 0;
    double wxy = 0;
    for (int i = from; i < from + width; i++) {
      double distance = Math.abs(i - at) / reach;
      double cube = 1 - distance * distance * distance;
      double weight = weights[i] * cube * cube * cube;
      double x = i - at;
      w0 += weight;
      wx += weight * x;
      wxx += weight * x * x;
      wy += weight * values[i];
      wxy += weight * x * values[i];
    }
    if (w0 <= 0) {
      return values[at];
    }
    double determinant = w0 * wxx - wx * wx;
    return determinant <= 1e-9 * w0 * wxx ? wy / w0 : (wxx * wy - wx * wxy) / determinant;
  }
}
