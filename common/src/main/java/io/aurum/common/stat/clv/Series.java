package io.aurum.common.stat.clv;

/** Sums that several models share; all their terms are positive, so nothing cancels. */
final class Series {
  /** The sum ends where all that is left is below this share of it. */
  private static final double NEGLIGIBLE = 1e-16;

  /** Logarithm of the smallest figure that is multiplied on without loss. */
  private static final double SMALLEST = -600;

  private static final int MAX_TERMS = 10_000_000;

  private Series() {}

  /**
   * Purchases expected within {@code horizon} from a customer who buys at a rate from a gamma
   * distribution (shape, scale parameter as a rate) and who, after each purchase, stays with a
   * probability from a beta distribution (stay, leave).
   *
   * <p>The number of purchases that the customer would make without leaving is negative binomial;
   * the k-th of them, from 0, happens if there are more than k and k chances to leave were passed.
   * This equals the expression by the Gaussian hypergeometric function (Fader, Hardie and Lee,
   * Marketing Science 2005, equation 10) and has no singularity where {@code leave} is 1.
   *
   * <p>Once the points of the distribution shrink by no less than a share of each, what is left is
   * less than {@code point x stayed / share^2}. (What {@code more} says there is rounding of the
   * points taken from it, and would not end the sum.)
   */
  static double purchases(double shape, double rate, double stay, double leave, double horizon) {
    if (horizon == 0) {
      return 0;
    }
    double z = horizon / (rate + horizon);
    double logNone = shape * -Math.log1p(horizon / rate);
    double more = -Math.expm1(logNone);
    double logPoint = logNone;
    double point = Math.exp(logNone);
    double stayed = 1;
    double sum = 0;
    for (int k = 0; k < MAX_TERMS; k++) {
      sum += more * stayed;
      double growth = z * (shape + k) / (k + 1);
      if (logPoint < SMALLEST) {
        logPoint += Math.log(growth);
        point = Math.exp(logPoint);
      } else {
        point *= growth;
      }
      more = Math.max(0, more - point);
      stayed *= (stay + k) / (stay + leave + k);
      double falls = 1 - Math.max(growth, z);
      if (falls > 0 && point * stayed < NEGLIGIBLE * sum * falls * falls) {
        break;
      }
    }
    return sum;
  }

  /** {@code log(exp(first) + exp(second))}. */
  static double logSum(double first, double second) {
    double larger = Math.max(first, second);
    return larger + Math.log1p(Math.exp(Math.min(first, second) - larger));
  }
}
