package io.aurum.common.stat.clv;

import io.aurum.common.stat.Covariance;
import io.aurum.common.stat.Estimate;
import io.aurum.common.stat.Maximiser;
import java.io.Serializable;
import java.util.function.ToDoubleFunction;

/**
 * A gamma-gamma model fitted by maximum likelihood, over the logarithms of its parameters.
 *
 * @param customers behind the fit
 */
public record SpendFit(
    GammaGamma model, double logLikelihood, long customers, Covariance logParameters)
    implements Serializable {

  /**
   * Fits the model to customers who bought repeatedly. The order of the histories should not depend
   * on chance: sums are taken in it.
   *
   * @param x purchases behind each mean, at least 1
   * @param mean mean amounts, positive
   * @param customers with that history, at least 1
   */
  public static SpendFit of(int[] x, double[] mean, long[] customers) {
    requireSample(x, mean, customers);
    long all = 0;
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      all += customers[i];
      sum += customers[i] * mean[i];
    }
    double[] start = {Math.log(2), Math.log(2), Math.log(sum / all)};
    Maximiser maximiser =
        new Maximiser(
            logs -> Leash.pulled(logs, start, GammaGamma.of(logs).likelihood(x, mean, customers)));
    double[] at = maximiser.from(start).at();
    GammaGamma model = GammaGamma.of(at);
    return new SpendFit(
        model,
        model.likelihood(x, mean, customers).value(),
        all,
        Covariance.ofMaximum(maximiser.curvature(at)));
  }

  private static void requireSample(int[] x, double[] mean, long[] customers) {
    if (x.length == 0 || x.length != mean.length || x.length != customers.length) {
      throw new IllegalArgumentException(
          "%d counts, %d means and %d customers make no sample"
              .formatted(x.length, mean.length, customers.length));
    }
    for (int i = 0; i < x.length; i++) {
      if (x[i] < 1 || !(mean[i] > 0)) {
        throw new IllegalArgumentException(
            "%d purchases of %s on average make no customer".formatted(x[i], mean[i]));
      }
    }
  }

  /** p, q and gamma with their standard errors and 95 % intervals. */
  public Estimate[] parameters() {
    double[] values = {model.p(), model.q(), model.gamma()};
    Estimate[] estimates = new Estimate[values.length];
    for (int i = 0; i < values.length; i++) {
      estimates[i] = Estimate.positive(values[i], values[i] * logParameters.standardError(i));
    }
    return estimates;
  }

  /** Standard error of anything that the model tells, by the delta method. */
  public double standardError(ToDoubleFunction<GammaGamma> figure) {
    double[] at = {Math.log(model.p()), Math.log(model.q()), Math.log(model.gamma())};
    return logParameters.standardError(
        Covariance.slopes(at, logs -> figure.applyAsDouble(GammaGamma.of(logs))));
  }
}
