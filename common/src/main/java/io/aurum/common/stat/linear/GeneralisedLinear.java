package io.aurum.common.stat.linear;

import io.aurum.common.stat.linear.ResidualPass.Robust;
import java.io.Serializable;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * A generalised linear model with an intercept: what R's {@code glm} and {@code summary} tell, and
 * standard errors that hold for any variance. Fitted by iteratively reweighted least squares
 * (McCullagh and Nelder 1989, 2.5), each step one pass over the rows and a {@link Triangle}; a step
 * that does not gain is halved. Of normal responses it is {@link LeastSquares}, exactly.
 */
public final class GeneralisedLinear {
  private static final int MOST_STEPS = 50;
  private static final int MOST_HALVES = 20;

  /** Share of the deviance below which a step gains nothing. */
  private static final double CONVERGED = 1e-12;

  private final Family family;
  private final LeastSquares working;
  private final Judged judged;
  private final double deviance;
  private final int steps;
  private final boolean converged;

  private GeneralisedLinear(
      Family family, LeastSquares working, Judged judged, double deviance, int steps, boolean met) {
    this.family = family;
    this.working = working;
    this.judged = judged;
    this.deviance = deviance;
    this.steps = steps;
    this.converged = met;
  }

  /**
   * Fits the model.
   *
   * @param rows whose first term is 1 and whose responses the family admits; more than terms
   * @param terms number of them, the intercept among them
   */
  public static GeneralisedLinear fit(DesignRows rows, int terms, Family family) {
    Stepped at = rows.pass(new Step(family, terms, new double[0]));
    double[] weights = new double[0];
    double deviance = Double.POSITIVE_INFINITY;
    LeastSquares working = LeastSquares.withIntercept(at.triangle);
    boolean converged = family == Family.GAUSSIAN;
    int steps = 1;
    while (!converged && steps < MOST_STEPS) {
      double[] next = estimates(working);
      at = rows.pass(new Step(family, terms, next));
      for (int half = 0; weights.length > 0 && half < MOST_HALVES; half++) {
        if (at.deviance <= deviance * (1 + CONVERGED)) {
          break;
        }
        next = middle(weights, next);
        at = rows.pass(new Step(family, terms, next));
      }
      converged = Math.abs(deviance - at.deviance) <= CONVERGED * (at.deviance + 0.1);
      working = LeastSquares.withIntercept(at.triangle);
      weights = next;
      deviance = at.deviance;
      steps++;
    }
    double mean = at.responses / working.rows();
    double spread = deviance / working.rows();
    Judged judged = rows.pass(new Judge(family, working, weights, mean, spread));
    return new GeneralisedLinear(
        family,
        working,
        judged,
        family == Family.GAUSSIAN ? working.residualSquares() : deviance,
        steps,
        converged);
  }

  /** Coefficients; 0 where a term is aliased. */
  private static double[] estimates(LeastSquares model) {
    return IntStream.range(0, model.terms())
        .mapToDouble(term -> Double.isNaN(model.estimate(term)) ? 0 : model.estimate(term))
        .toArray();
  }

  private static double[] middle(double[] first, double[] second) {
    return IntStream.range(0, first.length).mapToDouble(i -> (first[i] + second[i]) / 2).toArray();
  }

  /** Law of the response. */
  public Family family() {
    return family;
  }

  /**
   * The weighted least squares of the last step: rows, terms, rank; of normal responses R2 and F.
   */
  public LeastSquares leastSquares() {
    return working;
  }

  /** Deviance of the model; of normal responses the sum of squared residuals. */
  public double deviance() {
    return deviance;
  }

  /** Deviance of the mean alone. */
  public double nullDeviance() {
    return judged.nullDeviance;
  }

  /**
   * Pearson's chi-squared by degree of freedom: above 1 a count or class varies more than its law
   * has it, and the classical standard errors are too small.
   */
  public double dispersion() {
    return working.residualSquares() / working.degreesOfFreedom();
  }

  /** Steps that fitting took. */
  public int steps() {
    return steps;
  }

  /**
   * Whether a further step would gain nothing. A class that a term tells alone is never reached.
   */
  public boolean isConverged() {
    return converged;
  }

  /** Coefficients by term; 0 where one is aliased. */
  public double[] estimates() {
    return estimates(working);
  }

  /** Classical standard error of a term; NaN where it is aliased. */
  public double standardError(int term) {
    return working.standardError(term) / (family.hasDispersion() ? 1 : Math.sqrt(dispersion()));
  }

  /** Standard error of a term that holds for any variance; NaN where it is aliased. */
  public double standardError(int term, Robust robust) {
    return judged.residuals.standardError(term, robust);
  }

  /**
   * Standard error, for any variance (HC3), of something that changes with the coefficients.
   *
   * @param gradient by how much, by term
   */
  public double standardErrorOf(double[] gradient) {
    return judged.residuals.standardErrorOf(gradient, Robust.HC3);
  }

  /**
   * Two-sided probability of an estimate that is so many standard errors from 0: of Student's t
   * where the dispersion is estimated, of the normal law else, as in R.
   */
  public double probability(double statistic) {
    return family.hasDispersion()
        ? working.probability(statistic)
        : 2 * new NormalDistribution().cumulativeProbability(-Math.abs(statistic));
  }

  /** Standard errors from an estimate to the ends of its interval. */
  public double quantile(double confidence) {
    return family.hasDispersion()
        ? working.quantile(confidence)
        : new NormalDistribution().inverseCumulativeProbability(0.5 + confidence / 2);
  }

  /** Breusch and Pagan's test, see {@link ResidualPass}: of normal responses. */
  public ResidualPass residuals() {
    return judged.residuals;
  }

  /** Cook's distance of the row that moves the estimates most. */
  public double largestCookDistance() {
    return judged.residuals.largestCookDistance() * (family.hasDispersion() ? 1 : dispersion());
  }

  public double logLikelihood() {
    return family == Family.GAUSSIAN ? working.logLikelihood() : judged.logLikelihood;
  }

  /** Akaike's criterion; an estimated dispersion counts as a parameter, as in R. */
  public double aic() {
    return -2 * logLikelihood() + 2 * parameters();
  }

  /** Schwarz's criterion, with the same parameters. */
  public double bic() {
    return -2 * logLikelihood() + Math.log((double) working.rows()) * parameters();
  }

  private int parameters() {
    return working.rank() + (family.hasDispersion() ? 1 : 0);
  }

  /** A row as weighted least squares has it; of normal responses the row itself. */
  private static DoubleDouble[] weighted(Family family, DoubleDouble[] row, double eta) {
    if (family == Family.GAUSSIAN) {
      return row;
    }
    int response = row.length - 1;
    double mean = family.mean(eta);
    double slope = family.slope(eta);
    DoubleDouble root = DoubleDouble.of(slope / Math.sqrt(family.variance(mean)));
    DoubleDouble[] weighted = new DoubleDouble[row.length];
    for (int term = 0; term < response; term++) {
      weighted[term] = row[term].times(root);
    }
    double adjusted = eta + (row[response].toDouble() - mean) / slope;
    weighted[response] = DoubleDouble.of(adjusted).times(root);
    return weighted;
  }

  /** Sum of a row's terms; where there are no coefficients yet, what fitting sets out from. */
  private static double eta(Family family, double[] weights, DoubleDouble[] row) {
    if (weights.length == 0) {
      return family.start(row[row.length - 1].toDouble());
    }
    double sum = 0;
    for (int term = 0; term < weights.length; term++) {
      sum += weights[term] * row[term].toDouble();
    }
    return sum;
  }

  private static final class Stepped implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Triangle triangle;
    private double deviance;
    private double responses;

    Stepped(int columns) {
      this.triangle = new Triangle(columns);
    }
  }

  /** The least squares of one step, and how well the coefficients do with which it set out. */
  private record Step(Family family, int terms, double[] weights)
      implements DesignRows.Pass<Stepped> {

    @Override
    public Stepped empty() {
      return new Stepped(terms + 1);
    }

    @Override
    public void take(Stepped sum, DoubleDouble[] row) {
      double y = row[terms].toDouble();
      double eta = eta(family, weights, row);
      sum.triangle.add(weighted(family, row, eta));
      sum.deviance += family.deviance(y, family.mean(eta));
      sum.responses += y;
    }

    @Override
    public Stepped merge(Stepped sum, Stepped further) {
      sum.triangle.merge(further.triangle);
      sum.deviance += further.deviance;
      sum.responses += further.responses;
      return sum;
    }
  }

  private static final class Judged implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ResidualPass residuals;
    private double logLikelihood;
    private double nullDeviance;

    Judged(ResidualPass residuals) {
      this.residuals = residuals;
    }
  }

  /**
   * What is told of the fitted model.
   *
   * @param mean of the responses
   * @param spread deviance by row, R's dispersion of the likelihood
   */
  private record Judge(
      Family family, LeastSquares model, double[] weights, double mean, double spread)
      implements DesignRows.Pass<Judged> {

    @Override
    public Judged empty() {
      return new Judged(new ResidualPass(model));
    }

    @Override
    public void take(Judged sum, DoubleDouble[] row) {
      double y = row[row.length - 1].toDouble();
      double eta = eta(family, weights, row);
      sum.residuals.add(weighted(family, row, eta));
      sum.nullDeviance += family.deviance(y, mean);
      sum.logLikelihood += family.logLikelihood(y, family.mean(eta), spread);
    }

    @Override
    public Judged merge(Judged sum, Judged further) {
      sum.residuals.merge(further.residuals);
      sum.logLikelihood += further.logLikelihood;
      sum.nullDeviance += further.nullDeviance;
      return sum;
    }
  }
}
