package io.aurum.common.stat.clv;

import io.aurum.common.stat.Smooth.Tangent;

/**
 * Beta-geometric / NBD: customers buy at a rate of their own (gamma: shape {@code r}, rate {@code
 * alpha}) and leave with a probability of their own after each repeat purchase (beta: {@code a},
 * {@code b}).
 *
 * <p>Fader, Hardie and Lee, "Counting Your Customers the Easy Way", Marketing Science 24 (2005).
 */
public record BgNbd(double r, double alpha, double a, double b) implements PurchaseModel {

  @Override
  public double[] parameters() {
    return new double[] {r, alpha, a, b};
  }

  @Override
  public Tangent likelihood(Cohort cohort) {
    return new BetaGeometric(r, alpha, a, b, 0).logLikelihood(cohort);
  }

  @Override
  public double pAlive(int x, double tx, double end) {
    return x == 0
        ? 1
        : 1 / (1 + a / (b + x - 1) * Math.exp((r + x) * Math.log((alpha + end) / (alpha + tx))));
  }

  @Override
  public double expectedIfAlive(int x, double end, double horizon) {
    return Series.purchases(r + x, alpha + end, b + x, a, horizon);
  }

  @Override
  public double expectedPurchases(double time) {
    return Series.purchases(r, alpha, b, a, time);
  }
}
