package io.aurum.common.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bins, scales, smoothing and the study of features, on figures worked by hand. */
@Tag("fast")
class FeatureMathsTest {

  @Test
  void binsOfOneWidthSplitTheRange() {
    Binning bins = Binning.equalWidth(new double[] {0, 1, 2, 10}, 5);
    assertThat(bins.edges()).containsExactly(2.0, 4.0, 6.0, 8.0);
    assertThat(bins.binOf(-7)).isZero();
    assertThat(bins.binOf(2)).isEqualTo(1);
    assertThat(bins.binOf(99)).isEqualTo(4);
    assertThat(bins.label(0)).isEqualTo("1: below 2");
    assertThat(bins.label(1)).isEqualTo("2: 2 to 4");
    assertThat(bins.label(4)).isEqualTo("5: from 8");
  }

  @Test
  void binsOfQuantilesHoldAsManyAsTiesAllow() {
    assertThat(Binning.quantile(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 4).edges())
        .containsExactly(3.0, 5.0, 7.0);
    assertThat(Binning.quantile(new double[] {1, 1, 1, 1, 1, 1, 2, 3}, 4).edges())
        .containsExactly(2.0);
    assertThat(Binning.quantile(new double[] {5, 5, 5}, 4).size()).isEqualTo(1);
    assertThat(Binning.equalWidth(new double[] {5, 5, 5}, 4).label(0)).isEqualTo("1: all");
  }

  /** All positives lie between 30 and 60: two cuts gain what their description costs. */
  @Test
  void supervisedBinsFindWhereTheTargetChanges() {
    double[] values = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
    boolean[] positive = new boolean[100];
    Arrays.fill(positive, 30, 60, true);
    assertThat(Binning.supervised(values, positive, 10).edges()).containsExactly(30.0, 60.0);
    assertThat(Binning.supervised(values, positive, 2).size()).isEqualTo(2);
    for (int i = 0; i < 100; i++) {
      positive[i] = i % 2 == 0;
    }
    assertThat(Binning.supervised(values, positive, 10).edges()).as("no pattern").isEmpty();
  }

  @Test
  void scalesAreThoseOfTheNumbersLearnedFrom() {
    double[] sorted = {2, 4, 4, 4, 5, 5, 7, 9};
    Scaling z = Scaling.learn(Scaling.Method.Z, sorted);
    assertThat(z.centre()).isEqualTo(5);
    assertThat(z.width()).isCloseTo(Math.sqrt(32.0 / 7), within(1e-12));
    assertThat(Scaling.learn(Scaling.Method.MIN_MAX, sorted).of(5.5)).isEqualTo(0.5);
    Scaling robust = Scaling.learn(Scaling.Method.ROBUST, sorted);
    assertThat(robust).isEqualTo(new Scaling(4.5, 1.5));
    assertThat(Scaling.learn(Scaling.Method.Z, new double[] {3, 3}).of(4)).isEqualTo(1);
  }

  @Test
  void smoothingSparesTheTrend() {
    double[] series = {1, 2, 3, 4};
    assertThat(Smoothing.slope(series)).isEqualTo(1);
    assertThat(Smoothing.MOVING_AVERAGE.of(series)).containsExactly(1.5, 2, 3, 3.5);
    assertThat(Smoothing.EWMA.of(series)).containsExactly(1, 1.5, 2.25, 3.125);
    assertThat(Smoothing.slope(new double[] {7, 7, 7})).isZero();
    assertThat(Smoothing.slope(new double[] {7})).isZero();
  }

  @Test
  void agesFallIntoBands() {
    assertThat(
            IntStream.of(0, 17, 18, 24, 25, 34, 35, 74, 75, 110).mapToObj(Generalisation::ageBand))
        .containsExactly(
            "under 18",
            "under 18",
            "18-24",
            "18-24",
            "25-34",
            "25-34",
            "35-44",
            "65-74",
            "75 and over",
            "75 and over");
  }

  @Test
  void theStudyNamesWhatSaysNothingOfItsOwn() {
    double[] one = {1, 2, 3, 4, 5};
    double[] same = {2, 4, 6, 8, 10};
    double[] other = {5, 1, 4, 2, 2};
    double[] constant = {3, 3, 3, 3, 3};
    double[] absent = {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    List<FeatureStudy> studies =
        FeatureStudy.of(
            List.of(
                new FeatureStudy.Values("one", one),
                new FeatureStudy.Values("copy", one.clone()),
                new FeatureStudy.Values("same", same),
                new FeatureStudy.Values("other", other),
                new FeatureStudy.Values("constant", constant),
                new FeatureStudy.Values("absent", absent)));
    assertThat(studies)
        .extracting(study -> study.redundant().orElse("kept"))
        .containsExactly(
            "kept",
            "the same as one",
            "correlated with one",
            "kept",
            "all customers have the same value",
            "no customer has a value");
    FeatureStudy first = studies.get(0);
    assertThat(first.mean()).isEqualTo(3);
    assertThat(first.deviation()).isCloseTo(Math.sqrt(2.5), within(1e-12));
    assertThat(first.median()).isEqualTo(3);
  }
}
