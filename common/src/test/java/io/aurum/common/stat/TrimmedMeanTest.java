package io.aurum.common.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TrimmedMeanTest {

  /** Kept are 3 to 8; the others are drawn in to them: 3 3 3 4 5 6 7 8 8 8. */
  @Test
  void leavesAFifthOutAtEitherEnd() {
    TrimmedMean found = TrimmedMean.of(new double[] {1000, 1, Double.NaN, 2, 3, 4, 5, 6, 7, 8, 9});

    assertThat(found.mean()).isCloseTo(5.5, within(1e-12));
    assertThat(found.kept()).isEqualTo(6);
    // squares around 5.5: 2 x (3 x 6.25 + 2.25 + 0.25) = 42.5, over 6 x 5
    assertThat(found.squaredError()).isCloseTo(42.5 / 30, within(1e-12));
  }

  @Test
  void differencesAreAsRareByChanceAsPromised() {
    Random random = new Random(42);
    int sure = 0;
    for (int world = 0; world < 4000; world++) {
      double[] first = random.doubles(30).map(u -> u < 0.7 ? 0 : 12).toArray();
      double[] second = random.doubles(30).map(u -> u < 0.7 ? 0 : 12).toArray();
      sure += TrimmedMean.of(first).against(TrimmedMean.of(second), 1).pValue() < 0.01 ? 1 : 0;
    }
    assertThat(sure).isBetween(0, 80);
  }

  @Test
  void aLargeDifferenceIsSure() {
    Random random = new Random(42);
    double[] first = random.doubles(30).toArray();
    double[] second = random.doubles(30).map(u -> u + 5).toArray();

    TrimmedMean.Difference found = TrimmedMean.of(second).against(TrimmedMean.of(first), 1);

    assertThat(found.difference()).isCloseTo(5, within(0.3));
    assertThat(found.pValue()).isLessThan(1e-20);
    assertThat(TrimmedMean.of(second).against(TrimmedMean.of(first), 10).t())
        .isCloseTo(found.t() / 10, within(1e-9));
  }

  @Test
  void nothingIsSaidOfNothing() {
    TrimmedMean none = TrimmedMean.of(new double[0]);
    TrimmedMean same = TrimmedMean.of(new double[] {1, 1, 1});

    assertThat(none.mean()).isNaN();
    assertThat(same.against(same, 1).pValue()).isEqualTo(1);
    assertThat(same.against(none, 1).pValue()).isEqualTo(1);
  }
}
