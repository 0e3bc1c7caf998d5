package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.stat.Estimate;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ClassMetricsTest {
  /** Said and true classes: 0/0, 0/0, 1/0, 1/1, 2/1, 2/2. */
  private static final double[][] SAID = {
    {0.8, 0.1, 0.1},
    {0.5, 0.3, 0.2},
    {0.3, 0.4, 0.3},
    {0.1, 0.6, 0.3},
    {0.2, 0.2, 0.6},
    {0, 0.3, 0.7}
  };

  private static final int[] TRUE = {0, 0, 0, 1, 1, 2};
  private static final double EXACT = 1e-12;

  @Test
  void figuresAreAsWorkedByHand() {
    ClassMetrics metrics = new ClassMetrics(SAID, TRUE);

    assertThat(metrics.confusion()).isDeepEqualTo(new long[][] {{2, 1, 0}, {0, 1, 1}, {0, 0, 1}});
    assertThat(metrics.accuracy().value()).isCloseTo(4 / 6.0, within(EXACT));
    // F1 of the classes: 4/5, 2/4, 2/3
    assertThat(metrics.macroF1().value()).isCloseTo((0.8 + 0.5 + 2 / 3.0) / 3, within(EXACT));
    assertThat(metrics.logLoss().value())
        .isCloseTo(-Math.log(0.8 * 0.5 * 0.3 * 0.6 * 0.2 * 0.7) / 6, within(EXACT));
    assertThat(metrics.brier().value())
        .isCloseTo((0.06 + 0.38 + 0.74 + 0.26 + 1.04 + 0.18) / 6, within(EXACT));
    // pairs rightly ordered: 8 + 9 of 9 are 0.8 and 0.5 above 0.1, 0.2, 0, and 0.3 above them
    assertThat(metrics.ofClass(0).auc().value()).isCloseTo(1, within(EXACT));
    // 0.6 above all four; 0.2 above 0.1 alone
    assertThat(metrics.ofClass(1).auc().value()).isCloseTo(5 / 8.0, within(EXACT));
    assertThat(metrics.ofClass(2).auc().value()).isCloseTo(1, within(EXACT));
    assertThat(metrics.auc().value()).isCloseTo((1 + 5 / 8.0 + 1) / 3, within(EXACT));
    assertThat(metrics.ofClass(1).precision()).isCloseTo(0.5, within(EXACT));
    assertThat(metrics.ofClass(0).recall()).isCloseTo(2 / 3.0, within(EXACT));
    assertThat(metrics.right()).containsExactly(true, true, false, true, false, true);
    assertThat(metrics.confidences()).containsExactly(0.8, 0.5, 0.4, 0.6, 0.6, 0.7);
  }

  @Test
  void ofTwoClassesTheAreaIsThatOfOne() {
    Random random = new Random(5);
    int[] target = random.ints(400, 0, 2).toArray();
    double[] second =
        IntStream.of(target)
            .mapToDouble(t -> Math.rint(8 * Logit.probability(t + random.nextGaussian())) / 8)
            .toArray();
    double[][] said =
        IntStream.range(0, 400)
            .mapToObj(i -> new double[] {1 - second[i], second[i]})
            .toArray(double[][]::new);
    boolean[] positive = new boolean[400];
    IntStream.range(0, 400).forEach(i -> positive[i] = target[i] == 1);
    Estimate one = new BinaryMetrics(ScoredLabels.of(second, positive)).auc();
    Estimate mean = new ClassMetrics(said, target).auc();

    assertThat(mean.value()).isCloseTo(one.value(), within(EXACT));
    assertThat(mean.lower()).isCloseTo(one.lower(), within(1e-4));
    assertThat(mean.upper()).isCloseTo(one.upper(), within(1e-4));
    assertThat(new ClassMetrics(said, target).ofClass(1).auc().lower())
        .isCloseTo(one.lower(), within(EXACT));
  }

  /** 95 of 100 intervals hold the figure that very many rows have. */
  @Test
  void intervalsHoldWhatManyRowsSay() {
    ClassMetrics many = ofLaw(40_000, 1);
    int f1 = 0;
    int auc = 0;
    for (int sample = 2; sample < 202; sample++) {
      ClassMetrics few = ofLaw(300, sample);
      f1 += holds(few.macroF1(), many.macroF1().value());
      auc += holds(few.auc(), many.auc().value());
    }
    assertThat(f1).isBetween(182, 197);
    assertThat(auc).isBetween(182, 197);
  }

  private static int holds(Estimate estimate, double value) {
    return estimate.lower() <= value && value <= estimate.upper() ? 1 : 0;
  }

  private static ClassMetrics ofLaw(int n, long seed) {
    Examples rows = Worlds.plans(n, seed);
    return new ClassMetrics(
        IntStream.range(0, n)
            .mapToObj(i -> Worlds.planProbabilities(rows.row(i)))
            .toArray(double[][]::new),
        IntStream.range(0, n).map(i -> (int) rows.target(i)).toArray());
  }

  @Test
  void nothingCannotBeJudged() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClassMetrics(new double[0][], new int[0]));
  }
}
