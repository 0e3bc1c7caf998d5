package io.aurum.common.stat.clv;

import io.aurum.common.stat.Covariance;
import io.aurum.common.stat.Estimate;
import io.aurum.common.stat.Maximiser;
import java.io.Serializable;
import java.util.function.ToDoubleFunction;

/**
 * A purchase model fitted by maximum likelihood.
 *
 * <p>The search runs over the logarithms of the parameters. Where customers hardly differ the
 * likelihood rises for ever towards infinite parameters; {@link Leash} keeps them finite.
 *
 * @param logLikelihood at the fitted parameters, without the prior
 * @param customers behind the fit
 */
public record PurchaseFit(
    PurchaseFamily family,
    PurchaseModel model,
    double logLikelihood,
    long customers,
    Covariance logParameters)
    implements Serializable {
  /** Fits a family to histories. */
  public static PurchaseFit of(PurchaseFamily family, Cohort cohort) {
    double[] start = logs(family.start(cohort.meanEnd()));
    Maximiser maximiser =
        new Maximiser(
            at -> family.model(exponentials(at)).logLikelihood(cohort) - Leash.pull(at, start));
    double[] at = maximiser.from(start).at();
    PurchaseModel model = family.model(exponentials(at));
    return new PurchaseFit(
        family,
        model,
        model.logLikelihood(cohort),
        cohort.customers(),
        Covariance.ofMaximum(maximiser.curvature(at)));
  }

  /** The parameters with their standard errors and 95 % intervals. */
  public Estimate[] parameters() {
    double[] values = model.parameters();
    Estimate[] estimates = new Estimate[values.length];
    for (int i = 0; i < values.length; i++) {
      estimates[i] = Estimate.positive(values[i], values[i] * logParameters.standardError(i));
    }
    return estimates;
  }

  /** Standard error of anything that the model tells, by the delta method. */
  public double standardError(ToDoubleFunction<PurchaseModel> figure) {
    double[] at = logs(model.parameters());
    return logParameters.standardError(
        at, logs -> figure.applyAsDouble(family.model(exponentials(logs))));
  }

  private static double[] logs(double[] values) {
    double[] logs = values.clone();
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(logs[i]);
    }
    return logs;
  }

  private static double[] exponentials(double[] logs) {
    double[] values = logs.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(values[i]);
    }
    return values;
  }
}
