package io.aurum.common.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.series.AnomalyFinder.AnomalyType;
import io.aurum.common.series.AnomalyFinder.Finding;
import io.aurum.common.series.AnomalyFinder.Judged;
import io.aurum.common.stat.dependence.FalseDiscovery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Series made by a known law: trend, week, noise, and what was planted in them. */
@Tag("fast")
class SeriesMathsTest {
  private static final List<Integer> WEEK = List.of(7);
  private static final double[] DAYS = {30, 10, 0, 0, 5, -25, -20};

  private final Random random = new Random(42);

  private double[] series(int length, double noise) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = 100 + 0.1 * i + DAYS[i % 7] + noise * random.nextGaussian();
    }
    return values;
  }

  @Test
  void trendAndWeekAreTakenApartAlsoWithWildAndMissingPoints() {
    double[] values = series(365, 1);
    values[100] = 5000;
    values[200] = Double.NaN;

    Decomposition parts = Decomposition.of(values, WEEK);

    assertThat(parts.expected(100)).isCloseTo(110 + DAYS[100 % 7], within(1.5));
    assertThat(parts.expected(200)).isCloseTo(120 + DAYS[200 % 7], within(1.5));
    assertThat(parts.remainder()[200]).isNaN();
    assertThat(parts.season()[7 * 26]).isCloseTo(30, within(1.5));
    assertThat(parts.trend()[180] + parts.season()[180] + parts.remainder()[180])
        .isCloseTo(values[180], within(1e-9));
  }

  @Test
  void seasonsAreSeenWhereTheyAreAndOnlyThere() {
    assertThat(Seasons.of(series(200, 10), List.of(7, 30))).containsExactly(7);
    int seen = 0;
    for (int i = 0; i < 50; i++) {
      double[] noise = random.doubles(200).toArray();
      seen += Seasons.of(noise, WEEK).size();
    }
    assertThat(seen).isZero();
  }

  @Test
  void spikesDropsAndGapsAreFoundAndNoiseIsNot() {
    double[] values = series(365, 2);
    values[50] += 20;
    values[150] -= 20;
    values[250] = Double.NaN;

    List<Finding> findings = AnomalyFinder.judge(values, WEEK, new BitSet(), 1e-4).findings();

    assertThat(findings.stream().filter(f -> f.type() != AnomalyType.MISSING))
        .extracting(f -> f.at() + " " + f.type())
        .containsExactly("50 SPIKE", "150 DROP");
    assertThat(findings.get(0).expected()).isCloseTo(105 + DAYS[50 % 7], within(2.0));
    assertThat(AnomalyFinder.judge(values, WEEK, new BitSet(), 0.05).findings())
        .anyMatch(f -> f.type() == AnomalyType.MISSING && f.at() == 250);
  }

  @Test
  void aFeedThatStopsIsMissingAndAUsualPauseIsNot() {
    double[] stopped = new double[200];
    double[] pausing = new double[200];
    for (int i = 0; i < stopped.length; i++) {
      stopped[i] = i < 196 ? 50 + random.nextGaussian() : Double.NaN;
      pausing[i] = i % 20 < 17 ? 50 + random.nextGaussian() : Double.NaN;
    }

    List<Finding> gap =
        AnomalyFinder.judge(stopped, List.of(), new BitSet(), 0.01).findings().stream()
            .filter(f -> f.type() == AnomalyType.MISSING)
            .toList();

    assertThat(gap).extracting(Finding::at).containsExactly(196, 197, 198, 199);
    // no other gap: one begins with 1 / (196 + 2), and goes on with 1 / 2
    assertThat(gap.get(0).pValue()).isCloseTo(1 / 198.0 / 8, within(1e-12));
    assertThat(AnomalyFinder.judge(pausing, List.of(), new BitSet(), 0.01).findings())
        .noneMatch(f -> f.type() == AnomalyType.MISSING);
  }

  @Test
  void aLevelShiftIsOneFindingAndNotManySpikes() {
    double[] values = series(365, 2);
    for (int i = 180; i < values.length; i++) {
      values[i] += 25;
    }

    List<Finding> findings = AnomalyFinder.judge(values, WEEK, new BitSet(), 1e-4).findings();

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).type()).isEqualTo(AnomalyType.LEVEL_SHIFT);
    assertThat(findings.get(0).at()).isBetween(178, 182);
    assertThat(findings.get(0).severity()).isPositive();
  }

  @Test
  void aStretchIsExpectedAsIfItHadNotHappened() {
    double[] values = new double[365];
    for (int i = 0; i < values.length; i++) {
      boolean out = i >= 200 && i < 214;
      values[i] = out ? 0 : Math.max(0, 200 + 40 * random.nextGaussian());
    }
    values[199] = 200;
    values[214] = 200;

    Judged judged = AnomalyFinder.judge(values, List.of(), new BitSet(), 1e-4);

    List<Finding> stretch =
        judged.findings().stream().filter(f -> f.type() == AnomalyType.LOW_STRETCH).toList();
    assertThat(stretch).extracting(Finding::at).first().isEqualTo(200);
    assertThat(stretch).hasSize(14);
    // the standard error of the level of the weeks around is about 40 / sqrt(60)
    assertThat(stretch).allMatch(f -> Math.abs(f.expected() - 200) < 15);
    // 200 -+ 1.96 x 40
    assertThat(stretch)
        .allMatch(f -> Math.abs(f.low() - 122) < 25 && Math.abs(f.high() - 278) < 25);
  }

  @Test
  void amountsThatVaryByFactorsAreJudgedByFactors() {
    double[] values = new double[365];
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 * Math.exp(0.01 * i / 3.65 + 0.4 * random.nextGaussian());
    }
    values[100] = 0;
    values[250] = 2500;

    Judged judged = AnomalyFinder.judge(values, List.of(), new BitSet(), 1e-4);

    assertThat(judged.findings())
        .extracting(f -> f.at() + " " + f.type())
        .contains("100 DROP", "250 SPIKE")
        .hasSizeLessThanOrEqualTo(3);
    assertThat(Arrays.stream(judged.low()).allMatch(low -> low > 0)).isTrue();
    // the mean of such values is exp(0.4^2 / 2) times their median
    assertThat(judged.expected()[200] / (100 * Math.exp(200 * 0.01 / 3.65)))
        .isCloseTo(Math.exp(0.08), within(0.12));
  }

  @Test
  void aChangeOfVarianceIsFound() {
    double[] values = series(200, 1);
    for (int i = 200; i < 400; i++) {
      values = Arrays.copyOf(values, i + 1);
      values[i] = 100 + 0.1 * i + DAYS[i % 7] + 8 * random.nextGaussian();
    }

    assertThat(AnomalyFinder.judge(values, WEEK, new BitSet(), 1e-4).findings())
        .anyMatch(f -> f.type() == AnomalyType.VARIANCE_CHANGE && Math.abs(f.at() - 200) <= 14);
  }

  @Test
  void holidaysAreJudgedByEachOther() {
    double[] values = series(365, 2);
    BitSet holidays = new BitSet();
    for (int day : new int[] {60, 121, 245, 300}) {
      values[day] -= 60;
      holidays.set(day);
    }

    assertThat(AnomalyFinder.judge(values, WEEK, new BitSet(), 1e-4).findings()).hasSize(4);
    assertThat(AnomalyFinder.judge(values, WEEK, holidays, 1e-4).findings()).isEmpty();
  }

  @Test
  void theIntervalHoldsWhatItSays() {
    double[] values = series(2000, 3);

    Judged judged = AnomalyFinder.judge(values, WEEK, new BitSet(), 0.05);

    int inside = 0;
    for (int i = 0; i < values.length; i++) {
      inside += values[i] >= judged.low()[i] && values[i] <= judged.high()[i] ? 1 : 0;
    }
    assertThat(inside / 2000.0).isBetween(0.93, 0.97);
  }

  @Test
  void chanceIsReportedAsRarelyAsPromised() {
    double[] noise = new double[10_000];
    double[] mixed = new double[10_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextDouble();
      mixed[i] = i < 100 ? 1e-6 * random.nextDouble() : noise[i];
    }

    assertThat(FalseDiscovery.threshold(noise, noise.length, 0.05)).isLessThan(1e-4);
    double threshold = FalseDiscovery.threshold(mixed, mixed.length, 0.05);
    long reported = Arrays.stream(mixed).filter(p -> p <= threshold).count();
    assertThat(reported).isBetween(100L, 112L);
    // 0.01 <= 0.05 x 1 / 4 and 0.02 <= 0.05 x 2 / 4, but 0.04 > 0.05 x 3 / 4
    assertThat(FalseDiscovery.threshold(new double[] {0.04, 0.01, 0.02}, 4, 0.05)).isEqualTo(0.02);
    assertThatThrownBy(() -> FalseDiscovery.threshold(new double[2], 1, 0.05))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoWeeksInWhichNoDayIsOddAreFoundTogether() {
    double[] values = new double[728];
    for (int i = 0; i < values.length; i++) {
      boolean stretch = i >= 400 && i < 414;
      values[i] = 100 + DAYS[i % 7] + 10 * random.nextGaussian() + (stretch ? 25 : 0);
    }

    List<Finding> found =
        AnomalyFinder.judge(values, WEEK, new BitSet(), 1e-4).findings().stream()
            .filter(finding -> finding.type() == AnomalyType.HIGH_STRETCH)
            .toList();

    assertThat(found).hasSizeBetween(10, 21);
    assertThat(found.get(0).at()).isBetween(395, 404);
    assertThat(found.get(0).severity()).isGreaterThan(4);
  }

  /** The sums of windows say how far they ordinarily lie, so neighbours may be alike. */
  @Test
  void correlatedNoiseMakesNoStretch() {
    long series = 0;
    for (int world = 0; world < 40; world++) {
      double[] values = new double[728];
      for (int i = 1; i < values.length; i++) {
        values[i] = 0.6 * values[i - 1] + random.nextGaussian();
      }
      series +=
          AnomalyFinder.judge(values, List.of(), new BitSet(), 0.01).findings().stream()
                  .anyMatch(finding -> finding.type().name().endsWith("STRETCH"))
              ? 1
              : 0;
    }
    assertThat(series).isLessThanOrEqualTo(3);
  }

  /** Products of which few or many are sold on a day, at one price or at many; nothing happens. */
  @Test
  void sparseSalesInWhichNothingHappensAreHardlyEverReported() {
    List<Finding> findings = new ArrayList<>();
    long tests = 0;
    for (double rate : new double[] {0.1, 0.4, 1, 3, 12}) {
      for (double spread : new double[] {0, 0.7}) {
        for (int world = 0; world < 10; world++) {
          Judged judged = AnomalyFinder.judge(sales(rate, spread), WEEK, new BitSet(), 0.05);
          findings.addAll(judged.findings());
          tests += judged.tests().values().stream().mapToLong(Long::longValue).sum();
        }
      }
    }
    double[] p = findings.stream().mapToDouble(Finding::pValue).toArray();
    double threshold = FalseDiscovery.threshold(p, tests, 0.05);
    assertThat(findings.stream().filter(f -> f.pValue() <= threshold)).hasSizeLessThan(5);
  }

  private double[] sales(double rate, double spread) {
    double[] values = new double[728];
    for (int i = 0; i < values.length; i++) {
      double left = rate * (1 + DAYS[i % 7] / 100);
      for (double at = -Math.log(random.nextDouble());
          at < left;
          at -= Math.log(random.nextDouble())) {
        values[i] += 12 * Math.exp(spread * random.nextGaussian());
      }
    }
    return values;
  }

  @Test
  void forecastsBeatTheNaiveOneAndTheirIntervalsHoldWhatTheySay() {
    int inside80 = 0;
    int inside95 = 0;
    int all = 0;
    for (int world = 0; world < 20; world++) {
      double[] values = series(364 + 28, 5);
      Forecaster.Forecast forecast = Forecaster.of(Arrays.copyOf(values, 364), WEEK, 28);
      assertThat(forecast.model()).isEqualTo("damped trend");
      assertThat(forecast.error()).isLessThan(0.9 * forecast.naiveError());
      for (int h = 0; h < 28; h++) {
        Forecaster.Point point = forecast.points().get(h);
        double actual = values[364 + h];
        inside80 += actual >= point.low80() && actual <= point.high80() ? 1 : 0;
        inside95 += actual >= point.low95() && actual <= point.high95() ? 1 : 0;
        all++;
      }
    }
    assertThat(inside80 / (double) all).isBetween(0.75, 0.9);
    assertThat(inside95 / (double) all).isBetween(0.92, 0.99);
  }

  @Test
  void intervalsAreAsWideAsTheSeriesVariesAtPresent() {
    Random random = new Random(42);
    double[] calmer = new double[400];
    double[] wilder = new double[400];
    for (int i = 0; i < 400; i++) {
      double noise = random.nextGaussian();
      calmer[i] = 100 + (i < 300 ? 5 : 1) * noise;
      wilder[i] = 100 + (i < 300 ? 1 : 5) * noise;
    }

    // 95 % of normal noise lie within 1.96 deviations
    assertThat(width(calmer)).isBetween(0.8 * 2 * 1.96, 2.0 * 2 * 1.96);
    assertThat(width(wilder)).isBetween(0.8 * 10 * 1.96, 2.0 * 10 * 1.96);
  }

  private static double width(double[] values) {
    Forecaster.Point next = Forecaster.of(values, List.of(), 1).points().get(0);
    return next.high95() - next.low95();
  }

  @Test
  void whatCannotBeForecastIsRefused() {
    assertThatThrownBy(() -> Forecaster.of(new double[5], List.of(), 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Decomposition.of(new double[] {Double.NaN}, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
