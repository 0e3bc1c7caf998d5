package io.aurum.common.stat.clv;

import io.aurum.common.stat.Smooth.Tangent;

/**
 * The likelihood that {@link BgNbd} and {@link MbgNbd} share: customers buy at a rate of their own
 * and may leave after a purchase, with a probability of their own.
 *
 * @param first chances to leave before the first repeat purchase: 0 or 1
 */
record BetaGeometric(double r, double alpha, double a, double b, int first) {

  /** With slopes by the logarithms of {@code r, alpha, a, b}. */
  Tangent logLikelihood(Cohort cohort) {
    int most = cohort.maxCount() + first;
    Rising bought = Rising.of(r, cohort.maxCount());
    Rising stayed = Rising.of(b, most);
    Rising met = Rising.of(a + b, most);
    GammaRate buys = new GammaRate(r, alpha);
    return cohort.sum(
        (x, tx, end, sum) -> {
          int chances = x + first;
          double there = buys.log(x, end);
          double gone =
              chances == 0 ? Double.NEGATIVE_INFINITY : logLeft(chances) + buys.log(x, tx);
          double left = 1 / (1 + Math.exp(there - gone));
          double alive = 1 - left;
          double stays = chances == 0 ? 0 : alive / (b + chances - 1);
          sum[0] =
              bought.log()[x]
                  + stayed.log()[chances]
                  - met.log()[chances]
                  + Series.logSum(there, gone);
          sum[1] =
              r * bought.slope()[x] + alive * buys.slopeOfShape(end) + left * buys.slopeOfShape(tx);
          sum[2] = alive * buys.slopeOfScale(x, end) + left * buys.slopeOfScale(x, tx);
          sum[3] = left - a * met.slope()[chances];
          sum[4] = b * (stayed.slope()[Math.max(0, chances - 1)] + stays - met.slope()[chances]);
        });
  }

  /** With slopes by the logarithms of {@code r, alpha, a, b}. */
  Tangent logOddsAlive(int x, double tx, double end) {
    int chances = x + first;
    if (chances == 0) {
      return new Tangent(Double.POSITIVE_INFINITY, new double[4]);
    }
    GammaRate buys = new GammaRate(r, alpha);
    return new Tangent(
        buys.log(x, end) - logLeft(chances) - buys.log(x, tx),
        new double[] {
          buys.slopeOfShape(end) - buys.slopeOfShape(tx),
          buys.slopeOfScale(x, end) - buys.slopeOfScale(x, tx),
          -1,
          b / (b + chances - 1)
        });
  }

  /** Log-odds of leaving at the last of so many chances, at least 1, against staying. */
  private double logLeft(int chances) {
    return Math.log(a / (b + chances - 1));
  }
}
