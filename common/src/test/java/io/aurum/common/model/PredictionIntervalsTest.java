package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.model.PredictionIntervals.Ends;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PredictionIntervalsTest {
  private static final int FOLDS = 5;
  private static final int ROWS = 10_000;
  private static final int TENTHS = 10;

  private final SplittableRandom random = new SplittableRandom(42);

  /** Rows of a world in which the error is a tenth of what is predicted. */
  private record World(double[] scores, double[] targets, int[] foldOf) {}

  private World world(int rows) {
    double[] scores = random.doubles(rows, 10, 1000).toArray();
    double[] targets = Arrays.stream(scores).map(s -> s + gaussian() * s / 10).toArray();
    return new World(scores, targets, IntStream.range(0, rows).map(row -> row % FOLDS).toArray());
  }

  private double gaussian() {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /**
   * Nine in ten of each tenth of the predictions, within three standard errors of a thousand rows
   * and a point for what the bins do not know; one width held all of the lowest tenth.
   */
  @Test
  void everyTenthOfThePredictionsIsHeldAlike() {
    World learnt = world(ROWS);
    PredictionIntervals intervals =
        PredictionIntervals.learn(learnt.scores, learnt.targets, learnt.foldOf);
    World fresh = world(ROWS);

    assertThat(held(fresh, row -> intervals.about(fresh.scores[row])))
        .allSatisfy(share -> assertThat(share).isCloseTo(0.9, within(0.04)));
    Ends[] own = PredictionIntervals.crossFitted(learnt.scores, learnt.targets, learnt.foldOf);
    assertThat(held(learnt, row -> own[row]))
        .allSatisfy(share -> assertThat(share).isCloseTo(0.9, within(0.04)));
    double half = intervals.halfWidth(500);
    assertThat(half).as("1.645 standard deviations of 50").isCloseTo(82, within(6.0));
    assertThat(held(fresh, row -> new Ends(fresh.scores[row] - half, fresh.scores[row] + half))[0])
        .isEqualTo(1);
  }

  private static Double[] held(World world, IntFunction<Ends> intervals) {
    Integer[] order = IntStream.range(0, world.scores.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(row -> world.scores[row]));
    int size = order.length / TENTHS;
    return IntStream.range(0, TENTHS)
        .mapToObj(
            tenth ->
                Arrays.stream(order, tenth * size, (tenth + 1) * size)
                        .filter(row -> intervals.apply(row).holds(world.targets[row]))
                        .count()
                    / (double) size)
        .toArray(Double[]::new);
  }

  /** Ten rows, one bin: nine in ten and the next one are all ten, whose largest error is 5. */
  @Test
  void fewRowsHaveOneWidth() {
    double[] scores = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    double[] targets = {1, 3, 3, 4, 4, 6, 7, 13, 9, 11};
    int[] foldOf = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
    PredictionIntervals intervals = PredictionIntervals.learn(scores, targets, foldOf);

    assertThat(intervals.predictions()).hasSize(1);
    assertThat(intervals.halfWidth(3)).isEqualTo(5);
    assertThat(intervals.halfWidth(300)).isEqualTo(5);
  }

  @Test
  void whatIsNeverBelowNothingIsNotExpectedToBe() {
    double[] scores = {1, 2, 3, 4};
    int[] foldOf = {0, 1, 0, 1};
    PredictionIntervals money =
        PredictionIntervals.learn(scores, new double[] {0, 5, 1, 9}, foldOf);
    assertThat(money.about(1).lower()).isZero();
    assertThat(money.about(-100)).isEqualTo(new Ends(0, 0));
    PredictionIntervals change =
        PredictionIntervals.learn(scores, new double[] {-1, 5, 1, 9}, foldOf);
    assertThat(change.about(1).lower()).isNegative();
  }

  @Test
  void whatIsAlwaysRightHasNoWidth() {
    double[] scores = {1, 2, 3, 4};
    PredictionIntervals exact = PredictionIntervals.learn(scores, scores, new int[] {0, 1, 0, 1});
    assertThat(exact.about(2.5)).isEqualTo(new Ends(2.5, 2.5));
  }

  @Test
  void widthsBetweenBinsLieOnALine() {
    PredictionIntervals intervals =
        new PredictionIntervals(new double[] {10, 20, 40}, new double[] {1, 3, 7}, -1e9);
    assertThat(intervals.halfWidth(0)).isEqualTo(1);
    assertThat(intervals.halfWidth(10)).isEqualTo(1);
    assertThat(intervals.halfWidth(15)).isEqualTo(2);
    assertThat(intervals.halfWidth(30)).isEqualTo(5);
    assertThat(intervals.halfWidth(99)).isEqualTo(7);
    assertThat(intervals.typicalHalfWidth()).isEqualTo(3);
  }
}
