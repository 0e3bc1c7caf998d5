package io.aurum.common.stat.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Customers who all leave at one rate, which makes shape and scale of that rate run away. */
@Tag("fast")
class ParetoNbdTest {
  /** The exponential integral at 1 and 2: Abramowitz and Stegun, table 5.1. */
  private static final double[] EXPONENTIAL_INTEGRAL = {0.219383934, 0.048900511};

  private static final double SAME_FOR_ALL = 1e9;

  /**
   * With r, alpha and the rate of leaving all 1, who bought but once and was watched for a time of
   * 1 has the likelihood {@code 1 / (2e) + e (E1(1) - E1(2))}.
   */
  @Test
  void oneRateOfLeavingIsTheLimitOfManyThatHardlyDiffer() {
    Cohort once = Cohort.of(new int[1], new double[1], new double[] {1});
    double limit = 1 / (2 * Math.E) + Math.E * (EXPONENTIAL_INTEGRAL[0] - EXPONENTIAL_INTEGRAL[1]);
    assertThat(new ParetoNbd(1, 1, SAME_FOR_ALL, SAME_FOR_ALL).logLikelihood(once))
        .isCloseTo(Math.log(limit), within(1e-8));
  }

  /** Fifteen years after the last purchase: the history of a shop that closed. */
  @Test
  void aCohortThatLeftLongAgoIsFitted() {
    SplittableRandom random = new SplittableRandom(42);
    int customers = 400;
    int[] x = new int[customers];
    double[] tx = new double[customers];
    double[] end = new double[customers];
    for (int i = 0; i < customers; i++) {
      end[i] = 780 + random.nextInt(52);
      double until = exponential(random, 1.0 / 30);
      for (double at = exponential(random, 0.1); at < until; at += exponential(random, 0.1)) {
        x[i]++;
        tx[i] = at;
      }
    }
    Cohort cohort = Cohort.of(x, tx, end);

    PurchaseFit fit = PurchaseFit.of(PurchaseFamily.PARETO_NBD, cohort);

    assertThat(fit.logLikelihood())
        .isGreaterThan(
            new ParetoNbd(1e6, 1e7, SAME_FOR_ALL, 30 * SAME_FOR_ALL).logLikelihood(cohort) - 1);
    double[] p = fit.model().parameters();
    assertThat(p[0] / p[1]).as("purchases in a week").isCloseTo(0.1, within(0.02));
    assertThat(p[3] / p[2]).as("weeks until leaving").isCloseTo(30, within(5.0));
    assertThat(fit.model().pAlive(3, 30, 800)).isLessThan(1e-6);
  }

  private static double exponential(SplittableRandom random, double rate) {
    return -Math.log1p(-random.nextDouble()) / rate;
  }
}
