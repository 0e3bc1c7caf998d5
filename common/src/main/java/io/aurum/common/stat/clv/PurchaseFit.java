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
 * likelihood rises for ever towards infinite parameters; {@link Leash} keeps them finite. Of very
 * many distinct histories neighbouring ones are merged for the search, see {@link Cohort#merged}.
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
  /** Distinct histories that a search looks at. */
  private static final int MOST = 1 << 14;

  /** Fits a family to histories. */
  public static PurchaseFit of(PurchaseFamily family, Cohort cohort) {
    return of(family, cohort, cohort.merged(MOST));
  }

  /**
   * Fits a family to histories.
   *
   * @param searched the same customers, whose likelihood the search climbs; where it is another, a
   *     step of Newton's method leads from its maximum to that of the histories themselves
   */
  static PurchaseFit of(PurchaseFamily family, Cohort cohort, Cohort searched) {
    PurchaseFit best = null;
    for (double[] start : family.starts(cohort.meanEnd())) {
      PurchaseFit fit = of(family, cohort, searched, logs(start));
      best = best == null || fit.logLikelihood > best.logLikelihood ? fit : best;
    }
    return best;
  }

  private static PurchaseFit of(
      PurchaseFamily family, Cohort cohort, Cohort searched, double[] start) {
    Maximiser search = maximiser(family, searched, start);
    double[] at = search.from(start).at();
    Covariance covariance = Covariance.ofMaximum(search.curvature(at));
    PurchaseFit fit = fit(family, at, cohort, covariance);
    if (searched == cohort) {
      return fit;
    }
    double[] step = covariance.times(maximiser(family, cohort, start).gradient(at));
    PurchaseFit stepped = fit(family, sum(at, step), cohort, covariance);
    return stepped.logLikelihood > fit.logLikelihood ? stepped : fit;
  }

  private static Maximiser maximiser(PurchaseFamily family, Cohort cohort, double[] start) {
    return new Maximiser(
        at -> family.model(exponentials(at)).logLikelihood(cohort) - Leash.pull(at, start));
  }

  private static PurchaseFit fit(
      PurchaseFamily family, double[] logs, Cohort cohort, Covariance covariance) {
    PurchaseModel model = family.model(exponentials(logs));
    return new PurchaseFit(
        family, model, model.logLikelihood(cohort), cohort.customers(), covariance);
  }

  private static double[] sum(double[] first, double[] second) {
    double[] sum = first.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += second[i];
    }
    return sum;
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
