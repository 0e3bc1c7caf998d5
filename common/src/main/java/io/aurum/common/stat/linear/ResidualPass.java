package io.aurum.common.stat.linear;

import java.io.Serializable;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * What needs the residual of each row: robust standard errors, the most influential row, and the
 * test of constant variance. Passes over parts of a table merge. Not thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // positions live no longer than the pass
public final class ResidualPass implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LeastSquares model;
  private final double[][][] meats;
  private final Triangle squaredResiduals;
  private double largestCook;

  /**
   * Estimators of the covariance of the estimates where the errors' variance is not constant (White
   * 1980; MacKinnon and White 1985). They differ in how a squared residual is scaled.
   */
  public enum Robust {
    /** As it is. */
    HC0,
    /** By n / (n - p). */
    HC1,
    /** By 1 / (1 - leverage). */
    HC2,
    /** By 1 / (1 - leverage)^2. */
    HC3
  }

  public ResidualPass(LeastSquares model) {
    this.model = model;
    this.meats = new double[Robust.values().length][model.rank()][model.rank()];
    this.squaredResiduals = new Triangle(model.terms() + 1);
  }

  /**
   * Takes in a row.
   *
   * @param row terms and, last, the response
   */
  public void add(DoubleDouble[] row) {
    double[] rotated = model.rotated(row);
    double leverage = 0;
    for (double part : rotated) {
      leverage += part * part;
    }
    double residual = row[row.length - 1].minus(model.fitted(row)).toDouble();
    double squared = residual * residual;
    double freedom = Math.max(1 - leverage, Double.MIN_NORMAL);
    addMeat(Robust.HC0, rotated, squared);
    addMeat(Robust.HC1, rotated, squared * model.rows() / model.degreesOfFreedom());
    addMeat(Robust.HC2, rotated, squared / freedom);
    addMeat(Robust.HC3, rotated, squared / (freedom * freedom));
    double variance = model.residualSquares() / model.degreesOfFreedom();
    largestCook =
        Math.max(largestCook, squared * leverage / (model.rank() * variance * freedom * freedom));
    DoubleDouble[] auxiliary = row.clone();
    auxiliary[row.length - 1] = DoubleDouble.of(squared);
    squaredResiduals.add(auxiliary);
  }

  public void merge(ResidualPass other) {
    for (int kind = 0; kind < meats.length; kind++) {
      for (int i = 0; i < model.rank(); i++) {
        for (int j = 0; j < model.rank(); j++) {
          meats[kind][i][j] += other.meats[kind][i][j];
        }
      }
    }
    largestCook = Math.max(largestCook, other.largestCook);
    squaredResiduals.merge(other.squaredResiduals);
  }

  /** Robust standard error of a term; NaN where it is aliased. */
  public double standardError(int term, Robust robust) {
    return model.sandwich(term, meats[robust.ordinal()]);
  }

  /**
   * Robust standard error of what changes with the estimates.
   *
   * @param gradient by how much, by term
   */
  double standardErrorOf(double[] gradient, Robust robust) {
    return model.sandwichOf(gradient, meats[robust.ordinal()]);
  }

  /** Cook's distance of the row that moves the estimates most (Cook 1977). */
  public double largestCookDistance() {
    return largestCook;
  }

  /**
   * Breusch and Pagan's statistic of constant variance in Koenker's form: n R2 of the regression of
   * the squared residuals on the terms. The model must have an intercept.
   */
  public double breuschPagan() {
    return model.rows() * LeastSquares.withIntercept(squaredResiduals).rSquared();
  }

  /** Probability of a statistic this large under constant variance. */
  public double breuschPaganProbability() {
    return 1 - new ChiSquaredDistribution(model.rank() - 1).cumulativeProbability(breuschPagan());
  }

  private void addMeat(Robust robust, double[] rotated, double squared) {
    double[][] meat = meats[robust.ordinal()];
    for (int i = 0; i < rotated.length; i++) {
      for (int j = 0; j < rotated.length; j++) {
        meat[i][j] += squared * rotated[i] * rotated[j];
      }
    }
  }
}
