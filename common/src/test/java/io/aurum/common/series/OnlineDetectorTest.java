package io.aurum.common.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.series.OnlineDetector.Expectation;
import io.aurum.common.series.OnlineDetector.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@Tag("fast")
class OnlineDetectorTest {
  private static final int DAY = 24;

  @Test
  void aDayWithoutItsPeakIsOddThoughItsValuesAreOrdinary() {
    Random random = new Random(42);
    double[] values = new double[40 * DAY];
    for (int i = 0; i < values.length; i++) {
      boolean peak = i % DAY >= 10 && i % DAY < 16 && i / DAY != 30;
      values[i] = (peak ? 80 : 20) + random.nextGaussian();
    }

    assertThat(alarms(values, List.of(DAY))).first().isEqualTo(30 * DAY + 10);
  }

  @Test
  void theSecondFailureIsAsOddAsTheFirst() {
    Random random = new Random(42);
    double[] values = new double[2000];
    Arrays.setAll(values, i -> 50 + 10 * random.nextGaussian());
    Arrays.fill(values, 800, 820, 200);
    Arrays.fill(values, 1500, 1520, 200);

    assertThat(alarms(values, List.of())).contains(800, 1500);
  }

  @Test
  void noiseIsHardlyEverAnAlarm() {
    int alarms = 0;
    for (int seed = 0; seed < 10; seed++) {
      double[] values = new Random(seed).doubles(2000).toArray();
      alarms += alarms(values, List.of(DAY)).size();
    }
    // 17 respects, 17,000 points, each below 10^-4.5: 9 if all were independent and well known
    assertThat(alarms).isLessThanOrEqualTo(18);
  }

  @Test
  void gapsMoveNoSeason() {
    OnlineDetector detector = new OnlineDetector(5 * DAY, List.of(DAY));
    Random random = new Random(42);
    for (long at = 0; at < 60L * DAY; at++) {
      if (random.nextDouble() < 0.7) {
        double wave = 50 + 40 * Math.sin(2 * Math.PI * at / DAY);
        double value = wave + random.nextGaussian();
        detector.next(at, value);
        if (at > 10 * DAY) {
          assertThat(detector.expectation(value).expected()).isCloseTo(wave, within(12.0));
        }
      }
    }

    assertThat(detector.next(60L * DAY + 6, 10).score()).isGreaterThan(OnlineDetector.ALARM);
    Expectation expectation = detector.expectation(10);
    assertThat(expectation.expected()).isCloseTo(90, within(3.0));
    assertThat(expectation.reach()).isBetween(1.0, 15.0);
    assertThat(expectation.severity()).isLessThan(-10);
  }

  @Test
  void rarityIsThatOfTheTailAlsoBeyondWhatWasSeen() {
    PeaksOverThreshold peaks = new PeaksOverThreshold(500);
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      peaks.learn(-Math.log(1 - random.nextDouble()));
    }
    // exponential: p = exp(-x)
    assertThat(Math.log(peaks.pValue(8))).isCloseTo(-8, within(0.5));
    assertThat(Math.log(peaks.pValue(14))).isCloseTo(-14, within(1.5));
    assertThat(peaks.pValue(1)).isEqualTo(1);
  }

  @Test
  void ofTwoAlarmsTheRarerIsToldWhereOnlySuchAreWanted() {
    double[] values = new Random(42).doubles(2000).map(u -> -Math.log(1 - u)).toArray();
    values[1500] = 16;
    values[1520] = 90;

    assertThat(alarmsOf(values, OnlineDetector.ALARM_RARITY)).contains(1500).doesNotContain(1520);
    assertThat(alarmsOf(values, 12)).startsWith(1520);
  }

  private static List<Integer> alarmsOf(double[] values, double rarity) {
    OnlineDetector detector = new OnlineDetector(300, List.of(), rarity);
    double score = OnlineDetector.scoreOf(rarity);
    return IntStream.range(0, values.length)
        .filter(i -> detector.next(i, values[i]).score() >= score)
        .boxed()
        .toList();
  }

  @Test
  void badSettingsAreRefused() {
    assertThatThrownBy(() -> new OnlineDetector(10, List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OnlineDetector(0, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OnlineDetector(10, List.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "AURUM_BENCH_DATA", matches = ".+")
  void labelledAnomaliesOfNabAreFound() {
    List<NabScore.Scored> files =
        NabFiles.read(Path.of(System.getenv("AURUM_BENCH_DATA"), "nab")).stream()
            .filter(file -> file.values().length < 5000)
            .map(NabFiles.Labelled::scored)
            .toList();

    assertThat(files).hasSize(20);
    assertThat(NabScore.of(files, OnlineDetector.ALARM)).isGreaterThan(66);
  }

  private static List<Integer> alarms(double[] values, List<Integer> seasons) {
    List<Verdict> verdicts = verdicts(values, seasons);
    List<Integer> alarms = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (verdicts.get(i).score() >= OnlineDetector.ALARM) {
        alarms.add(i);
      }
    }
    return alarms;
  }

  private static List<Verdict> verdicts(double[] values, List<Integer> seasons) {
    OnlineDetector detector = new OnlineDetector(300, seasons);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      verdicts.add(detector.next(i, values[i]));
    }
    return verdicts;
  }
}
