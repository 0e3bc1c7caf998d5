package io.aurum.common.stat.clv;

import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;

/** Cohorts that behave exactly as a model says, with parameters drawn over a stated grid. */
final class SimulatedCohorts {
  private static final double[] SHAPES = {0.2, 0.5, 1, 2};
  private static final double[] RATES = {2, 5, 15, 40};
  private static final double[] LEAVING = {0.3, 0.8, 1.5, 3};
  private static final double[] STAYING = {0.8, 2, 4, 8};
  private static final int[] SIZES = {300, 1000, 3000};
  private static final double[] SPANS = {26, 52, 104};

  private SimulatedCohorts() {}

  /** A cohort and the model that it comes from. */
  record Simulated(PurchaseFamily family, PurchaseModel truth, Cohort cohort) {}

  static Simulated of(PurchaseFamily family, long seed) {
    SplittableRandom pick = new SplittableRandom(seed);
    RandomGenerator random = new Well19937c(seed);
    double r = SHAPES[pick.nextInt(SHAPES.length)];
    double alpha = RATES[pick.nextInt(RATES.length)];
    PurchaseModel truth =
        family == PurchaseFamily.PARETO_NBD
            ? new ParetoNbd(
                r, alpha, SHAPES[pick.nextInt(SHAPES.length)], RATES[pick.nextInt(RATES.length)])
            : family.model(
                new double[] {
                  r,
                  alpha,
                  LEAVING[pick.nextInt(LEAVING.length)],
                  STAYING[pick.nextInt(STAYING.length)]
                });
    int customers = SIZES[pick.nextInt(SIZES.length)];
    double span = SPANS[pick.nextInt(SPANS.length)];
    int[] x = new int[customers];
    double[] tx = new double[customers];
    double[] end = new double[customers];
    for (int i = 0; i < customers; i++) {
      end[i] = span * (0.7 + 0.3 * random.nextDouble());
      live(truth, random, i, x, tx, end[i]);
    }
    return new Simulated(family, truth, Cohort.of(x, tx, end));
  }

  private static void live(
      PurchaseModel truth, RandomGenerator random, int i, int[] x, double[] tx, double end) {
    double[] p = truth.parameters();
    double buys = gamma(random, p[0]) / p[1];
    boolean anyTime = truth instanceof ParetoNbd;
    double leaves = anyTime ? gamma(random, p[2]) / p[3] : beta(random, p[2], p[3]);
    double until = anyTime ? Math.min(end, exponential(random, leaves)) : end;
    boolean there = !(truth instanceof MbgNbd) || random.nextDouble() >= leaves;
    for (double at = exponential(random, buys);
        there && at <= until;
        at += exponential(random, buys)) {
      x[i]++;
      tx[i] = at;
      there = anyTime || random.nextDouble() >= leaves;
    }
  }

  private static double exponential(RandomGenerator random, double rate) {
    return -Math.log1p(-random.nextDouble()) / rate;
  }

  private static double gamma(RandomGenerator random, double shape) {
    return new org.hipparchus.distribution.continuous.GammaDistribution(shape, 1)
        .inverseCumulativeProbability(random.nextDouble());
  }

  private static double beta(RandomGenerator random, double a, double b) {
    return new BetaDistribution(a, b).inverseCumulativeProbability(random.nextDouble());
  }
}
