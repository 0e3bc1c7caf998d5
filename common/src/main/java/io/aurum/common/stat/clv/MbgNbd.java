package io.aurum.common.stat.clv;

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
  public double logLikelihood(Cohort cohort) {
    double[] bought = Series.logRising(r, cohort.maxCount());
    double[] stayed = Series.logRising(b, cohort.maxCount() + 1);
    double[] met = Series.logRising(a + b, cohort.maxCount() + 1);
    double logAlpha = Math.log(alpha);
    return cohort.sum(
        (x, tx, end) ->
            bought[x]
                + r * logAlpha
                + stayed[x + 1]
                - met[x + 1]
                + Series.logSum(
                    -(r + x) * Math.log(alpha + end),
                    Math.log(a / (b + x)) - (r + x) * Math.log(alpha + tx)));
  }

  @Override
  public double pAlive(int x, double tx, double end) {
    return 1 / (1 + a / (b + x) * Math.exp((r + x) * Math.log((alpha + end) / (alpha + tx))));
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
