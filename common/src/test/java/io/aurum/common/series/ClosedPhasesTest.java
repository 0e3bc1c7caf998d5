package io.aurum.common.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ClosedPhasesTest {
  private static final int SATURDAY = 5;

  @Test
  void aShopThatIsClosedOnSaturdaysSellsNothingOnThem() {
    double[] values = days(70);
    ClosedPhases closed = ClosedPhases.of(values, List.of(7, 365));
    assertThat(IntStream.range(70, 84).filter(closed::contains)).containsExactly(75, 82);
    values[70 - 2] = 3; // the last of them was open
    assertThat(IntStream.range(70, 84).filter(ClosedPhases.of(values, List.of(7))::contains))
        .isEmpty();
  }

  @Test
  void whatClosedLatelyIsClosedAndTooShortAPastTellsNothing() {
    double[] values = days(140);
    values[SATURDAY] = 9; // open once, twenty weeks ago
    assertThat(ClosedPhases.of(values, List.of(7)).contains(140 + SATURDAY)).isTrue();
    assertThat(ClosedPhases.of(days(27), List.of(7)).contains(SATURDAY)).isFalse();
    double[] silent = new double[70];
    Arrays.fill(silent, Double.NaN);
    assertThat(ClosedPhases.of(silent, List.of(7)).contains(70))
        .as("a series that has ended is no shop that is closed")
        .isFalse();
  }

  private static double[] days(int length) {
    return IntStream.range(0, length)
        .mapToDouble(day -> day % 7 == SATURDAY ? Double.NaN : 1 + day % 7)
        .toArray();
  }
}
