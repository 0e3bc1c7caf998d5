package io.aurum.common.stat.clv;

/**
 * A customer of {@link ParetoNbd} who left between the last purchase and the end of the
 * observation: log density of the purchases, and its slopes by the logarithms of the parameters.
 *
 * <p>It is an integral over the time of leaving (Fader and Hardie, "A Note on Deriving the
 * Pareto/NBD Model", 2005, section 3), by Gauss-Legendre quadrature of a positive integrand, where
 * the usual difference of two hypergeometric functions loses its digits. The slope of the
 * integral's logarithm is the mean of the slopes of the integrand's, weighted by the integrand; so
 * one pass tells all.
 *
 * <p>The time of leaving is {@code unit * (e^u - 1)} after the last purchase; the density is one
 * over {@code u}, scaled to be {@code unit} at the last purchase.
 */
final class Leaving {
  /** Nodes and weights of the 8-point rule on -1..1 (Abramowitz and Stegun, table 25.4). */
  private static final double[] NODES = {
    0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363
  };

  private static final double[] WEIGHTS = {
    0.362683783378362, 0.3137066458778873, 0.22238103445337448, 0.10122853629037626
  };

  /** Width of a panel in units of the integrand's decay: the rule is exact to 1e-12 there. */
  private static final double PANEL = 4;

  /** Width beyond which the integrand is not smooth enough for the rule, decay or none. */
  private static final double WIDEST = 2;

  private static final double NEGLIGIBLE = 1e-16;

  private final GammaRate buys;
  private final GammaRate leaves;
  private final int x;
  private final double tx;
  private final double fromAlpha;
  private final double fromBeta;
  private final double unit;
  private final double until;
  private double weight;
  private double buying;
  private double lasting;
  private double ofAlpha;
  private double ofBeta;

  /**
   * @param buys the rate of buying
   * @param leaves the rate of leaving
   * @param x repeat purchases
   * @param tx time of the last purchase
   * @param end time at which the observation ended
   */
  Leaving(GammaRate buys, GammaRate leaves, int x, double tx, double end) {
    this.buys = buys;
    this.leaves = leaves;
    this.x = x;
    this.tx = tx;
    this.fromAlpha = buys.scale() + tx;
    this.fromBeta = leaves.scale() + tx;
    this.unit = Math.min(fromAlpha, fromBeta);
    this.until = Math.log1p((end - tx) / unit);
    if (end > tx) {
      integrate();
    }
  }

  /**
   * Panels are as wide as the density's decay at their place allows: where one kind of rates hardly
   * differs between customers, its shape and scale are huge and its decay is not.
   */
  private void integrate() {
    double from = 0;
    boolean more = true;
    while (more) {
      double before = weight;
      double width = Math.min(until - from, width(from));
      panel(from + width / 2, width / 2);
      from += width;
      more = from < until && weight - before >= NEGLIGIBLE * weight;
    }
  }

  /** The decay grows with {@code u}: no panel decays by more than {@value #PANEL}. */
  private double width(double from) {
    return Math.min(WIDEST, PANEL / (1 + decay(Math.min(until, from + WIDEST))));
  }

  private double decay(double u) {
    double later = unit * Math.expm1(u);
    double step = unit * Math.exp(u);
    return (buys.shape() + x) * step / (fromAlpha + later)
        + (leaves.shape() + 1) * step / (fromBeta + later);
  }

  private void panel(double middle, double half) {
    for (int node = 0; node < NODES.length; node++) {
      double off = NODES[node] * half;
      node(middle - off, WEIGHTS[node] * half);
      node(middle + off, WEIGHTS[node] * half);
    }
  }

  /** Adds the density at {@code u}, which is the log of growth since the smaller of both scales. */
  private void node(double u, double share) {
    double later = unit * Math.expm1(u);
    double bought = unit == fromAlpha ? u : Math.log1p(later / fromAlpha);
    double lasted = unit == fromBeta ? u : Math.log1p(later / fromBeta);
    double density =
        share * unit * Math.exp(u - (buys.shape() + x) * bought - (leaves.shape() + 1) * lasted);
    weight += density;
    buying += density * bought;
    lasting += density * lasted;
    ofAlpha += density * buys.slopeOfScale(x, tx + later);
    ofBeta += density * leaves.slopeOfScale(1, tx + later);
  }

  /** Log density; negative infinity where there was no time to leave in. */
  double log() {
    return Math.log(weight) + Math.log(leaves.shape()) + buys.log(x, tx) + leaves.log(1, tx);
  }

  double slopeOfR() {
    return buys.slopeOfShape(tx) - buys.shape() * mean(buying);
  }

  double slopeOfAlpha() {
    return mean(ofAlpha);
  }

  double slopeOfS() {
    return 1 + leaves.slopeOfShape(tx) - leaves.shape() * mean(lasting);
  }

  double slopeOfBeta() {
    return mean(ofBeta);
  }

  private double mean(double sum) {
    return weight == 0 ? 0 : sum / weight;
  }
}
