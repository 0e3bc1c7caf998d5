package io.aurum.common.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SilenceTest {
  @Test
  void steadySalesThatEndAreNoChance() {
    long[] counts = sales(2, 33, 0, 0, 0, 2);

    Silence silence = Silence.around(counts, 34, 34).orElseThrow();

    assertThat(silence.from()).isEqualTo(33);
    assertThat(silence.to()).isEqualTo(35);
    // without any variance: Poisson with mean 2, three times
    assertThat(silence.pValue()).isCloseTo(Math.exp(-6), within(1e-12));
  }

  @Test
  void whatVariesIsSilentMoreOften() {
    long[] counts = new long[21];
    for (int i = 0; i < 20; i++) {
      counts[i] = i % 2 == 0 ? 1 : 9;
    }

    Silence silence = Silence.around(counts, 20, 20).orElseThrow();

    // mean 5, variance 320 / 19
    double spread = 320.0 / 19 / 5;
    assertThat(silence.pValue())
        .isCloseTo(Math.pow(spread, -5 / (spread - 1)), within(1e-12))
        .isGreaterThan(Math.exp(-5));
  }

  @Test
  void whatIsOftenSilentIsNoSurprise() {
    long[] counts = new long[31];
    for (int i = 0; i < 30; i += 2) {
      counts[i] = 100;
    }

    // silent on 14 of the 29 days before
    assertThat(Silence.around(counts, 30, 30).orElseThrow().pValue())
        .isEqualTo(Math.pow(14.0 / 29, 2), within(1e-12));
  }

  @Test
  void theLongestSilenceOfAnEventCounts() {
    long[] counts = sales(3, 20, 0, 3, 0, 0, 3);

    Silence silence = Silence.around(counts, 20, 24).orElseThrow();

    assertThat(silence.from()).isEqualTo(22);
    assertThat(silence.to()).isEqualTo(23);
  }

  @Test
  void withoutSilenceOrWithoutThePastNothingIsSaid() {
    assertThat(Silence.around(sales(3, 20, 1, 1), 20, 21)).isEmpty();
    assertThat(Silence.around(sales(3, 13, 0, 0), 13, 14)).isEmpty();
    assertThatThrownBy(() -> Silence.around(new long[3], 1, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Periods with as many pieces each, and then these. */
  private static long[] sales(long usual, int periods, long... then) {
    long[] counts = new long[periods + then.length];
    Arrays.fill(counts, usual);
    System.arraycopy(then, 0, counts, periods, then.length);
    return counts;
  }
}
