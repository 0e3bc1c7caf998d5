package io.aurum.common.stat.clv;

import java.io.Serializable;
import java.util.Arrays;
import org.hipparchus.special.Gamma;

/**
 * Gamma-gamma: the amounts of a customer's purchases are gamma (shape {@code p}) about a mean of
 * the customer's own, whose rate is gamma too (shape {@code q}, rate {@code gamma}). Amounts must
 * not depend on how often a customer buys.
 *
 * <p>Fader and Hardie, "The Gamma-Gamma Model of Monetary Value", 2013.
 *
 * @param gamma in the unit of the amounts
 */
public record GammaGamma(double p, double q, double gamma) implements Serializable {
  /**
   * Fits the model to customers who bought repeatedly.
   *
   * @param x purchases behind each mean, at least 1
   * @param mean mean amounts, positive
   */
  public static GammaGamma fit(int[] x, double[] mean) {
    return SpendFit.of(x, mean, ones(x.length)).model();
  }

  /** Log-likelihood of mean amounts. */
  public double logLikelihood(int[] x, double[] mean) {
    return logLikelihood(x, mean, ones(x.length));
  }

  /** The same of histories that several customers share. */
  double logLikelihood(int[] x, double[] mean, long[] customers) {
    double sum = 0;
    double fixed = q * Math.log(gamma) - Gamma.logGamma(q);
    for (int i = 0; i < x.length; i++) {
      double shape = p * x[i];
      sum +=
          customers[i]
              * (Gamma.logGamma(shape + q)
                  - Gamma.logGamma(shape)
                  + fixed
                  + (shape - 1) * Math.log(mean[i])
                  + shape * Math.log(x[i])
                  - (shape + q) * Math.log(gamma + x[i] * mean[i]));
    }
    return sum;
  }

  /**
   * Amount expected of a customer's next purchase: between the customer's own mean and everybody's.
   * Not finite where {@code q} is 1 or less and the customer has not bought.
   *
   * @param x purchases, not negative
   * @param mean their mean amount; anything where there is none
   */
  public double expectedAmount(int x, double mean) {
    return (gamma + (x == 0 ? 0 : x * mean)) * p / (p * x + q - 1);
  }

  private static long[] ones(int n) {
    long[] ones = new long[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The model of these logarithms of parameters. */
  static GammaGamma of(double[] logs) {
    return new GammaGamma(Math.exp(logs[0]), Math.exp(logs[1]), Math.exp(logs[2]));
  }
}
