package io.aurum.common.stat.linear;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Ordinary least squares, solved from a {@link Triangle}: what R's {@code lm} and {@code summary}
 * tell. A term that is a linear combination of those before it is aliased: it gets no estimate and
 * takes no degree of freedom.
 *
 * <p>The first term is the intercept where there is one, and must then be 1 in every row.
 */
public final class LeastSquares implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Share of a term's length, beyond the terms before it, below which it is aliased. Columns that
   * doubles hold are combinations of others to about 1e-16, columns of this arithmetic to 1e-31;
   * NIST's hardest set, Filip, keeps 1e-10.
   */
  private static final double ALIASED = 1e-13;

  private final long rows;
  private final boolean intercept;
  private final int[] kept;
  private final DoubleDouble[] solution;

  /** Inverse of the kept part of the factor, upper triangle. */
  private final DoubleDouble[][] inverse;

  private final double[] estimates;
  private final double residualSquares;
  private final double totalSquares;
  private final double[] ownSquares;

  private LeastSquares(Triangle triangle, boolean intercept) {
    int terms = triangle.columns() - 1;
    this.rows = triangle.rows();
    this.intercept = intercept;
    this.kept = keptTerms(triangle);
    Triangle reduced = kept.length == terms ? triangle : without(triangle, kept);
    int p = kept.length;
    this.inverse = inverse(reduced, p);
    this.solution = solve(reduced, p);
    this.estimates = new double[terms];
    Arrays.fill(estimates, Double.NaN);
    for (int i = 0; i < p; i++) {
      estimates[kept[i]] = solution[i].toDouble();
    }
    DoubleDouble rest = reduced.at(p, p);
    this.residualSquares = rest.times(rest).toDouble();
    this.totalSquares = squares(reduced, p, intercept ? 1 : 0).toDouble();
    this.ownSquares = new double[p];
    for (int j = 0; j < p; j++) {
      ownSquares[j] = squares(reduced, j, intercept ? 1 : 0).toDouble();
    }
  }

  /** With an intercept, which is the first term. */
  public static LeastSquares withIntercept(Triangle triangle) {
    return new LeastSquares(requireRows(triangle), true);
  }

  /** Through the origin: R2 and F are about 0, not about the mean. */
  public static LeastSquares throughOrigin(Triangle triangle) {
    return new LeastSquares(requireRows(triangle), false);
  }

  /** Rows behind the estimates. */
  public long rows() {
    return rows;
  }

  /** Terms, the intercept and aliased ones among them. */
  public int terms() {
    return estimates.length;
  }

  /** Terms that have an estimate. */
  public int rank() {
    return kept.length;
  }

  /** Residual degrees of freedom. */
  public long degreesOfFreedom() {
    return rows - kept.length;
  }

  /** The coefficient of a term; NaN where it is aliased. */
  public double estimate(int term) {
    return estimates[term];
  }

  /** Classical standard error of a term; NaN where it is aliased. */
  public double standardError(int term) {
    int i = Arrays.binarySearch(kept, term);
    return i < 0 ? Double.NaN : residualDeviation() * Math.sqrt(leverageOfTerm(i));
  }

  /** Residual standard deviation. */
  public double residualDeviation() {
    return Math.sqrt(residualSquares / degreesOfFreedom());
  }

  public double residualSquares() {
    return residualSquares;
  }

  /** Coefficient of determination. */
  public double rSquared() {
    return 1 - residualSquares / totalSquares;
  }

  public double adjustedRSquared() {
    double about = intercept ? rows - 1 : rows;
    return 1 - (residualSquares / degreesOfFreedom()) / (totalSquares / about);
  }

  /** The F statistic of all terms but the intercept. */
  public double fStatistic() {
    double explained = totalSquares - residualSquares;
    return explained / testedTerms() / (residualSquares / degreesOfFreedom());
  }

  /** Probability of an F statistic this large by chance. */
  public double fProbability() {
    return upperTail(new FDistribution(testedTerms(), degreesOfFreedom()), fStatistic());
  }

  /** Log-likelihood of normal errors. */
  public double logLikelihood() {
    return -rows / 2.0 * (Math.log(2 * Math.PI) + Math.log(residualSquares / rows) + 1);
  }

  /** Akaike's criterion; the variance counts as a parameter, as in R. */
  public double aic() {
    return -2 * logLikelihood() + 2 * (kept.length + 1);
  }

  /** Schwarz's criterion; the variance counts as a parameter, as in R. */
  public double bic() {
    return -2 * logLikelihood() + Math.log((double) rows) * (kept.length + 1);
  }

  /**
   * Variance inflation of a term: how many times its variance is what it would be if the term were
   * uncorrelated with the others. NaN for the intercept and aliased terms.
   */
  public double varianceInflation(int term) {
    int i = Arrays.binarySearch(kept, term);
    return i < 0 || (intercept && i == 0) ? Double.NaN : ownSquares[i] * leverageOfTerm(i);
  }

  /** Two-sided probability of a t statistic this large by chance. */
  public double probability(double t) {
    return Math.min(1, 2 * upperTail(new TDistribution(degreesOfFreedom()), Math.abs(t)));
  }

  /** The t quantile of a two-sided interval with this confidence. */
  public double quantile(double confidence) {
    return new TDistribution(degreesOfFreedom()).inverseCumulativeProbability(0.5 + confidence / 2);
  }

  /** What the model says of a row. */
  public DoubleDouble fitted(DoubleDouble[] terms) {
    DoubleDouble sum = DoubleDouble.ZERO;
    for (int i = 0; i < kept.length; i++) {
      sum = sum.plus(solution[i].times(terms[kept[i]]));
    }
    return sum;
  }

  /** How far a row determines its own fitted value, 0..1. */
  public double leverage(DoubleDouble[] terms) {
    double leverage = 0;
    for (double part : rotated(terms)) {
      leverage += part * part;
    }
    return leverage;
  }

  /** A row in coordinates in which the design is orthonormal. */
  double[] rotated(DoubleDouble[] terms) {
    double[] rotated = new double[kept.length];
    for (int j = 0; j < kept.length; j++) {
      DoubleDouble sum = DoubleDouble.ZERO;
      for (int i = 0; i <= j; i++) {
        sum = sum.plus(inverse[i][j].times(terms[kept[i]]));
      }
      rotated[j] = sum.toDouble();
    }
    return rotated;
  }

  /**
   * Standard error of a term under a covariance of the errors that {@link ResidualPass} estimated
   * in rotated coordinates; NaN where the term is aliased.
   */
  double sandwich(int term, double[][] meat) {
    if (Arrays.binarySearch(kept, term) < 0) {
      return Double.NaN;
    }
    double[] gradient = new double[terms()];
    gradient[term] = 1;
    return sandwichOf(gradient, meat);
  }

  /** The same of what changes with the estimates by this gradient; aliased terms change nothing. */
  double sandwichOf(double[] gradient, double[][] meat) {
    double[] rotated = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      for (int j = i; j < kept.length; j++) {
        rotated[j] += gradient[kept[i]] * inverse[i][j].toDouble();
      }
    }
    double variance = 0;
    for (int j = 0; j < kept.length; j++) {
      for (int k = 0; k < kept.length; k++) {
        variance += rotated[j] * meat[j][k] * rotated[k];
      }
    }
    return Math.sqrt(variance);
  }

  private int testedTerms() {
    return kept.length - (intercept ? 1 : 0);
  }

  /** Diagonal entry of the inverse of the crossproduct. */
  private double leverageOfTerm(int i) {
    DoubleDouble sum = DoubleDouble.ZERO;
    for (int j = i; j < kept.length; j++) {
      sum = sum.plus(inverse[i][j].times(inverse[i][j]));
    }
    return sum.toDouble();
  }

  private static double upperTail(
      org.hipparchus.distribution.RealDistribution distribution, double value) {
    return Double.isNaN(value) ? Double.NaN : 1 - distribution.cumulativeProbability(value);
  }

  private static Triangle requireRows(Triangle triangle) {
    if (triangle.rows() < triangle.columns()) {
      throw new IllegalArgumentException(
          "%d rows do not determine %d terms and their errors"
              .formatted(triangle.rows(), triangle.columns() - 1));
    }
    return triangle;
  }

  private static int[] keptTerms(Triangle triangle) {
    return IntStream.range(0, triangle.columns() - 1)
        .filter(
            term -> {
              double length = Math.sqrt(squares(triangle, term, 0).toDouble());
              return Math.abs(triangle.at(term, term).toDouble()) > ALIASED * length;
            })
        .toArray();
  }

  /** Sum of squares of a column of the factor from a row on. */
  private static DoubleDouble squares(Triangle triangle, int column, int fromRow) {
    DoubleDouble sum = DoubleDouble.ZERO;
    for (int row = fromRow; row <= column; row++) {
      sum = sum.plus(triangle.at(row, column).times(triangle.at(row, column)));
    }
    return sum;
  }

  /** The triangle of some of the terms and the response. */
  private static Triangle without(Triangle triangle, int[] kept) {
    int response = triangle.columns() - 1;
    Triangle reduced = new Triangle(kept.length + 1);
    for (int row = 0; row <= response; row++) {
      DoubleDouble[] cells = new DoubleDouble[kept.length + 1];
      for (int i = 0; i < kept.length; i++) {
        cells[i] = triangle.at(row, kept[i]);
      }
      cells[kept.length] = triangle.at(row, response);
      reduced.add(cells);
    }
    return reduced;
  }

  private static DoubleDouble[][] inverse(Triangle triangle, int p) {
    DoubleDouble[][] inverse = new DoubleDouble[p][p];
    for (int j = 0; j < p; j++) {
      for (int i = j; i >= 0; i--) {
        DoubleDouble sum = i == j ? DoubleDouble.ONE : DoubleDouble.ZERO;
        for (int k = i + 1; k <= j; k++) {
          sum = sum.minus(triangle.at(i, k).times(inverse[k][j]));
        }
        inverse[i][j] = sum.over(triangle.at(i, i));
      }
    }
    return inverse;
  }

  private static DoubleDouble[] solve(Triangle triangle, int p) {
    DoubleDouble[] solution = new DoubleDouble[p];
    for (int i = p - 1; i >= 0; i--) {
      DoubleDouble sum = triangle.at(i, p);
      for (int k = i + 1; k < p; k++) {
        sum = sum.minus(triangle.at(i, k).times(solution[k]));
      }
      solution[i] = sum.over(triangle.at(i, i));
    }
    return solution;
  }
}
