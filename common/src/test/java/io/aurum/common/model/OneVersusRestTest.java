package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.model.ClassesModel.Verdict;
import io.aurum.common.model.LearnedModel.Prediction;
import io.aurum.common.model.OneVersusRest.LearnedClasses;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class OneVersusRestTest {
  private static final int FOLDS = 3;

  private static Examples rows;
  private static LearnedClasses learned;

  @BeforeAll
  static void learn() {
    rows = Worlds.plans(2_000, 1);
    learned = OneVersusRest.learn(rows, Worlds.PLANS, FOLDS, 42);
  }

  @Test
  void probabilitiesSumToOneAndReasonsToTheLogOddsOfTheMostProbableClass() {
    ClassesModel.Judge judge = learned.model().judge();
    for (int i = 0; i < rows.size(); i++) {
      int fold = learned.model().fold(rows.group(i), rows.target(i));
      for (int used : new int[] {fold, LearnedModel.UNSEEN}) {
        Verdict verdict = judge.of(rows.row(i), used);
        Prediction reasons = verdict.reasons();
        double most = Arrays.stream(verdict.probabilities()).max().orElseThrow();

        assertThat(Arrays.stream(verdict.probabilities()).sum()).isCloseTo(1, within(1e-12));
        assertThat(verdict.probabilities()[verdict.predicted()]).isEqualTo(most);
        assertThat(
                reasons.base()
                    + Arrays.stream(reasons.contributions()).sum()
                    + reasons.calibration())
            .isCloseTo(Logit.of(most), within(1e-9));
        assertThat(reasons.score()).isCloseTo(Logit.of(most), within(1e-9));
      }
    }
  }

  @Test
  void rowsAreScoredByTheModelThatHasNotSeenThem() {
    ClassesModel.Judge judge = learned.model().judge();
    for (int i = 0; i < rows.size(); i++) {
      int fold = learned.model().fold(rows.group(i), rows.target(i));
      assertThat(judge.probabilities(rows.row(i), fold))
          .containsExactly(learned.probabilities()[i], within(1e-12));
    }
  }

  @Test
  void theLawIsFoundAndTheNaiveModelBeaten() {
    int[] target = IntStream.range(0, rows.size()).map(i -> (int) rows.target(i)).toArray();
    double[][] law =
        IntStream.range(0, rows.size())
            .mapToObj(i -> Worlds.planProbabilities(rows.row(i)))
            .toArray(double[][]::new);
    double best = new ClassMetrics(law, target).logLoss().value();
    double naive = new ClassMetrics(learned.baseline(), target).logLoss().value();
    ClassMetrics own = new ClassMetrics(learned.probabilities(), target);

    assertThat(own.logLoss().value()).isBetween(best - 0.01, best + 0.03);
    assertThat(naive).isGreaterThan(best + 0.2);
    assertThat(new BinaryMetrics(own.confidence()).calibrationError()).isLessThan(0.04);
    double off =
        IntStream.range(0, rows.size())
            .mapToDouble(i -> Math.abs(learned.probabilities()[i][2] - law[i][2]))
            .average()
            .orElseThrow();
    assertThat(off).isLessThan(0.06);
  }

  @Test
  void anExponentMendsWhatIsTooSure() {
    double[][] law =
        IntStream.range(0, rows.size())
            .mapToObj(i -> Worlds.planProbabilities(rows.row(i)))
            .toArray(double[][]::new);
    int[] target = IntStream.range(0, rows.size()).map(i -> (int) rows.target(i)).toArray();
    double[][] tooSure =
        Arrays.stream(law)
            .map(p -> Arrays.stream(p).map(x -> 2 * Math.log(x)).toArray())
            .toArray(double[][]::new);

    assertThat(Sharpness.fit(tooSure, target)).isCloseTo(0.5, within(0.05));
  }

  @Test
  void aSingleClassCannotBeTold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OneVersusRest.learn(rows, List.of("basic"), FOLDS, 42));
  }
}
