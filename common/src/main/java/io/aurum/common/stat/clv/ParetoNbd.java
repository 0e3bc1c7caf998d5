package io.aurum.common.stat.clv;

import io.aurum.common.stat.Smooth.Tangent;

/**
 * Pareto / NBD: customers buy at a rate of their own (gamma: shape {@code r}, rate {@code alpha})
 * and leave at any time, at a rate of their own (gamma: shape {@code s}, rate {@code beta}).
 *
 * <p>Schmittlein, Morrison and Colombo, "Counting Your Customers", Management Science 33 (1987).
 */
public record ParetoNbd(double r, double alpha, double s, double beta) implements PurchaseModel {
  @Override
  public double[] parameters() {
    return new double[] {r, alpha, s, beta};
  }

  @Override
  public Tangent likelihood(Cohort cohort) {
    Rising bought = Rising.of(r, cohort.maxCount());
    GammaRate buys = new GammaRate(r, alpha);
    GammaRate leaves = new GammaRate(s, beta);
    return cohort.sum(
        (x, tx, end, sum) -> {
          Leaving gone = new Leaving(buys, leaves, x, tx, end);
          double there = logThere(x, end);
          double left = 1 / (1 + Math.exp(there - gone.log()));
          double alive = 1 - left;
          sum[0] = bought.log()[x] + Series.logSum(there, gone.log());
          sum[1] = r * bought.slope()[x] + alive * buys.slopeOfShape(end) + left * gone.slopeOfR();
          sum[2] = alive * buys.slopeOfScale(x, end) + left * gone.slopeOfAlpha();
          sum[3] = alive * leaves.slopeOfShape(end) + left * gone.slopeOfS();
          sum[4] = alive * leaves.slopeOfScale(0, end) + left * gone.slopeOfBeta();
        });
  }

  @Override
  public Tangent logOddsAlive(int x, double tx, double end) {
    GammaRate buys = new GammaRate(r, alpha);
    GammaRate leaves = new GammaRate(s, beta);
    Leaving gone = new Leaving(buys, leaves, x, tx, end);
    return new Tangent(
        logThere(x, end) - gone.log(),
        new double[] {
          buys.slopeOfShape(end) - gone.slopeOfR(),
          buys.slopeOfScale(x, end) - gone.slopeOfAlpha(),
          leaves.slopeOfShape(end) - gone.slopeOfS(),
          leaves.slopeOfScale(0, end) - gone.slopeOfBeta()
        });
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
    return new GammaRate(r, alpha).log(x, end) + new GammaRate(s, beta).log(0, end);
  }
}
