package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.stat.Estimate;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Intervals of figures hold the truth about as often as they say, in worlds whose truth is known.
 */
@Tag("fast")
class IntervalsTest {
  private static final int TRIALS = 200;
  private final SplittableRandom random = new SplittableRandom(42);

  /** 95 % of 200 are 190; fewer than 180 or more than 199 come once in a thousand times. */
  private static void requireNominal(double truth, Supplier<Estimate> world) {
    assertThat(held(truth, world)).isBetween(180, 199);
  }

  private static int held(double truth, Supplier<Estimate> world) {
    int held = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Estimate found = world.get();
      assertThat(found.value()).isBetween(found.lower(), found.upper());
      held += found.lower() <= truth && truth <= found.upper() ? 1 : 0;
    }
    return held;
  }

  /** Predictions N(0, 1) and errors N(0, 1): half of the variance is explained. */
  @Test
  void ofTheVarianceExplained() {
    requireNominal(0.5, () -> numbers(150).rSquared());
  }

  /**
   * Of N(0, 1) errors 90 % are within 1.6449; the loss of both ends is the density there over the
   * number of ends, by the formula of the expected shortfall.
   */
  @Test
  void ofThePinballLoss() {
    double density = Math.exp(-1.6448536 * 1.6448536 / 2) / Math.sqrt(2 * Math.PI);

    assertThat(numbers(100_000).pinballOfInterval(0.9).value()).isCloseTo(density, within(0.001));
    requireNominal(density, () -> numbers(300).pinballOfInterval(0.9));
  }

  private RegressionMetrics numbers(int n) {
    double[] predicted = new double[n];
    double[] observed = new double[n];
    for (int i = 0; i < n; i++) {
      predicted[i] = random.nextGaussian();
      observed[i] = predicted[i] + random.nextGaussian();
    }
    return new RegressionMetrics(predicted, observed);
  }

  /**
   * Probabilities 0..1 that are too bold, or not, by a part: their error is a quarter of it. Of
   * little boldness the interval is somewhat too wide, of some it is approximate.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.4})
  void ofTheCalibrationError(double boldness) {
    assertThat(
            held(
                boldness / 4, () -> new BinaryMetrics(labels(400, boldness)).calibrationEstimate()))
        .isGreaterThanOrEqualTo(176);
  }

  /** The figures of many rows stand for the truth. */
  @Test
  void ofTheProfit() {
    ExpectedProfit profit = ExpectedProfit.ofTheLiterature();

    requireNominal(profit.of(labels(200_000, 0)), () -> profit.estimate(labels(150, 0)));
  }

  private ScoredLabels labels(int n, double boldness) {
    double[] probability = new double[n];
    boolean[] positive = new boolean[n];
    for (int i = 0; i < n; i++) {
      probability[i] = random.nextDouble();
      positive[i] = random.nextDouble() < 0.5 + (1 - boldness) * (probability[i] - 0.5);
    }
    return ScoredLabels.of(probability, positive);
  }

  @Test
  void theSameRowsHaveTheSameInterval() {
    ScoredLabels rows = labels(300, 0.2);

    assertThat(new BinaryMetrics(rows).calibrationEstimate())
        .isEqualTo(new BinaryMetrics(rows).calibrationEstimate());
    assertThat(ExpectedProfit.ofTheLiterature().estimate(rows))
        .isEqualTo(ExpectedProfit.ofTheLiterature().estimate(rows));
  }

  /** A sample of one class has no profit; where all are of one class nothing is known. */
  @Test
  void ofOneClassNoIntervalIsKnown() {
    ScoredLabels rows = ScoredLabels.of(new double[] {0.2, 0.4}, new boolean[2]);

    assertThat(ExpectedProfit.ofTheLiterature().estimate(rows).standardError()).isNaN();
  }
}
