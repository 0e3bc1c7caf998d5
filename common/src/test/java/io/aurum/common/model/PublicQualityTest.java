package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.model.CrossFit.Learned;
import io.aurum.common.model.PredictionIntervals.Ends;
import io.aurum.common.stat.Estimate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * What is learnt from public data is as good as it was: floors a little below what is reached, of
 * rows that each model has not seen.
 */
@Tag("fast")
@EnabledIfEnvironmentVariable(
    named = "AURUM_BENCH_DATA",
    matches = ".+",
    disabledReason = "AURUM_BENCH_DATA names no folder of public data")
class PublicQualityTest {
  private static final int FOLDS = 5;
  private static final int SEED = 1;

  @Test
  void whoLeavesTelco() {
    Examples rows =
        PublicExamples.read("telco_churn/Telco-Customer-Churn.csv", "Churn", "Yes", name -> name);
    double[] scores = CrossFit.classes(rows, FOLDS, SEED).report().scores();
    double[] probability = new double[rows.size()];
    boolean[] left = new boolean[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      probability[i] = Logit.probability(scores[i]);
      left[i] = rows.target(i) > 0.5;
    }
    BinaryMetrics metrics = new BinaryMetrics(ScoredLabels.of(probability, left));

    assertThat(metrics.auc().value()).as("auc").isGreaterThanOrEqualTo(0.848);
    assertThat(metrics.prAuc().value()).as("pr_auc").isGreaterThanOrEqualTo(0.66);
    assertThat(metrics.calibrationError()).as("ece").isLessThanOrEqualTo(0.02);
  }

  @Test
  void whatTheInsuredCost() {
    Examples rows = PublicExamples.read("insurance/insurance.csv", "charges", null, name -> name);
    Learned learned = CrossFit.numbers(rows, FOLDS, SEED);
    double[] scores = learned.report().scores();
    double[] charges = rows.targets();

    assertThat(new RegressionMetrics(scores, charges).rmse().value()).isLessThanOrEqualTo(4_620);
    Ends[] intervals =
        PredictionIntervals.crossFitted(
            scores,
            charges,
            IntStream.range(0, rows.size())
                .map(i -> learned.model().fold(rows.group(i), charges[i]))
                .toArray());
    Estimate held = new RegressionMetrics(scores, charges).coverage(intervals);
    assertThat(PredictionIntervals.COVERAGE).isBetween(held.lower(), held.upper());
    assertThat(intervals).allMatch(ends -> ends.lower() >= 0);
  }
}
