package io.aurum.common.stat.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aurum.common.stat.Estimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Published and hand-worked figures of survival. */
@Tag("fast")
class SurvivalTest {

  @Test
  void rossiIsThePublishedCoxRegression() throws IOException {
    String data = System.getenv("AURUM_BENCH_DATA");
    assumeTrue(data != null, "AURUM_BENCH_DATA is unset: the published figures are not checked");
    List<double[]> rows =
        Files.readAllLines(Path.of(data, "survival/rossi.csv")).stream()
            .skip(1)
            .map(
                line ->
                    Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray())
            .toList();
    double[] weeks = rows.stream().mapToDouble(row -> row[0]).toArray();
    boolean[] arrested = new boolean[rows.size()];
    double[][] covariates = new double[rows.size()][];
    for (int i = 0; i < arrested.length; i++) {
      arrested[i] = rows.get(i)[1] == 1;
      covariates[i] = Arrays.copyOfRange(rows.get(i), 2, 9);
    }
    CoxRegression cox = CoxRegression.of(Survivors.of(weeks, arrested, covariates));
    double[] published = {-0.37942, -0.05744, 0.31390, -0.14980, -0.43370, -0.08487, 0.09150};
    for (int i = 0; i < published.length; i++) {
      assertThat(cox.coefficients()[i]).isCloseTo(published[i], within(1e-5));
    }
    assertThat(cox.logLikelihood()).isCloseTo(-658.7477, within(1e-4));
    double[] scores = Arrays.stream(covariates).mapToDouble(cox::score).toArray();
    assertThat(Concordance.of(weeks, arrested, scores).value()).isCloseTo(0.6403, within(1e-4));
  }

  /** Times 6, 6, 6, 6+, 7, 9+, 10, 10+: the beginning of Freireich's leukaemia data. */
  @Test
  void kaplanMeierByHand() {
    double[] time = {6, 6, 6, 6, 7, 9, 10, 10};
    boolean[] event = {true, true, true, false, true, false, true, false};
    KaplanMeier curve = KaplanMeier.of(Survivors.of(time, event, new double[8][0]));
    assertThat(curve.steps()).extracting(KaplanMeier.Step::time).containsExactly(6.0, 7.0, 10.0);
    assertThat(curve.steps()).extracting(KaplanMeier.Step::atRisk).containsExactly(8L, 4L, 2L);
    assertThat(curve.share(6.5)).isCloseTo(5 / 8.0, within(1e-12));
    assertThat(curve.share(8)).isCloseTo(5 / 8.0 * 3 / 4, within(1e-12));
    assertThat(curve.share(10)).isCloseTo(5 / 8.0 * 3 / 4 / 2, within(1e-12));
    assertThat(curve.steps().get(0).share().standardError())
        .isCloseTo(5 / 8.0 * Math.sqrt(3.0 / (8 * 5)), within(1e-12));
    assertThat(curve.median()).hasValue(7);
  }

  @Test
  void concordanceEqualsTheCountOfPairs() {
    SplittableRandom random = new SplittableRandom(7);
    int n = 60;
    double[] time = random.doubles(n).map(d -> Math.floor(10 * d)).toArray();
    double[] score = random.doubles(n).map(d -> Math.floor(6 * d)).toArray();
    boolean[] event = new boolean[n];
    for (int i = 0; i < n; i++) {
      event[i] = random.nextInt(3) > 0;
    }
    double concordant = 0;
    int pairs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        boolean known = event[i] && (time[i] < time[j] || (time[i] == time[j] && !event[j]));
        if (known) {
          pairs++;
          concordant += score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0;
        }
      }
    }
    assertThat(Concordance.of(time, event, score).value())
        .isCloseTo(concordant / pairs, within(1e-12));
  }

  /** Exponential times with rates exp(x): of two with x apart the chances are as their rates. */
  @Test
  void theIntervalOfTheConcordanceHoldsTheTruthAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(42);
    double truth = concordance(20_000, random).value();
    int held = 0;
    for (int trial = 0; trial < 200; trial++) {
      Estimate found = concordance(150, random);
      held += found.lower() <= truth && truth <= found.upper() ? 1 : 0;
    }
    assertThat(held).isBetween(182, 198);
  }

  /** A third or so are still there when watching ends. */
  private static Estimate concordance(int n, SplittableRandom random) {
    double[] time = new double[n];
    boolean[] event = new boolean[n];
    double[] score = new double[n];
    for (int i = 0; i < n; i++) {
      score[i] = random.nextGaussian();
      double happens = -Math.log(1 - random.nextDouble()) / Math.exp(score[i]);
      double watched = 3 * random.nextDouble();
      time[i] = Math.min(happens, watched);
      event[i] = happens <= watched;
    }
    return Concordance.of(time, event, score);
  }

  @Test
  void aCovariateThatSeparatesStaysFinite() {
    double[] time = {1, 2, 3, 4, 5, 6};
    boolean[] event = {true, true, true, false, false, false};
    double[][] covariates = {{1}, {1}, {1}, {0}, {0}, {0}};
    CoxRegression cox = CoxRegression.of(Survivors.of(time, event, covariates));
    assertThat(cox.coefficients()[0]).isFinite().isGreaterThan(2);
  }
}
