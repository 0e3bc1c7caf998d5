package io.aurum.common.stat.clv;

import io.aurum.common.stat.Smooth.Tangent;
import java.io.Serializable;

/**
 * A fitted model of repeat purchases. Times are in the unit of the histories, counted from a
 * customer's first purchase.
 */
public sealed interface PurchaseModel extends Serializable permits BgNbd, MbgNbd, ParetoNbd {

  /** The parameters, in the order in which the literature names them; all positive. */
  double[] parameters();

  /**
   * Log-likelihood of histories, a sum over customers, with its slopes by the logarithms of the
   * parameters.
   */
  Tangent likelihood(Cohort cohort);

  /** The same without the slopes. */
  default double logLikelihood(Cohort cohort) {
    return likelihood(cohort).value();
  }

  /**
   * Log-odds that a customer is still one at the end of the observation, with their slopes by the
   * logarithms of the parameters; infinite where that is certain.
   *
   * @param x repeat purchases, not negative
   * @param tx time of the last purchase; 0 where {@code x} is 0
   * @param end time at which the observation ended, {@code tx} or later
   */
  Tangent logOddsAlive(int x, double tx, double end);

  /** The probability of that. */
  default double pAlive(int x, double tx, double end) {
    return 1 / (1 + Math.exp(-logOddsAlive(x, tx, end).value()));
  }

  /**
   * Purchases expected from a customer within {@code horizon} after the end of the observation.
   *
   * @param horizon not negative
   */
  default double expectedPurchases(int x, double tx, double end, double horizon) {
    return pAlive(x, tx, end) * expectedIfAlive(x, end, horizon);
  }

  /** The same from a customer of whom it is known that he still is one then. */
  double expectedIfAlive(int x, double end, double horizon);

  /** Repeat purchases expected from a new customer within {@code time} after the first one. */
  double expectedPurchases(double time);
}
