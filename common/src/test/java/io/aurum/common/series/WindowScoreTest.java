package io.aurum.common.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.series.WindowScore.Alarm;
import io.aurum.common.series.WindowScore.Watched;
import io.aurum.common.series.WindowScore.Window;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class WindowScoreTest {
  private static final Window FIRST = new Window(100, 190);
  private static final Window SECOND = new Window(500, 590);

  @Test
  void theFirstPointsOfAllWindowsAreWorthAHundred() {
    assertThat(score(new Alarm(100, 0.9), new Alarm(500, 0.6))).isCloseTo(100, within(1e-9));
  }

  @Test
  void silenceIsWorthNothing() {
    assertThat(score()).isZero();
    assertThat(WindowScore.of(List.of(watched(new Alarm(100, 0.4))), 0.5)).isZero();
  }

  @Test
  void aLateAlarmEarnsLessAndASecondOneNothingMore() {
    // the last of ten points: position -0.1; (2 / (1 + exp(-0.5)) - 1) / (2 / (1 + exp(-5)) - 1)
    double late = 0.2482415;
    assertThat(watched(new Alarm(190, 0.9)).raw(0)).isCloseTo(late - 1, within(1e-6));
    assertThat(watched(new Alarm(100, 0.9), new Alarm(110, 0.9)).raw(0)).isCloseTo(0, within(1e-9));
  }

  @Test
  void aFalseAlarmCostsTheWholeFarFromWindowsAndLittleBehindOne() {
    assertThat(watched(new Alarm(50, 0.9)).raw(0)).isCloseTo(-2 - 0.11, within(1e-9));
    // a ninth of the window's length behind it: 0.11 (2 / (1 + exp(5 / 9)) - 1)
    assertThat(watched(new Alarm(200, 0.9)).raw(0)).isCloseTo(-2 - 0.0297932, within(1e-6));
    assertThat(watched(new Alarm(460, 0.9)).raw(0)).isCloseTo(-2 - 0.11, within(1e-6));
  }

  @Test
  void theBestThresholdLeavesFalseAlarmsOut() {
    List<Watched> all =
        List.of(watched(new Alarm(50, 0.6), new Alarm(100, 0.7), new Alarm(510, 0.9)));
    assertThat(WindowScore.bestThreshold(all, 0)).isEqualTo(0.7);
    assertThat(all.get(0).falseAlarms(0)).isEqualTo(1);
    assertThat(all.get(0).falseAlarms(0.7)).isZero();
    assertThat(all.get(0).found(0.8)).isEqualTo(1);
  }

  @Test
  void whatIsBeforeTheFirstPointDoesNotCount() {
    Watched late =
        new Watched(List.of(FIRST, SECOND), List.of(new Alarm(50, 1), new Alarm(500, 1)), 10, 300);
    assertThat(late.raw(0)).isCloseTo(1, within(1e-9));
    assertThatThrownBy(() -> new Watched(List.of(), List.of(), 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double score(Alarm... alarms) {
    return WindowScore.of(List.of(watched(alarms)), 0);
  }

  private static Watched watched(Alarm... alarms) {
    return new Watched(List.of(FIRST, SECOND), Arrays.asList(alarms), 10, 0);
  }
}
