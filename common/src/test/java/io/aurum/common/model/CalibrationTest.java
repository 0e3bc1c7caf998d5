package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("fast")
class CalibrationTest {
  private static final int ROWS = 20_000;

  private final double[] said = new double[ROWS];
  private final double[] label = new double[ROWS];

  CalibrationTest() {
    Random random = new Random(9);
    for (int i = 0; i < ROWS; i++) {
      double truth = -1 + 1.5 * random.nextGaussian();
      said[i] = 2 * truth + 1;
      label[i] = random.nextDouble() < Logit.probability(truth) ? 1 : 0;
    }
  }

  /** The model says twice the log-odds and one more: the scaling that undoes it is known. */
  @Test
  void plattFindsTheSlopeAndTheShift() {
    var fitted = (Calibration.Beta) Calibration.Method.PLATT.fit(said, label);

    assertThat(fitted.a()).isCloseTo(0.5, within(0.02));
    assertThat(fitted.b()).isEqualTo(fitted.a());
    assertThat(fitted.c()).isCloseTo(-0.5, within(0.05));
    assertThat(fitted.logOdds(3)).isCloseTo(1, within(0.08));
  }

  @ParameterizedTest
  @EnumSource(
      value = Calibration.Method.class,
      names = {"PLATT", "BETA", "ISOTONIC"})
  void everyMethodUndoesItAndKeepsTheOrder(Calibration.Method method) {
    Calibration fitted = method.fit(said, label);

    double last = Double.NEGATIVE_INFINITY;
    for (double x = -6; x <= 6; x += 0.25) {
      double now = fitted.logOdds(x);
      assertThat(now).isFinite().isGreaterThanOrEqualTo(last);
      last = now;
    }
    for (double x = -4; x <= 4; x++) {
      assertThat(Logit.probability(fitted.logOdds(x)))
          .isCloseTo(Logit.probability((x - 1) / 2), within(0.05));
    }
  }

  @Test
  void whatIsNeverBelowZeroIsNotForeseenBelowIt() {
    Calibration spend = Calibration.Method.FLOOR.fit(new double[2], new double[] {0, 7});
    Calibration balance = Calibration.Method.FLOOR.fit(new double[2], new double[] {-1, 7});

    assertThat(spend.logOdds(-3)).isZero();
    assertThat(spend.logOdds(3)).isEqualTo(3);
    assertThat(balance.logOdds(-3)).isEqualTo(-3);
  }

  /** By hand: what is out of order becomes one pool of a half, what is alike one of two. */
  @Test
  void isotonicPoolsWhatIsOutOfOrder() {
    var fitted =
        (Calibration.Steps)
            Calibration.Method.ISOTONIC.fit(
                new double[] {-2, -1, 0, 1, 2}, new double[] {0, 1, 0, 1, 1});

    assertThat(fitted.said()).containsExactly(-2, -0.5, 1.5);
    assertThat(fitted.means()).containsExactly(Logit.of(0.25), Logit.of(0.5), Logit.of(2.5 / 3));
  }
}
