package io.aurum.common.stat.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.stat.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fits to simulated customers: every fit ends, none is worse than the truth, intervals hold it. */
class SimulatedCohortsTest {
  private static final double WEEKS = 52;
  private static final double FAR = 156;

  @Tag("fast")
  @ParameterizedTest
  @EnumSource(PurchaseFamily.class)
  void everyFitIsAtLeastAsLikelyAsTheTruth(PurchaseFamily family) {
    IntStream.range(0, 6).forEach(seed -> fitted(family, seed));
  }

  /** A cohort whose likelihood has a lower maximum, at which a search from one start ends. */
  @Tag("fast")
  @Test
  void theHighestOfSeveralMaximaIsFound() {
    assertThat(fitted(PurchaseFamily.MBG_NBD, 500).logLikelihood()).isGreaterThan(-2407.14);
  }

  /** A short form of the long one: the share that is held is only roughly known. */
  @Tag("fast")
  @Test
  void intervalsHoldTheTruthMostly() {
    List<Recovery> recoveries = recoveries(PurchaseFamily.BG_NBD, 40);
    assertThat(recoveries.stream().filter(Recovery::held).count()).isBetween(33L, 40L);
    assertThat(medianError(recoveries)).isLessThan(0.2);
  }

  /** Merged histories tell what all of them tell, of one in a hundred of a standard error. */
  @Tag("fast")
  @ParameterizedTest
  @EnumSource(PurchaseFamily.class)
  void mergedHistoriesGiveTheSameFit(PurchaseFamily family) {
    Cohort whole = SimulatedCohorts.of(family, 3).cohort();
    Cohort merged = whole.merged(whole.size() / 3);
    PurchaseFit exact = PurchaseFit.of(family, whole, whole);
    PurchaseFit close = PurchaseFit.of(family, whole, merged);

    assertThat(merged.size()).isLessThanOrEqualTo(whole.size() / 3);
    assertThat(merged.customers()).isEqualTo(whole.customers());
    assertThat(merged.meanEnd()).isCloseTo(whole.meanEnd(), within(1e-9));
    assertThat(whole.merged(whole.size())).isSameAs(whole);
    for (int i = 0; i < exact.parameters().length; i++) {
      assertThat(close.parameters()[i].value())
          .isCloseTo(
              exact.parameters()[i].value(), within(exact.parameters()[i].standardError() / 100));
    }
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(PurchaseFamily.class)
  void intervalsHoldTheTruthAsOftenAsTheySay(PurchaseFamily family) {
    int cohorts = 1_000;
    List<Recovery> recoveries = recoveries(family, cohorts);
    long held = recoveries.stream().filter(Recovery::held).count();
    System.out.printf(
        Locale.ROOT,
        "%s: all of %d cohorts fitted; of purchases expected in %.0f weeks %d intervals hold the"
            + " truth, median error %.1f %%; in %.0f weeks %d%n",
        family,
        cohorts,
        WEEKS,
        held,
        100 * medianError(recoveries),
        FAR,
        recoveries.stream().filter(Recovery::heldFar).count());
    assertThat(held).isBetween(cohorts * 93L / 100, cohorts * 97L / 100);
    assertThat(medianError(recoveries)).isLessThan(0.1);
  }

  /**
   * How well one cohort gave its truth back.
   *
   * @param held whether the 95 % interval of the purchases expected of a new customer holds it
   * @param error relative error of the expectation
   * @param heldFar whether that is so of a time longer than any that customers were watched for
   */
  private record Recovery(boolean held, double error, boolean heldFar) {}

  private static List<Recovery> recoveries(PurchaseFamily family, int cohorts) {
    return IntStream.range(0, cohorts).mapToObj(seed -> recovery(family, seed)).toList();
  }

  private static double medianError(List<Recovery> recoveries) {
    double[] sorted = recoveries.stream().mapToDouble(Recovery::error).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static Recovery recovery(PurchaseFamily family, long seed) {
    SimulatedCohorts.Simulated simulated = SimulatedCohorts.of(family, seed);
    PurchaseFit fit = fitted(simulated, family + ", seed " + seed);
    double truth = simulated.truth().expectedPurchases(WEEKS);
    return new Recovery(
        held(fit, simulated.truth(), WEEKS),
        Math.abs(fit.model().expectedPurchases(WEEKS) - truth) / truth,
        held(fit, simulated.truth(), FAR));
  }

  private static boolean held(PurchaseFit fit, PurchaseModel model, double weeks) {
    Estimate estimate =
        Estimate.positive(
            fit.model().expectedPurchases(weeks),
            fit.standardError(fitted -> fitted.expectedPurchases(weeks)));
    double truth = model.expectedPurchases(weeks);
    return estimate.lower() <= truth && truth <= estimate.upper();
  }

  private static PurchaseFit fitted(PurchaseFamily family, long seed) {
    return fitted(SimulatedCohorts.of(family, seed), family + ", seed " + seed);
  }

  private static PurchaseFit fitted(SimulatedCohorts.Simulated simulated, String name) {
    PurchaseFit fit = PurchaseFit.of(simulated.family(), simulated.cohort());
    assertThat(fit.model().parameters()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
    assertThat(fit.logLikelihood())
        .as(name)
        .isGreaterThanOrEqualTo(simulated.truth().logLikelihood(simulated.cohort()) - 1e-6);
    return fit;
  }
}
