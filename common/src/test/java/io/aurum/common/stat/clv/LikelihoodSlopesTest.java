package io.aurum.common.stat.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.stat.Smooth;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Slopes that likelihoods tell are those that their values have. */
@Tag("fast")
class LikelihoodSlopesTest {
  /** Nobody came back, one did on the last day, others long before, one has bought very often. */
  private static final Cohort COHORT =
      Cohort.of(
          new int[] {0, 1, 2, 5, 7, 90},
          new double[] {0, 30, 0.5, 20, 35, 38},
          new double[] {39, 30, 38, 39, 36, 39},
          new long[] {50, 1, 20, 3, 2, 1});

  @ParameterizedTest
  @EnumSource(PurchaseFamily.class)
  void ofPurchases(PurchaseFamily family) {
    Smooth likelihood = at -> family.model(exponentials(at)).likelihood(COHORT);
    assertSlopes(likelihood, Math.log(0.55), Math.log(10.6), Math.log(0.6), Math.log(11.7));
    assertSlopes(likelihood, Math.log(3), Math.log(0.2), Math.log(40), Math.log(900));
    assertSlopes(likelihood, Math.log(0.1), Math.log(50), Math.log(0.05), 0);
  }

  @ParameterizedTest
  @EnumSource(PurchaseFamily.class)
  void ofBeingStillACustomer(PurchaseFamily family) {
    Smooth odds = at -> family.model(exponentials(at)).logOddsAlive(3, 12, 39);
    assertSlopes(odds, Math.log(0.55), Math.log(10.6), Math.log(0.6), Math.log(11.7));
    assertSlopes(odds, Math.log(3), Math.log(50), Math.log(40), Math.log(900));
  }

  @Test
  void ofSpend() {
    int[] x = {1, 1, 2, 9};
    double[] mean = {5, 80, 9, 7.5};
    long[] customers = {3, 1, 2, 1};
    assertSlopes(
        at -> GammaGamma.of(at).likelihood(x, mean, customers),
        Math.log(6.25),
        Math.log(3.74),
        Math.log(15.44));
  }

  /** By differences between points either side, whose error is of the second power of the step. */
  private static void assertSlopes(Smooth function, double... at) {
    double step = 1e-4;
    double[] slopes = function.at(at).slopes();
    for (int i = 0; i < at.length; i++) {
      double slope = (value(function, at, i, step) - value(function, at, i, -step)) / (2 * step);
      assertThat(slopes[i])
          .as("parameter %d at %s", i, Arrays.toString(at))
          .isCloseTo(slope, within(1e-5 * Math.max(1, Math.abs(slope))));
    }
  }

  private static double value(Smooth function, double[] at, int parameter, double by) {
    double[] moved = at.clone();
    moved[parameter] += by;
    return function.at(moved).value();
  }

  private static double[] exponentials(double[] logs) {
    return Arrays.stream(logs).map(Math::exp).toArray();
  }
}
