package io.aurum.common.stat.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.GammaDistribution;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Spend of simulated customers whose model is known. */
@Tag("fast")
class SpendFitTest {
  private static final GammaGamma TRUTH = new GammaGamma(6, 4, 15);

  @Test
  void intervalsHoldTheTruthAsOftenAsTheySay() {
    long held = IntStream.range(0, 100).filter(seed -> holdsTruth(fitted(seed))).count();
    assertThat(held).isBetween(88L, 99L);
  }

  @Test
  void equalCustomersMayBeCountedOnce() {
    SpendFit one = SpendFit.of(new int[] {1, 1, 2, 3}, new double[] {5, 5, 9, 7}, ones(4));
    SpendFit other = SpendFit.of(new int[] {1, 2, 3}, new double[] {5, 9, 7}, new long[] {2, 1, 1});
    assertThat(other.logLikelihood()).isCloseTo(one.logLikelihood(), within(1e-9));
    assertThat(other.customers()).isEqualTo(4);
  }

  private static boolean holdsTruth(SpendFit fit) {
    double expected = fit.model().expectedAmount(3, 10);
    double error = fit.standardError(model -> model.expectedAmount(3, 10));
    return Math.abs(expected - TRUTH.expectedAmount(3, 10)) <= 1.96 * error;
  }

  private static SpendFit fitted(int seed) {
    RandomGenerator random = new Well19937c(seed);
    int[] x = new int[400];
    double[] mean = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = 1 + random.nextInt(6);
      double rate = draw(random, TRUTH.q()) / TRUTH.gamma();
      mean[i] = draw(random, TRUTH.p() * x[i]) / rate / x[i];
    }
    return SpendFit.of(x, mean, ones(x.length));
  }

  private static double draw(RandomGenerator random, double shape) {
    return new GammaDistribution(shape, 1).inverseCumulativeProbability(random.nextDouble());
  }

  private static long[] ones(int n) {
    return IntStream.range(0, n).mapToLong(i -> 1).toArray();
  }
}
