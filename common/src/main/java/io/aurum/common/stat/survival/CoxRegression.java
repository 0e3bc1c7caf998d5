package io.aurum.common.stat.survival;

import io.aurum.common.stat.Covariance;

/**
 * Proportional hazards (Cox 1972), with Efron's treatment of events at one time (1977), by Newton's
 * method with halved steps. Covariates are centred and scaled while fitting.
 */
public final class CoxRegression {
  private static final int MAX_STEPS = 100;
  private static final int MAX_HALVINGS = 30;
  private static final double CONVERGED = 1e-12;

  /**
   * Standard deviation of the normal prior on standardised log hazard ratios. It bounds them where
   * a covariate separates, and moves others by less than a thousandth of their standard error.
   */
  private static final double PRIOR_DEVIATION = 100;

  private final double[] coefficients;
  private final double[] standardErrors;
  private final double logLikelihood;
  private final int steps;

  private CoxRegression(
      double[] coefficients, double[] standardErrors, double logLikelihood, int steps) {
    this.coefficients = coefficients;
    this.standardErrors = standardErrors;
    this.logLikelihood = logLikelihood;
    this.steps = steps;
  }

  /** Fits the log hazard ratios. A covariate that does not vary gets 0. */
  public static CoxRegression of(Survivors survivors) {
    Scaled scaled = new Scaled(survivors);
    int p = survivors.covariates();
    double[] at = new double[p];
    Point point = scaled.point(at);
    int step = 0;
    for (; step < MAX_STEPS; step++) {
      double[] direction = Covariance.ofMaximum(point.curvature).times(point.gradient);
      Point next = null;
      double[] moved = at;
      double length = 1;
      for (int halving = 0; halving < MAX_HALVINGS; halving++, length /= 2) {
        moved = at.clone();
        for (int i = 0; i < p; i++) {
          moved[i] += length * direction[i];
        }
        next = scaled.point(moved);
        if (next.value >= point.value) {
          break;
        }
      }
      double risen = next.value - point.value;
      if (risen < 0) {
        break;
      }
      at = moved;
      point = next;
      if (risen <= CONVERGED * (1 + Math.abs(point.value))) {
        break;
      }
    }
    return scaled.regression(at, point, step);
  }

  /** Log hazard ratio of one unit of each covariate. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** Standard errors of the log hazard ratios. */
  public double[] standardErrors() {
    return standardErrors.clone();
  }

  /** Partial log-likelihood. */
  public double logLikelihood() {
    return logLikelihood;
  }

  /** Newton steps that were taken. */
  public int steps() {
    return steps;
  }

  /** Log hazard of a subject relative to one whose covariates are all 0. */
  public double score(double[] row) {
    double score = 0;
    for (int i = 0; i < coefficients.length; i++) {
      score += coefficients[i] * row[i];
    }
    return score;
  }

  /** The penalised likelihood at a point, with its first and second derivatives. */
  private static final class Point {
    private final double[] gradient;
    private final double[][] curvature;
    private double logLikelihood;
    private double value;

    Point(int p) {
      gradient = new double[p];
      curvature = new double[p][p];
    }
  }

  /** The sample with covariates of mean 0 and standard deviation 1. */
  private static final class Scaled {
    private final Survivors survivors;
    private final double[][] rows;
    private final double[] scale;

    Scaled(Survivors survivors) {
      this.survivors = survivors;
      int n = survivors.size();
      int p = survivors.covariates();
      this.rows = new double[n][p];
      this.scale = new double[p];
      for (int j = 0; j < p; j++) {
        double mean = 0;
        for (int i = 0; i < n; i++) {
          mean += survivors.covariate(i, j) / n;
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
          rows[i][j] = survivors.covariate(i, j) - mean;
          squares += rows[i][j] * rows[i][j];
        }
        scale[j] = Math.sqrt(squares / n);
        for (int i = 0; i < n && scale[j] > 0; i++) {
          rows[i][j] /= scale[j];
        }
      }
    }

    CoxRegression regression(double[] at, Point point, int steps) {
      Covariance covariance = Covariance.ofMaximum(point.curvature);
      double[] coefficients = new double[at.length];
      double[] errors = new double[at.length];
      for (int j = 0; j < at.length; j++) {
        coefficients[j] = scale[j] > 0 ? at[j] / scale[j] : 0;
        errors[j] = scale[j] > 0 ? covariance.standardError(j) / scale[j] : Double.NaN;
      }
      return new CoxRegression(coefficients, errors, point.logLikelihood, steps);
    }

    /** Walks from the latest time back, so that the risk set only grows. */
    Point point(double[] at) {
      int p = at.length;
      Point point = new Point(p);
      Moments risk = new Moments(p);
      for (int end = rows.length; end > 0; ) {
        int start = end;
        Moments events = new Moments(p);
        double[] eventSum = new double[p];
        double scores = 0;
        while (start > 0 && survivors.time(start - 1) == survivors.time(end - 1)) {
          start--;
          double score = dot(at, rows[start]);
          double hazard = Math.exp(score);
          risk.add(hazard, rows[start]);
          if (survivors.event(start)) {
            events.add(hazard, rows[start]);
            scores += score;
            for (int j = 0; j < p; j++) {
              eventSum[j] += rows[start][j];
            }
          }
        }
        addEvents(point, risk, events, eventSum, scores);
        end = start;
      }
      penalise(point, at);
      return point;
    }

    private static void addEvents(
        Point point, Moments risk, Moments events, double[] eventSum, double scores) {
      if (events.count == 0) {
        return;
      }
      int p = eventSum.length;
      point.logLikelihood += scores;
      for (int j = 0; j < p; j++) {
        point.gradient[j] += eventSum[j];
      }
      for (int k = 0; k < events.count; k++) {
        double share = (double) k / events.count;
        double total = risk.hazard - share * events.hazard;
        point.logLikelihood -= Math.log(total);
        double[] mean = new double[p];
        for (int j = 0; j < p; j++) {
          mean[j] = (risk.first[j] - share * events.first[j]) / total;
          point.gradient[j] -= mean[j];
        }
        for (int j = 0; j < p; j++) {
          for (int l = 0; l < p; l++) {
            double second = (risk.second[j][l] - share * events.second[j][l]) / total;
            point.curvature[j][l] -= second - mean[j] * mean[l];
          }
        }
      }
    }

    private static void penalise(Point point, double[] at) {
      double precision = 1 / (PRIOR_DEVIATION * PRIOR_DEVIATION);
      point.value = point.logLikelihood;
      for (int j = 0; j < at.length; j++) {
        point.value -= precision * at[j] * at[j] / 2;
        point.gradient[j] -= precision * at[j];
        point.curvature[j][j] -= precision;
      }
    }

    private static double dot(double[] first, double[] second) {
      double sum = 0;
      for (int i = 0; i < first.length; i++) {
        sum += first[i] * second[i];
      }
      return sum;
    }
  }

  /** Sums over a set of subjects, weighted by their hazards. */
  private static final class Moments {
    private final double[] first;
    private final double[][] second;
    private double hazard;
    private int count;

    Moments(int p) {
      first = new double[p];
      second = new double[p][p];
    }

    void add(double weight, double[] row) {
      count++;
      hazard += weight;
      for (int j = 0; j < row.length; j++) {
        first[j] += weight * row[j];
        for (int l = 0; l < row.length; l++) {
          second[j][l] += weight * row[j] * row[l];
        }
      }
    }
  }
}
