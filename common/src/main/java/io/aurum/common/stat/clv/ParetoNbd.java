package io.aurum.common.stat.clv;

/**
 * Pareto / NBD: customers buy at a rate of their own (gamma: shape {@code r}, rate {@code alpha})
 * and leave at any time, at a rate of their own (gamma: shape {@code s}, rate {@code beta}).
 *
 * <p>Schmittlein, Morrison and Colombo, "Counting Your Customers", Management Science 33 (1987).
 * The likelihood is the integral over the time of leaving (Fader and Hardie, "A Note on Deriving
 * the Pareto/NBD Model", 2005, section 3), by Gauss-Legendre quadrature of a positive integrand,
 * where the usual difference of two hypergeometric functions loses its digits.
 */
public record ParetoNbd(double r, double alpha, double s, double beta) implements PurchaseModel {
  /** Nodes and weights of the 8-point rule on -1..1 (Abramowitz and Stegun, table 25.4). */
  private static final double[] NODES = {
    0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363
  };

  private static final double[] WEIGHTS = {
    0.362683783378362, 0.31370664587788727, 0.22238103445337448, 0.10122853629037626
  };

  /** Width of a panel in units of the integrand's decay: the rule is exact to 1e-12 there. */
  private static final double PANEL = 4;

  private static final double NEGLIGIBLE = 1e-16;

  @Override
  public double[] parameters() {
    return new double[] {r, alpha, s, beta};
  }

  @Override
  public double logLikelihood(Cohort cohort) {
    double[] bought = Series.logRising(r, cohort.maxCount());
    double logStart = r * Math.log(alpha) + s * Math.log(beta);
    return cohort.sum(
        (x, tx, end) ->
            bought[x] + logStart + Series.logSum(logThere(x, end), logGone(x, tx, end)));
  }

  @Override
  public double pAlive(int x, double tx, double end) {
    return 1 / (1 + Math.exp(logGone(x, tx, end) - logThere(x, end)));
  }

  @Override
  public double expectedPurchases(int x, double tx, double end, double horizon) {
    return pAlive(x, tx, end)
        * ((r + x) / (alpha + end))
        * (beta + end)
        * lived((beta + end + horizon) / (beta + end));
  }

  @Override
  public double expectedPurchases(double time) {
    return r / alpha * beta * lived((beta + time) / beta);
  }

  /** {@code (1 - ratio^-(s - 1)) / (s - 1)}, and its limit where s is 1. */
  private double lived(double ratio) {
    double log = Math.log(ratio);
    return Math.abs(s - 1) < 1e-12 ? log : -Math.expm1(-(s - 1) * log) / (s - 1);
  }

  /** Log density of the purchases of a customer who is there at the end. */
  private double logThere(int x, double end) {
    return -(r + x) * Math.log(alpha + end) - s * Math.log(beta + end);
  }

  /** Log density of the purchases of a customer who left between the last one and the end. */
  private double logGone(int x, double tx, double end) {
    if (end <= tx) {
      return Double.NEGATIVE_INFINITY;
    }
    double fromAlpha = alpha + tx;
    double fromBeta = beta + tx;
    double unit = Math.min(fromAlpha, fromBeta);
    double until = Math.log1p((end - tx) / unit);
    double width = Math.min(until, PANEL / (r + x + s + 1));
    int panels = (int) Math.ceil(until / width);
    width = until / panels;
    double sum = 0;
    for (int panel = 0; panel < panels; panel++) {
      double middle = (panel + 0.5) * width;
      double part = 0;
      for (int node = 0; node < NODES.length; node++) {
        double off = NODES[node] * width / 2;
        part +=
            WEIGHTS[node]
                * (leaving(x, unit, fromAlpha, fromBeta, middle - off)
                    + leaving(x, unit, fromAlpha, fromBeta, middle + off));
      }
      sum += part * width / 2;
      if (part * width / 2 < NEGLIGIBLE * sum) {
        break;
      }
    }
    return Math.log(s)
        + Math.log(sum)
        - (r + x) * Math.log(fromAlpha)
        - (s + 1) * Math.log(fromBeta);
  }

  /** Density of leaving at {@code unit * (e^u - 1)} after the last purchase, scaled. */
  private double leaving(int x, double unit, double fromAlpha, double fromBeta, double u) {
    double later = unit * Math.expm1(u);
    return unit
        * Math.exp(
            u - (r + x) * Math.log1p(later / fromAlpha) - (s + 1) * Math.log1p(later / fromBeta));
  }
}
