package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.model.CrossFit.Learned;
import io.aurum.common.model.LearnedModel.Prediction;
import io.aurum.common.model.LearnedModel.Predictor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CrossFitTest {
  private static final int FOLDS = 4;

  private static Examples rows;
  private static Learned learned;

  @BeforeAll
  static void learn() {
    rows = Worlds.customers(2_000, 1);
    learned = CrossFit.classes(rows, FOLDS, 42);
  }

  @Test
  void everyScoreIsTheSumOfItsReasons() {
    Predictor predictor = learned.model().predictor();
    for (int i = 0; i < rows.size(); i++) {
      int fold = learned.model().fold(rows.hash(i), rows.target(i));
      for (int used : new int[] {fold, LearnedModel.UNSEEN}) {
        Prediction prediction = predictor.predict(rows.row(i), used);
        double p = Logit.probability(prediction.score());
        assertThat(
                prediction.base()
                    + Arrays.stream(prediction.contributions()).sum()
                    + prediction.calibration())
            .isCloseTo(Logit.of(p), within(1e-9));
        assertThat(predictor.score(rows.row(i), used)).isCloseTo(prediction.score(), within(1e-9));
      }
    }
  }

  @Test
  void rowsAreScoredByTheModelThatHasNotSeenThem() {
    Predictor predictor = learned.model().predictor();
    for (int i = 0; i < rows.size(); i++) {
      int fold = learned.model().fold(rows.hash(i), rows.target(i));
      assertThat(predictor.score(rows.row(i), fold))
          .isCloseTo(learned.report().scores()[i], within(1e-9));
    }
  }

  @Test
  void itIsNearlyAsGoodAsTheLawAndCalibrated() {
    Examples fresh = Worlds.customers(4_000, 2);
    Predictor predictor = learned.model().predictor();
    double[] probability = new double[fresh.size()];
    boolean[] positive = new boolean[fresh.size()];
    for (int i = 0; i < fresh.size(); i++) {
      probability[i] = Logit.probability(predictor.score(fresh.row(i), LearnedModel.UNSEEN));
      positive[i] = fresh.target(i) > 0.5;
    }
    BinaryMetrics metrics = new BinaryMetrics(ScoredLabels.of(probability, positive));

    assertThat(metrics.auc().value()).isGreaterThan(0.80);
    assertThat(metrics.calibrationError()).isLessThan(0.035);
    assertThat(Losses.mean(learned.report().scores(), rows.targets(), true))
        .isLessThan(Losses.mean(learned.report().baseline(), rows.targets(), true) - 0.1);
    assertThat(learned.report().candidates())
        .allSatisfy(c -> assertThat(c.loss()).isLessThan(0.7))
        .extracting(LearningReport.Candidate::name)
        .anyMatch(name -> name.startsWith("linear"))
        .anyMatch(name -> name.startsWith("boosted"))
        .anyMatch(name -> name.startsWith("random forest"));
    assertThat(
            learned.report().candidates().stream()
                .mapToDouble(LearningReport.Candidate::weight)
                .sum())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void foldsDependOnContentAloneAndHoldTheSameShareOfEachClass() {
    long[] hash = IntStream.range(0, rows.size()).mapToLong(rows::hash).toArray();
    int[] stratum = IntStream.range(0, rows.size()).map(i -> (int) rows.target(i)).toArray();
    List<Integer> order =
        new java.util.ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
    Collections.shuffle(order, new Random(3));
    Folds.ByContent turned =
        Folds.of(
            order.stream().mapToLong(i -> hash[i]).toArray(),
            order.stream().mapToInt(i -> stratum[i]).toArray(),
            FOLDS,
            42);
    long positives = Arrays.stream(stratum).sum();

    assertThat(turned.cuts()).isDeepEqualTo(((Folds.ByContent) learned.model().folds()).cuts());
    for (int f = 0; f < FOLDS; f++) {
      int fold = f;
      long found =
          IntStream.range(0, hash.length)
              .filter(i -> stratum[i] == 1 && turned.fold(hash[i], 1) == fold)
              .count();
      assertThat(found).isBetween(positives / FOLDS, positives / FOLDS + 1);
    }
  }

  /**
   * 3,000 of 10,000 rows are alike, more than a fold holds: they stand in one, and count for 500 of
   * the 7,500 that the cuts part evenly.
   */
  @Test
  void aCrowdOfRowsThatAreAlikeEmptiesNoFold() {
    long[] hash = LongStream.range(0, 10_000).map(i -> i < 3_000 ? 7 : i).toArray();
    for (long seed = 1; seed <= 20; seed++) {
      Folds folds = Folds.of(hash, new int[hash.length], 5, seed);
      int[] sizes = new int[5];
      for (int i = 3_000; i < hash.length; i++) {
        sizes[folds.fold(hash[i], 0)]++;
      }
      for (int size : sizes) {
        assertThat(size).isBetween(1_000, 1_500);
      }
    }
  }

  @Test
  void numbersAreLearntWithAnIntervalThatHoldsNineInTen() {
    Random random = new Random(4);
    Examples base = Worlds.customers(1_500, 4);
    double[] target = new double[base.size()];
    for (int i = 0; i < target.length; i++) {
      Object[] row = base.row(i);
      double usage = row[0] == null ? 0 : (Double) row[0];
      target[i] = 100 + 10 * usage + 5 * (Double) row[1] * usage + 2 * random.nextGaussian();
    }
    Examples numbers =
        new Examples(
            base.columns(),
            IntStream.range(0, base.size()).mapToObj(base::row).toArray(Object[][]::new),
            target,
            IntStream.range(0, base.size()).mapToLong(base::hash).toArray());
    Learned model = CrossFit.numbers(numbers, FOLDS, 42);
    double[] scores = model.report().scores();
    PredictionIntervals intervals = model.model().intervals();

    assertThat(new RegressionMetrics(scores, target).rSquared().value()).isGreaterThan(0.9);
    assertThat(
            IntStream.range(0, target.length)
                .filter(i -> intervals.about(scores[i]).holds(target[i]))
                .count())
        .as("nine in ten of 1,500, within two standard errors")
        .isBetween(1_327L, 1_373L);
  }

  /**
   * Two numbers that go together closely, of which the target is ten times the difference: trees
   * split by columns of both, and both have their part in it. Age has none.
   */
  @Test
  void everyPredictedNumberIsTheSumOfItsReasons() {
    Random random = new Random(8);
    Object[][] values = new Object[900][];
    double[] target = new double[values.length];
    long[] hash = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      double length = 50 + 10 * random.nextGaussian();
      double width = length + 2 * random.nextGaussian();
      values[i] = new Object[] {length, width, 18.0 + random.nextInt(60), i % 9 == 0 ? null : "a"};
      target[i] = 10 * (length - width) + random.nextGaussian();
      hash[i] = Folds.mix(i, 8);
    }
    Examples numbers =
        new Examples(
            List.of(
                Worlds.number("length"),
                Worlds.number("width"),
                Worlds.number("age"),
                Worlds.category("kind")),
            values,
            target,
            hash);
    assertThat(DenseEncoder.contrasting(numbers).contrasts()).hasSize(1);
    LearnedModel model = CrossFit.numbers(numbers, FOLDS, 42).model();
    Predictor predictor = model.predictor();
    double[] moved = new double[4];
    for (int i = 0; i < values.length; i++) {
      for (int fold : new int[] {model.fold(hash[i], target[i]), LearnedModel.UNSEEN}) {
        Prediction said = predictor.predict(values[i], fold);
        double score = predictor.score(values[i], fold);
        double sum = said.base() + Arrays.stream(said.contributions()).sum();
        assertThat(said.calibration()).isZero();
        assertThat(said.score()).isCloseTo(score, within(1e-9 * Math.max(1, Math.abs(score))));
        assertThat(sum).isCloseTo(score, within(1e-9 * Math.max(1, Math.abs(score))));
        for (int f = 0; f < moved.length; f++) {
          moved[f] += Math.abs(said.contributions()[f]);
        }
      }
    }
    assertThat(moved[0]).isGreaterThan(10 * moved[2]).isGreaterThan(10 * moved[3]);
    assertThat(moved[1]).isGreaterThan(10 * moved[2]).isGreaterThan(10 * moved[3]);
  }
}
