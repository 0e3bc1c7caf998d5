package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;

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
    double[] scores = CrossFit.numbers(rows, FOLDS, SEED).report().scores();
    double[] charges = IntStream.range(0, rows.size()).mapToDouble(rows::target).toArray();

    assertThat(new RegressionMetrics(scores, charges).rmse().value()).isLessThanOrEqualTo(4_620);
  }
}
