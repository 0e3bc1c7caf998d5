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

  /** Width beyond which the integrand is not smooth enough for the rule, decay or none. */
  private static final double WIDEST = 2;

  private static final double NEGLIGIBLE = 1e-16;

  @Override
  public double[] parameters() {
    return new double[] {r, alpha, s, beta};
  }

  @Override
  public double logLikelihood(Cohort cohort) {
    double[] bought = Series.logRising(r, cohort.maxCount());
    return cohort.sum(
        (x, tx, end) -> bought[x] + Series.logSum(logThere(x, end), logGone(x, tx, end)));
  }

  @Override
  public double pAlive(int x, double tx, double end) {
    return 1 / (1 + Math.exp(logGone(x, tx, end) - logThere(x, end)));
  }

  @Override
  public double expectedIfAlive(int x, double end, double horizon) {
    return ((r + x) / (alpha + end)) * (beta + end) * lived((beta + end + horizon) / (beta + end));
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
    return logBuying(x, end) - s * Math.log1p(end / beta);
  }

  /**
   * Log of {@code alpha^r / (alpha + time)^(r + x)}, in which large parameters lose no digits
   * against each other.
   */
  private double logBuying(int x, double time) {
    return -r * Math.log1p(time / alpha) - x * Math.log(alpha + time);
  }

  /** Log density of the purchases of a customer who left between the last one and the end. */
  private double logGone(int x, double tx, double end) {
    return end <= tx
        ? Double.NEGATIVE_INFINITY
        : new Leaving(x, tx, end).logIntegral()
            + Math.log(s)
            + logBuying(x, tx)
            - s * Math.log1p(tx / beta)
            - Math.log(beta + tx);
  }

  /**
   * The time of leaving of a customer, {@code unit * (e^u - 1)} after the last purchase, and its
   * density over {@code u}, scaled to be {@code unit} at the last purchase.
   */
  private final class Leaving {
    private final int x;
    private final double fromAlpha;
    private final double fromBeta;
    private final double unit;
    private final double until;

    Leaving(int x, double tx, double end) {
      this.x = x;
      this.fromAlpha = alpha + tx;
      this.fromBeta = beta + tx;
      this.unit = Math.min(fromAlpha, fromBeta);
      this.until = Math.log1p((end - tx) / unit);
    }

    /**
     * Panels are as wide as the density's decay at their place allows: where one kind of rates
     * hardly differs between customers, its shape and scale are huge and its decay is not.
     */
    double logIntegral() {
      double sum = 0;
      double from = 0;
      boolean more = true;
      while (more) {
        double width = Math.min(until - from, width(from));
        double part = panel(from + width / 2, width / 2);
        sum += part;
        from += width;
        more = from < until && part >= NEGLIGIBLE * sum;
      }
      return Math.log(sum);
    }

    /** The decay grows with {@code u}: no panel decays by more than {@value #PANEL}. */
    private double width(double from) {
      return Math.min(WIDEST, PANEL / (1 + decay(Math.min(until, from + WIDEST))));
    }

    private double decay(double u) {
      double later = unit * Math.expm1(u);
      double step = unit * Math.exp(u);
      return (r + x) * step / (fromAlpha + later) + (s + 1) * step / (fromBeta + later);
    }

    private double panel(double middle, double half) {
      double sum = 0;
      for (int node = 0; node < NODES.length; node++) {
        double off = NODES[node] * half;
        sum += WEIGHTS[node] * (density(middle - off) + density(middle + off));
      }
      return sum * half;
    }

    private double density(double u) {
      double later = unit * Math.expm1(u);
      return unit
          * Math.exp(
              u - (r + x) * Math.log1p(later / fromAlpha) - (s + 1) * Math.log1p(later / fromBeta));
    }
  }
}
