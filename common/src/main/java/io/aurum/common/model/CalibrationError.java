package io.aurum.common.model;

import io.aurum.common.stat.Bootstrap;
import io.aurum.common.stat.Estimate;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Expected calibration error: mean absolute difference of predicted and observed rate over {@value
 * #BINS} bins of equal size. Of rows that share a probability none comes first.
 */
final class CalibrationError {
  private static final int BINS = 10;

  /** Share of samples that a calibrated score's error stays below. */
  private static final double CONFIDENCE = 0.95;

  private final ScoredLabels rows;
  private final double[] differences;

  CalibrationError(ScoredLabels rows) {
    this.rows = rows;
    this.differences = differences(rows);
  }

  double value() {
    return sum(differences);
  }

  /**
   * The error with a 95 % interval of the true one.
   *
   * <p>An absolute value is never below 0, so that chance makes an error of a calibrated score too:
   * the lower end is moved down by as much as chance adds, the upper one is not, as chance takes
   * nothing away. How much it adds, is seen in samples of the rows, about differences shrunk so
   * that their squares are what the true ones' are expected to be (as James and Stein shrink means,
   * 1961). The lower end is 0 where a calibrated score has as large an error in 5 % of the samples.
   */
  Estimate estimate() {
    double scale = Bootstrap.scale(rows.size());
    double[][] errors =
        Bootstrap.figures(rows.size(), drawn -> errors(rows.at(drawn), scale))
            .toArray(double[][]::new);
    double shrunk = shrinkage(errors);
    double[] figures =
        Arrays.stream(errors).mapToDouble(e -> sum(i -> shrunk * differences[i] + e[i])).toArray();
    double added = Arrays.stream(figures).average().orElseThrow() - shrunk * value();
    Estimate plain = Estimate.symmetric(value(), Bootstrap.deviation(figures));
    double lower = isCalibrated(errors) ? 0 : Math.max(0, plain.lower() - added);
    return new Estimate(value(), plain.standardError(), lower, plain.upper());
  }

  /** What chance did to the differences of a sample. */
  private double[] errors(ScoredLabels sample, double scale) {
    double[] errors = differences(sample);
    for (int bin = 0; bin < BINS; bin++) {
      errors[bin] = (errors[bin] - differences[bin]) * scale;
    }
    return errors;
  }

  private double shrinkage(double[][] errors) {
    double byChance = Arrays.stream(errors).mapToDouble(CalibrationError::squares).sum();
    double all = squares(differences);
    return all == 0 ? 0 : Math.sqrt(Math.max(0, 1 - byChance / errors.length / all));
  }

  private boolean isCalibrated(double[][] errors) {
    double[] byChance = Arrays.stream(errors).mapToDouble(CalibrationError::sum).sorted().toArray();
    return value() <= byChance[(int) Math.ceil(CONFIDENCE * byChance.length) - 1];
  }

  private static double squares(double[] values) {
    return Arrays.stream(values).map(v -> v * v).sum();
  }

  private static double sum(double[] values) {
    return sum(i -> values[i]);
  }

  private static double sum(IntToDoubleFunction difference) {
    return IntStream.range(0, BINS).mapToDouble(difference).map(Math::abs).sum();
  }

  /** By bin: predicted less observed positives, as shares of all rows. */
  private static double[] differences(ScoredLabels rows) {
    double[] expected = positivesByRank(rows);
    double[] differences = new double[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      int from = (int) ((long) rows.size() * bin / BINS);
      int to = (int) ((long) rows.size() * (bin + 1) / BINS);
      double difference = 0;
      for (int rank = from; rank < to; rank++) {
        difference += rows.probability(rank) - expected[rank];
      }
      differences[bin] = difference / rows.size();
    }
    return differences;
  }

  /** Positives at each rank; rows that share a probability share theirs. */
  private static double[] positivesByRank(ScoredLabels rows) {
    double[] positives = new double[rows.size()];
    for (int rank = 0; rank < rows.size(); ) {
      int end = rows.endOfTie(rank);
      Arrays.fill(positives, rank, end, (double) rows.positives(rank, end) / (end - rank));
      rank = end;
    }
    return positives;
  }
}
