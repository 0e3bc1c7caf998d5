package io.aurum.common.stat.clv;

import io.aurum.common.stat.Smooth.Tangent;

/**
 * Modified beta-geometric / NBD: as {@link BgNbd}, but customers may leave right after their first
 * purchase too.
 *
 * <p>Batislam, Denizel and Filiztekin, "Empirical validation and comparison of models for customer
 * base analysis", International Journal of Research in Marketing 24 (2007).
 */
public record MbgNbd(double r, double alpha, double a, double b) implements PurchaseModel {

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
    return new BetaGeometric(r, alpha, a, b, 1);
  }

  @Override
  public double expectedIfAlive(int x, double end, double horizon) {
    return Series.purchases(r + x, alpha + end, b + x + 1, a, horizon);
  }

  @Override
  public double expectedPurchases(double time) {
    return b / (a + b) * Series.purchases(r, alpha, b + 1, a, time);
  }
}
