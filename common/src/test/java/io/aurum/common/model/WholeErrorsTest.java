package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.stat.Estimate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Figures of amounts in cents, against those of the same amounts in their unit. */
@Tag("fast")
class WholeErrorsTest {
  private static final long[] PREDICTED = {150, 0, 90_000, 2_000, 5};
  private static final long[] OBSERVED = {100, 0, 120_000, 1_999, 0};

  @Test
  void figuresAreThoseOfRegression() {
    WholeErrors errors = judged(0, 5);
    RegressionMetrics known = new RegressionMetrics(units(PREDICTED), units(OBSERVED));

    assertThat(errors.n()).isEqualTo(5);
    assertThat(errors.mae().value()).as("by hand").isCloseTo(300.56 / 5, within(1e-12));
    assertClose(errors.mae(), known.mae());
    assertClose(errors.rmse(), known.rmse());
    assertThat(errors.rSquared()).isCloseTo(known.rSquared().value(), within(1e-12));
    assertThat(errors.totalRatio()).isCloseTo(92_155.0 / 122_099, within(1e-15));
  }

  @Test
  void partsMakeTheWholeInAnyOrder() {
    WholeErrors last = judged(2, 5);
    last.add(judged(0, 2));
    assertThat(last.rmse()).isEqualTo(judged(0, 5).rmse());
    assertThat(last.n()).isEqualTo(5);
    assertThat(last.totalRatio()).isEqualTo(judged(0, 5).totalRatio());
  }

  private static void assertClose(Estimate actual, Estimate known) {
    assertThat(actual.value()).isCloseTo(known.value(), within(1e-9));
    assertThat(actual.lower()).isCloseTo(known.lower(), within(1e-9));
    assertThat(actual.upper()).isCloseTo(known.upper(), within(1e-9));
  }

  private static WholeErrors judged(int from, int until) {
    WholeErrors errors = new WholeErrors(100);
    for (int i = from; i < until; i++) {
      errors.add(PREDICTED[i], OBSERVED[i]);
    }
    return errors;
  }

  private static double[] units(long[] cents) {
    double[] units = new double[cents.length];
    for (int i = 0; i < units.length; i++) {
      units[i] = cents[i] / 100.0;
    }
    return units;
  }
}
