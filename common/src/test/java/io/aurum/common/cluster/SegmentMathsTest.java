package io.aurum.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.cluster.Preparation.Measure;
import io.aurum.common.model.FeatureColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SegmentMathsTest {
  @Test
  void adjustedRandIndex() {
    // scikit-learn's documentation: adjusted_rand_score([0, 0, 1, 2], [0, 0, 1, 1]) is 0.57...
    assertThat(Agreement.adjustedRand(new int[] {0, 0, 1, 2}, new int[] {0, 0, 1, 1}))
        .isCloseTo(4.0 / 7, within(1e-12));
    assertThat(Agreement.adjustedRand(new int[] {0, 0, 1, 1}, new int[] {1, 1, 0, 0})).isEqualTo(1);
    assertThat(Agreement.adjustedRand(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}))
        .isCloseTo(-0.5, within(1e-12));
    assertThat(Agreement.adjustedRand(new int[] {0, 0, 1, 1, -1}, new int[] {1, 1, 0, 0, 0}))
        .isEqualTo(1);
  }

  @Test
  void silhouetteOfSquaredDistances() {
    // clusters {0, 2} and {10}: of 0 the own mean is 4, the other 100; of 2 they are 4 and 64
    Points points = Points.of(new double[][] {{0}, {2}, {10}});
    int[] labels = {0, 0, 1};

    assertThat(Silhouette.of(points, labels))
        .isCloseTo((0.96 + (60.0 / 64) + 0) / 3, within(1e-12));
    assertThat(Silhouette.withinSquares(points, labels)).isEqualTo(2);
  }

  @Test
  void theTreeIsTheShortest() {
    Points points = Points.of(new double[][] {{0, 0}, {0, 1}, {0, 3}, {4, 3}});

    assertThat(SpanningTree.of(points, 1).length()).containsExactly(1, 2, 4);
  }

  @Test
  void mutualReachabilityIsAtLeastTheCoreDistance() {
    Points points = Points.of(new double[][] {{0}, {1}, {3}, {7}});

    SpanningTree tree = SpanningTree.of(points, 2);

    assertThat(tree.core()).containsExactly(3, 2, 3, 6);
    assertThat(tree.length()).containsExactly(3, 3, 6);
  }

  @Test
  void pointsThatAreAlikeAreOneOfTheirWeight() {
    Points points = Points.of(new double[][] {{2, 1}, {0, 5}, {2, 1}});

    assertThat(points.size()).isEqualTo(2);
    assertThat(points.total()).isEqualTo(3);
    assertThat(points.ofRows(new int[] {7, 9})).containsExactly(9, 7, 9);
  }

  @Test
  void kMeansFindsTheCentres() {
    Points points = Points.of(new double[][] {{0}, {2}, {10}, {12}, {14}});

    double[] centres = KMeans.fit(points, 2, 5, new SplittableRandom(1)).values().clone();
    Arrays.sort(centres);

    assertThat(centres).containsExactly(1, 12);
  }

  @Test
  void aMixtureOfOneIsTheNormalDistribution() {
    Points points = Points.of(new double[][] {{-1}, {1}, {-3}, {3}});

    GaussianMixture.Fit fit =
        GaussianMixture.fit(points, GaussianMixture.Shape.FULL, 1, new int[4]);

    // variance 5, and a ten-thousandth of it more: log-likelihood by hand
    double variance = 5 * 1.0001;
    double expected = -2 * Math.log(2 * Math.PI * variance) - 20 / (2 * variance);
    assertThat(fit.logLikelihood()).isCloseTo(expected, within(1e-9));
    assertThat(fit.bic()).isCloseTo(-2 * expected + 2 * Math.log(4), within(1e-9));
  }

  @Test
  void segmentsKeepTheirNumbers() {
    // segment 0 of today is most of 2, segment 1 is most of 1, segment 2 is new
    long[][] shared = {{5, 90}, {80, 4}, {3, 6}};

    assertThat(Matching.numbers(shared, 2)).containsExactly(2, 1, 3);
    assertThat(Matching.numbers(new long[3][0], 0)).containsExactly(1, 2, 3);
    assertThat(Matching.numbers(new long[][] {{40, 40, 40}}, 3)).containsExactly(1);
    assertThat(Matching.numbers(new long[][] {{30, 30, 30, 30}}, 4)).containsExactly(5);
  }

  @Test
  void theBestAssignmentIsNotTheGreedyOne() {
    assertThat(Matching.assign(new double[][] {{10, 9}, {9, 1}})).containsExactly(1, 0);
  }

  @Test
  void skewedNumbersBecomeSymmetric() {
    Random random = new Random(5);
    Object[][] rows = new Object[500][];
    for (int i = 0; i < rows.length; i++) {
      double normal = random.nextGaussian();
      double same = random.nextGaussian();
      rows[i] =
          new Object[] {
            Math.expm1(normal + 4),
            normal,
            same,
            2 * same + 1,
            7.1,
            i % 10 == 0 ? null : random.nextGaussian(),
            i % 2 == 0 || i == 1 ? null : random.nextGaussian()
          };
    }

    Preparation.Learned learned =
        Preparation.learn(frame(rows, "N", "N", "N", "N", "N", "N", "N"), Measure.STANDARDISE);

    assertThat(learned.treatments())
        .extracting(t -> t.status() + " " + t.transformation() + " " + t.redundantTo())
        .containsExactly(
            "used log1p ",
            "redundant none c0",
            "used none ",
            "redundant none c2",
            "constant none ",
            "used none ",
            "mostly missing none ");
    assertThat(learned.treatments().get(5).missing()).isCloseTo(0.1, within(1e-12));
    assertThat(learned.preparation().point(rows[1])).hasSize(3);
  }

  @Test
  void categoriesVaryAsMuchAsNumbers() {
    Object[][] rows = {{"a"}, {"a"}, {"b"}, {null}};

    Preparation prepared = Preparation.learn(frame(rows, "C"), Measure.STANDARDISE).preparation();

    // shares 1/2 and 1/4: variances 1/4 and 3/16
    double size = 1 / Math.sqrt(7.0 / 16);
    assertThat(prepared.point(new Object[] {"b"})).containsExactly(0, size);
    assertThat(prepared.point(new Object[] {null})).containsExactly(0, 0);
  }

  @Test
  void powersOfYeoAndJohnson() {
    assertThat(YeoJohnson.of(3, 0)).isEqualTo(Math.log(4));
    assertThat(YeoJohnson.of(3, 0.5)).isCloseTo(2, within(1e-12));
    assertThat(YeoJohnson.of(-3, 2)).isEqualTo(-Math.log(4));
    assertThat(YeoJohnson.of(-3, 1)).isEqualTo(-3);
  }

  @Test
  void noPowerIsStrongerThanALogarithm() {
    Object[][] rows = new Object[1000][];
    Random random = new Random(11);
    for (int i = 0; i < rows.length; i++) {
      double number =
          i % 3 == 0 ? 0 : i % 10 == 1 ? 20 + random.nextGaussian() : random.nextFloat();
      rows[i] = new Object[] {number, -number};
    }

    assertThat(treated(rows, 0)).isEqualTo("log1p");
    assertThat(treated(rows, 1)).isEqualTo("yeo-johnson 2.0");
  }

  /** How a column is changed where it stands alone. */
  private static String treated(Object[][] rows, int column) {
    Object[][] alone =
        Arrays.stream(rows).map(row -> new Object[] {row[column]}).toArray(Object[][]::new);
    Treatment treatment =
        Preparation.learn(frame(alone, "N"), Measure.STANDARDISE).treatments().get(0);
    return Double.isNaN(treatment.lambda())
        ? treatment.transformation()
        : treatment.transformation() + " " + treatment.lambda();
  }

  @Test
  void effectsOfNumbersAndCategories() {
    Object[][] rows = {{1.0, "x"}, {2.0, "x"}, {3.0, "y"}, {4.0, "y"}};

    List<Effect> effects = Effects.of(frame(rows, "N", "C"), new int[] {0, 0, 1, 1});

    Effect number = effects.get(0);
    assertThat(number.cliffsDelta()).isEqualTo(-1);
    assertThat(number.cohensD()).isCloseTo(-2 / Math.sqrt(0.5), within(1e-12));
    // U = 0, mean 2, variance 4 * 5 / 12: z = 1.549
    assertThat(number.p()).isCloseTo(0.1213, within(1e-4));
    Effect category = effects.get(1);
    assertThat(category.cramersV()).isEqualTo(1);
    assertThat(category.value()).isEqualTo("x");
    assertThat(List.of(category.inside(), category.outside())).containsExactly(1.0, 0.0);
    // chi-squared 4 with one degree of freedom
    assertThat(category.p()).isCloseTo(0.0455, within(1e-4));
    assertThat(category.adjusted()).isCloseTo(2 * 0.0455, within(2e-4));
  }

  @Test
  void aStoryThatHoldsForFewTellsNothing() {
    List<Story.Condition> conditions = List.of(new Story.Condition("rate", "<=", 0.2, ""));

    assertThat(new Story(conditions, 0.5, 0.5).isTelling()).isTrue();
    assertThat(new Story(conditions, 0.25, 0.9).isTelling()).isFalse();
    assertThat(new Story(conditions, 0.9, 0.49).isTelling()).isFalse();
    assertThat(new Story(List.of(), 1, 1).isTelling()).isFalse();
  }

  @Test
  void aPlantedStoryIsTold() {
    Random random = new Random(8);
    Object[][] rows = new Object[1000][];
    int[] segments = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double visits = random.nextInt(20);
      double spend = random.nextInt(100);
      String tariff = random.nextBoolean() ? "plus" : "basic";
      rows[i] = new Object[] {visits, spend, tariff, random.nextGaussian()};
      segments[i] = visits > 9 && spend <= 40 && tariff.equals("plus") ? 1 : 0;
    }

    Story story = new StoryTeller(frame(rows, "N", "N", "C", "N")).tell(segments, 1);

    assertThat(story.conditions()).hasSizeLessThanOrEqualTo(4);
    assertThat(story.conditions())
        .extracting(Story.Condition::words)
        .contains("c0 > 9", "c2 = plus");
    assertThat(story.fidelity()).isGreaterThan(0.95);
    assertThat(story.isTelling()).isTrue();
  }

  private static Frame frame(Object[][] rows, String... types) {
    FeatureColumn[] columns = new FeatureColumn[types.length];
    for (int c = 0; c < types.length; c++) {
      columns[c] =
          new FeatureColumn(
              "c" + c,
              types[c].equals("N") ? FeatureColumn.Type.NUMBER : FeatureColumn.Type.CATEGORY);
    }
    return new Frame(List.of(columns), rows);
  }

  @Test
  void aSegmentIsNamedByWhatSetsItApartIfOnlyALittle() {
    Effect weak = number("visits", 0.05, -0.1);
    Effect byItsMean = number("spend", 0.12, 0.25);
    Effect byItsShare = category("tariff", "plus", 0.12);
    Effect strong = number("orders", -0.3, -0.9);

    assertThat(SegmentName.of(List.of(strong, byItsMean, weak))).isEqualTo("low orders");
    assertThat(SegmentName.of(List.of(byItsMean, byItsShare, weak)))
        .isEqualTo("high spend, tariff plus");
    assertThat(SegmentName.of(List.of(weak))).isEqualTo("like all others");
  }

  private static Effect number(String feature, double delta, double d) {
    return new Effect(0, feature, "", 1, 2, d, delta, Double.NaN, 0, 0, 100);
  }

  private static Effect category(String feature, String value, double v) {
    return new Effect(0, feature, value, 0.6, 0.5, Double.NaN, Double.NaN, v, 0, 0, 100);
  }
}
