package io.aurum.common.stat.clv;

import io.aurum.common.stat.Covariance;
import io.aurum.common.stat.Estimate;
import io.aurum.common.stat.Maximiser;
import io.aurum.common.stat.Smooth;
import io.aurum.common.stat.Smooth.Tangent;
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
    Climb best = null;
    for (double[] start : family.starts(cohort.meanEnd())) {
      Climb climb = Climb.of(family, searched, logs(start));
      best = best == null || climb.top.value() > best.top.value() ? climb : best;
    }
    return best.fit(family, cohort, searched);
  }

  /** A search and the maximum at which it ended. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Climb(double[] start, Maximiser search, Maximiser.Maximum top) {

    static Climb of(PurchaseFamily family, Cohort cohort, double[] start) {
      Maximiser search = new Maximiser(likelihood(family, cohort, start));
      return new Climb(start, search, search.from(start));
    }

    PurchaseFit fit(PurchaseFamily family, Cohort cohort, Cohort searched) {
      Covariance covariance = Covariance.ofMaximum(search.curvature(top.at()));
      Tangent here = model(family, top.at()).likelihood(cohort);
      if (searched != cohort) {
        double[] next =
            sum(top.at(), covariance.times(Leash.pulled(top.at(), start, here).slopes()));
        double risen = model(family, next).logLikelihood(cohort);
        if (risen > here.value()) {
          return PurchaseFit.of(family, next, risen, cohort, covariance);
        }
      }
      return PurchaseFit.of(family, top.at(), here.value(), cohort, covariance);
    }
  }

  private static Smooth likelihood(PurchaseFamily family, Cohort cohort, double[] start) {
    return at -> Leash.pulled(at, start, model(family, at).likelihood(cohort));
  }

  private static PurchaseFit of(
      PurchaseFamily family, double[] at, double value, Cohort cohort, Covariance covariance) {
    return new PurchaseFit(family, model(family, at), value, cohort.customers(), covariance);
  }

  private static PurchaseModel model(PurchaseFamily family, double[] logs) {
    return family.model(exponentials(logs));
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
    return logParameters.standardError(slopes(figure));
  }

  /**
   * The same of a figure whose slopes are known.
   *
   * @param slopes by the logarithms of the parameters
   */
  public double standardError(double[] slopes) {
    return logParameters.standardError(slopes);
  }

  /** The slopes of anything that the model tells, by the logarithms of the parameters. */
  public double[] slopes(ToDoubleFunction<PurchaseModel> figure) {
    return Covariance.slopes(
        logs(model.parameters()), logs -> figure.applyAsDouble(model(family, logs)));
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
