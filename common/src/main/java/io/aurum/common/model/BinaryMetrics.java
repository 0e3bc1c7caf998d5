package io.aurum.common.model;

import io.aurum.common.stat.Estimate;
import java.util.function.IntToDoubleFunction;

/**
 * How good probabilities of two classes are. Each figure comes with a 95 % interval.
 *
 * <p>Figures are NaN where they mean nothing: where all rows are of one class.
 */
public final class BinaryMetrics {
  /** Probabilities are kept this far from 0 and 1 in the log-loss, as common tools do. */
  private static final double CLIP = 1e-15;

  private final ScoredLabels rows;

  public BinaryMetrics(ScoredLabels rows) {
    this.rows = rows;
  }

  /**
   * Area under the ROC curve: probability that a positive row scores higher than a negative one,
   * equal scores counting half. Standard error by DeLong, DeLong and Clarke-Pearson (Biometrics
   * 1988).
   */
  public Estimate auc() {
    double m = rows.positives();
    double n = rows.negatives();
    double sum = 0;
    double ofPositives = 0;
    double ofNegatives = 0;
    int positivesAbove = 0;
    int negativesAbove = 0;
    for (int rank = 0; rank < rows.size(); ) {
      int end = rows.endOfTie(rank);
      int positives = rows.positives(rank, end);
      int negatives = end - rank - positives;
      double below = (n - negativesAbove - negatives / 2.0) / n;
      double above = (positivesAbove + positives / 2.0) / m;
      sum += positives * below;
      ofPositives += positives * below * below;
      ofNegatives += negatives * above * above;
      positivesAbove += positives;
      negativesAbove += negatives;
      rank = end;
    }
    double auc = sum / m;
    double variance =
        (ofPositives / m - auc * auc) / (m - 1) + (ofNegatives / n - auc * auc) / (n - 1);
    return Estimate.probability(auc, Math.sqrt(Math.max(0, variance)));
  }

  /**
   * Area under the precision-recall curve as average precision, without interpolation. Interval on
   * the logit scale (Boyd, Eng and Page, ECML 2013).
   */
  public Estimate prAuc() {
    double sum = 0;
    int found = 0;
    for (int rank = 0; rank < rows.size(); ) {
      int end = rows.endOfTie(rank);
      int positives = rows.positives(rank, end);
      found += positives;
      sum += positives * (double) found / end;
      rank = end;
    }
    double area = sum / rows.positives();
    return Estimate.probability(area, Math.sqrt(area * (1 - area) / rows.positives()));
  }

  /** Mean negative log-likelihood of the labels, in nats. */
  public Estimate logLoss() {
    return mean(
        rank -> {
          double p = Math.min(1 - CLIP, Math.max(CLIP, rows.probability(rank)));
          return -Math.log(rows.positive(rank) ? p : 1 - p);
        });
  }

  /** Mean squared difference of probability and label (Brier 1950). */
  public Estimate brier() {
    return mean(
        rank -> {
          double difference = rows.probability(rank) - (rows.positive(rank) ? 1 : 0);
          return difference * difference;
        });
  }

  /**
   * Expected calibration error: mean absolute difference of predicted and observed rate over ten
   * bins of equal size; of rows that share a probability none comes first. It is biased upwards on
   * few rows.
   */
  public double calibrationError() {
    return new CalibrationError(rows).value();
  }

  /** The same with an interval of the true error, which knows of the bias. */
  public Estimate calibrationEstimate() {
    return new CalibrationError(rows).estimate();
  }

  /**
   * How many times more positives the tenth of rows with the highest scores holds than a tenth
   * drawn by chance. Rows that share the score at the border count as their mean.
   */
  public Estimate topDecileLift() {
    double size = rows.size() / 10.0;
    double found = 0;
    for (int rank = 0; rank < size; ) {
      int end = rows.endOfTie(rank);
      found += rows.positives(rank, end) * Math.min(1, (size - rank) / (end - rank));
      rank = end;
    }
    double rate = found / size;
    double error = Math.sqrt(rate * (1 - rate) / size);
    return Estimate.symmetric(rate / rows.baseRate(), error / rows.baseRate());
  }

  private Estimate mean(IntToDoubleFunction loss) {
    double sum = 0;
    for (int rank = 0; rank < rows.size(); rank++) {
      sum += loss.applyAsDouble(rank);
    }
    double mean = sum / rows.size();
    double squares = 0;
    for (int rank = 0; rank < rows.size(); rank++) {
      double difference = loss.applyAsDouble(rank) - mean;
      squares += difference * difference;
    }
    double variance = squares / (rows.size() - 1.0) / rows.size();
    return Estimate.symmetric(mean, Math.sqrt(variance));
  }
}
