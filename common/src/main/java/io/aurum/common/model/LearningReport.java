package io.aurum.common.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What came of learning, judged on rows that the judged model had not seen.
 *
 * @param scores of the rows learnt from, each by the model that had not seen it, calibrated
 * @param baseline what the mean of the other folds says of each row: the naive model
 * @param candidates models tried, with their losses
 * @param calibration how the mixture was calibrated
 */
public record LearningReport(
    double[] scores, double[] baseline, List<Candidate> candidates, String calibration) {

  /**
   * A model that was tried.
   *
   * @param name with its parameters
   * @param loss mean over rows not seen: log-loss, or squared error
   * @param weight 0..1, its share of the mixture
   */
  public record Candidate(String name, double loss, double weight) {

    private String inWords() {
      return String.format(Locale.ROOT, "%s (loss %.6g, weight %.2f)", name, loss, weight);
    }
  }

  /** What was tried and how it was mixed and calibrated. */
  public String inWords() {
    return candidates.stream().map(Candidate::inWords).collect(Collectors.joining("; "))
        + "; calibration "
        + calibration;
  }
}
