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
    return shared().logLikelihood(cohort);
  }

  @Override
  public Tangent logOddsAlive(int x, double tx, double end) {
    return shared().logOddsAlive(x, tx, end);
  }

  private BetaGeometric shared() {
    return new BetaGeometric(r, alpha, a, b, 0);
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
