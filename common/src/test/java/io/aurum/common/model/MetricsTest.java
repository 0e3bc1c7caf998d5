package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.stat.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hand-worked metrics, and the published bounds of the profit measure. */
@Tag("fast")
class MetricsTest {
  /** 0.9+ 0.8- 0.7+ 0.7- 0.6+ 0.4- 0.2- 0.1-. */
  private static final ScoredLabels ROWS =
      ScoredLabels.of(
          new double[] {0.1, 0.9, 0.7, 0.8, 0.2, 0.6, 0.7, 0.4},
          new boolean[] {false, true, true, false, false, true, false, false});

  /** One rate for all is right on the whole, whatever the order of rows that share it. */
  @Test
  void aConstantRateIsCalibrated() {
    double[] rate = new double[100];
    boolean[] positive = new boolean[100];
    Arrays.fill(rate, 0.3);
    Arrays.fill(positive, 0, 30, true);

    assertThat(new BinaryMetrics(ScoredLabels.of(rate, positive)).calibrationError())
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void byHand() {
    BinaryMetrics metrics = new BinaryMetrics(ROWS);
    // Of 15 pairs: 5 + (3 + 1/2) + 3 are won.
    assertThat(metrics.auc().value()).isCloseTo(11.5 / 15, within(1e-12));
    assertThat(metrics.prAuc().value()).isCloseTo((1 + 2 / 4.0 + 3 / 5.0) / 3, within(1e-12));
    assertThat(metrics.brier().value())
        .isCloseTo((0.01 + 0.64 + 0.09 + 0.49 + 0.16 + 0.16 + 0.04 + 0.01) / 8, within(1e-12));
    double logLoss =
        -(Math.log(0.9)
                + Math.log(0.2)
                + Math.log(0.7)
                + Math.log(0.3)
                + Math.log(0.6)
                + Math.log(0.6)
                + Math.log(0.8)
                + Math.log(0.9))
            / 8;
    assertThat(metrics.logLoss().value()).isCloseTo(logLoss, within(1e-12));
    assertThat(metrics.topDecileLift().value()).isCloseTo(8 / 3.0, within(1e-12));
  }

  /**
   * Of 20 rows two score 0.9, one of them positive; of the sixteen with 0.5 eight are; none of the
   * two with 0.1 is. Tenths of two rows have one positive each but for the last, in which order
   * ever rows stand.
   */
  @Test
  void rowsThatShareAScoreShareTheirPositivesBetweenTenths() {
    double[] probability = new double[20];
    boolean[] positive = new boolean[20];
    Arrays.fill(probability, 0.5);
    Arrays.fill(positive, 4, 12, true);
    Arrays.fill(probability, 0, 2, 0.9);
    positive[1] = true;
    Arrays.fill(probability, 18, 20, 0.1);

    List<ScoreDecile> tenths = ScoreDecile.of(ScoredLabels.of(probability, positive));

    assertThat(tenths)
        .extracting(ScoreDecile::number)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(tenths).extracting(ScoreDecile::rows).containsOnly(2);
    assertThat(tenths)
        .extracting(ScoreDecile::positives)
        .containsExactly(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 0L);
    assertThat(tenths.get(2).captured()).isEqualTo(3);
    assertThat(tenths.get(2).meanProbability()).isCloseTo(0.5, within(1e-12));
  }

  /**
   * Three positives of ten rows alike: a tenth has its share, in whole rows, and all have three.
   */
  @Test
  void whatCannotBeSharedInWholeRowsIsSpread() {
    boolean[] positive = new boolean[10];
    Arrays.fill(positive, 0, 3, true);
    double[] one = new double[10];
    Arrays.fill(one, 0.3);

    assertThat(ScoreDecile.of(ScoredLabels.of(one, positive)))
        .extracting(ScoreDecile::positives)
        .containsExactly(0L, 1L, 0L, 0L, 1L, 0L, 0L, 0L, 1L, 0L);
  }

  /** Hanley and McNeil's normal case: scores N(1, 1) and N(0, 1) have an area of 0.7602. */
  @Test
  void theIntervalOfTheAreaHoldsTheTruthAsOftenAsItSays() {
    double truth = 0.7602499389065233;
    SplittableRandom random = new SplittableRandom(42);
    int held = 0;
    for (int trial = 0; trial < 400; trial++) {
      double[] probability = new double[200];
      boolean[] positive = new boolean[200];
      for (int i = 0; i < 200; i++) {
        positive[i] = i % 4 == 0;
        double score = random.nextGaussian() + (positive[i] ? 1 : 0);
        probability[i] = 1 / (1 + Math.exp(-score));
      }
      Estimate auc = new BinaryMetrics(ScoredLabels.of(probability, positive)).auc();
      held += auc.lower() <= truth && truth <= auc.upper() ? 1 : 0;
    }
    assertThat(held).isBetween(368, 392);
  }

  @Test
  void aPerfectlyCalibratedScoreHasNoError() {
    double[] probability = new double[1000];
    boolean[] positive = new boolean[1000];
    for (int i = 0; i < 1000; i++) {
      probability[i] = Math.floorDiv(i, 100) / 10.0;
      positive[i] = i % 10 < i / 100;
    }
    BinaryMetrics metrics = new BinaryMetrics(ScoredLabels.of(probability, positive));
    assertThat(metrics.calibrationError()).isCloseTo(0, within(1e-12));
  }

  /**
   * Telco's 1,869 churners of 7,043. A score that knows nothing leaves the choice between everybody
   * and nobody, here integrated over acceptance rates in small steps; a perfect one earns what is
   * published.
   */
  @Test
  void theProfitOfNoAndOfPerfectKnowledge() {
    boolean[] churned = new boolean[7043];
    double[] nothing = new double[7043];
    double[] everything = new double[7043];
    for (int i = 0; i < 7043; i++) {
      churned[i] = i < 1869;
      nothing[i] = 0.5;
      everything[i] = churned[i] ? 1 : 0;
    }
    ExpectedProfit profit = ExpectedProfit.ofTheLiterature();
    double churners = 1869 / 7043.0;
    BetaDistribution acceptance = new BetaDistribution(6, 14);
    double allOrNobody = 0;
    for (int i = 0; i < 100_000; i++) {
      double rate = (i + 0.5) / 100_000;
      double all = churners * (200 - 10) * rate - churners * 1 - (1 - churners) * 11;
      allOrNobody += Math.max(0, all) * acceptance.density(rate) / 100_000;
    }
    assertThat(profit.of(ScoredLabels.of(nothing, churned))).isCloseTo(allOrNobody, within(1e-6));
    assertThat(profit.of(ScoredLabels.of(everything, churned))).isCloseTo(14.861, within(5e-4));
  }

  @Test
  void errorsOfNumbersByHand() {
    RegressionMetrics metrics =
        new RegressionMetrics(new double[] {1, 2, 3, 5}, new double[] {1, 3, 3, 1});
    assertThat(metrics.rmse().value()).isCloseTo(Math.sqrt(17 / 4.0), within(1e-12));
    assertThat(metrics.mae().value()).isCloseTo(5 / 4.0, within(1e-12));
    assertThat(metrics.rSquared().value()).isCloseTo(1 - 17 / 4.0, within(1e-12));
    assertThat(metrics.pinball(0.9).value()).isCloseTo((0.9 + 0.4) / 4, within(1e-12));
  }

  @Test
  void whatCameSeveralTimesCountsAsOften() {
    RegressionMetrics each =
        new RegressionMetrics(new double[] {1, 2, 2, 2, 5}, new double[] {1, 3, 3, 3, 1});
    RegressionMetrics together =
        new RegressionMetrics(new double[] {1, 2, 5}, new double[] {1, 3, 1}, new long[] {1, 3, 1});
    assertThat(together.mae()).isEqualTo(each.mae());
    assertThat(together.rmse()).isEqualTo(each.rmse());
    assertThat(together.rSquared().value()).isCloseTo(each.rSquared().value(), within(1e-12));
  }
}
