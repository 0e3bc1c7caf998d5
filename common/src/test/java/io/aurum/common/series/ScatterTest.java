package io.aurum.common.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ScatterTest {
  @Test
  void theVarianceByMeanOfAmountsIsFoundAlthoughAnIncidentHitSome() {
    Random random = new Random(42);
    double[] before = new double[2000];
    double[] now = new double[2000];
    for (int i = 0; i < before.length; i++) {
      before[i] = 100 + random.nextInt(900);
      double usual = before[i] + random.nextGaussian() * Math.sqrt(2.5 * before[i]);
      now[i] = i % 50 == 0 ? 3 * usual : usual;
    }

    assertThat(Scatter.of(before, now)).isCloseTo(2.5, within(0.5));
  }

  @Test
  void whatDoesNotVaryHasNoScatterAndWhatIsNotThereHasNoEnd() {
    assertThat(Scatter.of(new double[] {3, 5, 0}, new double[] {3, 5, 7})).isZero();
    assertThat(Scatter.of(new double[] {0}, new double[] {1})).isInfinite();
  }
}
