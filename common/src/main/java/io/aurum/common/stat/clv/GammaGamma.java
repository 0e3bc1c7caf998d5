package io.aurum.common.stat.clv;

import io.aurum.common.stat.Smooth.Tangent;
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
    return likelihood(x, mean, ones(x.length)).value();
  }

  /**
   * The same of histories that several customers share, with its slopes by the logarithms of the
   * parameters. Histories that are ordered by their purchases cost least.
   */
  Tangent likelihood(int[] x, double[] mean, long[] customers) {
    double sum = 0;
    double[] slopes = new double[3];
    Counted counted = null;
    for (int i = 0; i < x.length; i++) {
      if (counted == null || counted.x != x[i]) {
        counted = counted(x[i]);
      }
      double spent = x[i] * mean[i];
      double share = Math.log(spent / (gamma + spent));
      double rest = -Math.log1p(spent / gamma);
      sum += customers[i] * (counted.log + counted.shape * share + q * rest - Math.log(mean[i]));
      slopes[0] += customers[i] * counted.shape * (counted.ofShape + share);
      slopes[1] += customers[i] * q * (counted.ofQ + rest);
      slopes[2] += customers[i] * (q * spent - counted.shape * gamma) / (gamma + spent);
    }
    return new Tangent(sum, slopes);
  }

  /**
   * What histories of as many purchases have in common.
   *
   * @param x purchases
   * @param shape of the amount of all of them
   * @param log logarithm of the beta function's inverse, of the shape and {@code q}
   * @param ofShape its slope by the shape
   * @param ofQ its slope by {@code q}
   */
  private record Counted(int x, double shape, double log, double ofShape, double ofQ) {}

  private Counted counted(int x) {
    double shape = p * x;
    double both = Gamma.digamma(shape + q);
    return new Counted(
        x,
        shape,
        Gamma.logGamma(shape + q) - Gamma.logGamma(shape) - Gamma.logGamma(q),
        both - Gamma.digamma(shape),
        both - Gamma.digamma(q));
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
