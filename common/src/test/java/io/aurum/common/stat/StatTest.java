package io.aurum.common.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.stat.CountForecast.Verdict;
import io.aurum.common.stat.StabilityIndex.Drift;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class StatTest {

  /** Newcombe 1998, Statistics in Medicine 17, table I, method 3. */
  @Test
  void wilsonGivesTheIntervalsOfNewcombe() {
    assertInterval(Wilson.interval(81, 263), 0.2553, 0.3662);
    assertInterval(Wilson.interval(15, 148), 0.0624, 0.1605);
    assertInterval(Wilson.interval(0, 20), 0, 0.1611);
    assertInterval(Wilson.interval(1, 29), 0.0061, 0.1718);
  }

  @Test
  void wilsonKnowsTheEnds() {
    assertThat(Wilson.interval(29, 29).high()).isEqualTo(1);
    assertThat(Wilson.interval(29, 29).low()).isCloseTo(0.8830, within(0.0001));
    assertThat(Wilson.interval(0, 0)).isEqualTo(new Interval(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Wilson.interval(2, 1));
  }

  /** Three rows alike tell no more than one: the error of the mean is that of the 400 groups. */
  @Test
  void rowsOfAGroupAreDrawnTogether() {
    int groups = 400;
    long[] group = new long[3 * groups];
    double[] values = new double[group.length];
    for (int row = 0; row < group.length; row++) {
      group[row] = row % groups;
      values[row] = row % groups % 2;
    }
    double[] errors =
        Bootstrap.standardErrors(
            group,
            rows ->
                new double[] {Arrays.stream(rows).mapToDouble(r -> values[r]).average().orElse(0)});
    assertThat(errors).hasSize(1);
    assertThat(errors[0]).isCloseTo(0.5 / Math.sqrt(groups), within(0.003));
    Estimate wide = Estimate.symmetric(0.5, 0.01).withErrorOf(0.02);
    assertThat(wide.upper()).isCloseTo(0.5 + 2 * 0.0196, within(1e-4));
    assertThat(wide.withErrorOf(0.01)).isEqualTo(wide);
    assertThat(wide.withErrorOf(Double.NaN)).isEqualTo(wide);
  }

  /** p = (100.5, 50.5, 0.5) / 151.5 and q = (10.5, 40.5, 5.5) / 56.5, worked by hand. */
  @Test
  void stabilityIndexIsTheSumOverTheBins() {
    double first = (10.5 / 56.5 - 100.5 / 151.5) * Math.log(10.5 / 56.5 * 151.5 / 100.5);
    double second = (40.5 / 56.5 - 50.5 / 151.5) * Math.log(40.5 / 56.5 * 151.5 / 50.5);
    double third = (5.5 / 56.5 - 0.5 / 151.5) * Math.log(5.5 / 56.5 * 151.5 / 0.5);
    var index = StabilityIndex.of(new long[] {100, 50, 0}, new long[] {10, 40, 5});
    assertThat(index.value()).isCloseTo(first + second + third, within(1e-12));
    assertThat(index.value()).isCloseTo(1.2200, within(0.0005));
    assertThat(index.drift()).isEqualTo(Drift.STRONG);
  }

  @Test
  void equalSharesDoNotDrift() {
    var index = StabilityIndex.of(new long[] {700_000, 300_000}, new long[] {7_000, 3_000});
    assertThat(index.value()).isLessThan(1e-6);
    assertThat(index.drift()).isEqualTo(Drift.NONE);
  }

  /** Chance alone: the 99.9 % quantile of chi-squared with 9 degrees of freedom is 27.877. */
  @Test
  void fewRowsDriftByChance() {
    long[] earlier = {100, 100, 100, 100, 100, 100, 100, 100, 100, 100};
    var few = StabilityIndex.of(earlier, new long[] {2, 0, 1, 1, 0, 3, 1, 0, 1, 1});
    assertThat(few.noise()).isCloseTo(27.877 * (1 / 1000.0 + 1 / 10.0), within(0.02));
    assertThat(few.value()).isGreaterThan(StabilityIndex.STRONG);
    assertThat(few.drift()).isEqualTo(Drift.NONE);
    var many = StabilityIndex.of(earlier, new long[] {200, 0, 100, 100, 0, 300, 100, 0, 100, 100});
    assertThat(many.drift()).isEqualTo(Drift.STRONG);
  }

  @Test
  void emptySamplesAndOtherBinsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StabilityIndex.of(new long[] {1}, new long[] {1, 2}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StabilityIndex.of(new long[] {1, 2}, new long[] {0, 0}));
  }

  /** Deviations from the median 1000: 0, 10, 10, 20, 8990; then 0, 100, 100, 200, 8990. */
  @Test
  void oneOddCountDoesNotUpsetTheForecast() {
    var calm = CountForecast.of(980, 990, 1_000, 1_010, 9_990);
    assertThat(calm.median()).isEqualTo(1_000);
    assertThat(calm.scale()).isCloseTo(Math.sqrt(1_000), within(1e-9));
    var wide = CountForecast.of(800, 900, 1_000, 1_100, 9_990);
    assertThat(wide.scale()).isCloseTo(148.26, within(1e-9));
  }

  @Test
  void anAlarmNeedsDistanceAndNovelty() {
    var forecast = CountForecast.of(800, 900, 1_000, 1_100, 9_990);
    assertThat(forecast.judge(556)).isEqualTo(Verdict.USUAL);
    assertThat(forecast.judge(554)).isEqualTo(Verdict.UNUSUAL);
    assertThat(forecast.judge(110)).isEqualTo(Verdict.EXTREME);
    assertThat(forecast.judge(9_000)).as("more came before").isEqualTo(Verdict.USUAL);
    assertThat(forecast.judge(10_000)).isEqualTo(Verdict.EXTREME);
    assertThat(forecast.usual().low()).isCloseTo(1_000 - 3 * 148.26, within(1e-9));
  }

  @Test
  void littleHistoryRaisesNoAlarm() {
    var forecast = CountForecast.of(100, 100, 100);
    assertThat(forecast.judge(1_000_000)).isEqualTo(Verdict.USUAL);
    assertThat(forecast.falseAlarmRate()).isZero();
    assertThat(CountForecast.of(1, 2, 3, 4).falseAlarmRate()).isEqualTo(4.0 / 81);
    assertThat(CountForecast.of(new long[99]).falseAlarmRate()).isEqualTo(0.02);
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetween() {
    assertThat(CountForecast.of(4, 1, 3, 2).median()).isEqualTo(2.5);
    assertThatIllegalArgumentException().isThrownBy(CountForecast::of);
  }

  private static void assertInterval(Interval interval, double low, double high) {
    assertThat(interval.low()).isCloseTo(low, within(0.00006));
    assertThat(interval.high()).isCloseTo(high, within(0.00006));
  }
}
