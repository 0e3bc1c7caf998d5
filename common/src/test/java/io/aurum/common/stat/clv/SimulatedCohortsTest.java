package io.aurum.common.stat.clv;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.stat.Estimate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fits to simulated customers: every fit ends, none is worse than the truth, intervals hold it. */
class SimulatedCohortsTest {
  private static final double WEEKS = 52;

  @Tag("fast")
  @ParameterizedTest
  @EnumSource(PurchaseFamily.class)
  void everyFitIsAtLeastAsLikelyAsTheTruth(PurchaseFamily family) {
    IntStream.range(0, 6).forEach(seed -> fitted(family, seed));
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(PurchaseFamily.class)
  void intervalsHoldTheTruthAsOftenAsTheySay(PurchaseFamily family) {
    int cohorts = 1_000;
    long held = IntStream.range(0, cohorts).filter(seed -> holdsTruth(family, seed)).count();
    System.out.printf(
        java.util.Locale.ROOT,
        "%s: %d of %d intervals of expected purchases hold the truth%n",
        family,
        held,
        cohorts);
    assertThat(held).isBetween(cohorts * 90L / 100, cohorts * 99L / 100);
  }

  private static boolean holdsTruth(PurchaseFamily family, long seed) {
    SimulatedCohorts.Simulated simulated = SimulatedCohorts.of(family, seed);
    PurchaseFit fit = fitted(family, seed);
    double expected = fit.model().expectedPurchases(WEEKS);
    double error = fit.standardError(model -> model.expectedPurchases(WEEKS));
    Estimate estimate = Estimate.positive(expected, error);
    double truth = simulated.truth().expectedPurchases(WEEKS);
    return estimate.lower() <= truth && truth <= estimate.upper();
  }

  private static PurchaseFit fitted(PurchaseFamily family, long seed) {
    SimulatedCohorts.Simulated simulated = SimulatedCohorts.of(family, seed);
    PurchaseFit fit = PurchaseFit.of(family, simulated.cohort());
    assertThat(fit.model().parameters()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
    assertThat(fit.logLikelihood())
        .as("%s, seed %d", family, seed)
        .isGreaterThanOrEqualTo(simulated.truth().logLikelihood(simulated.cohort()) - 1e-6);
    return fit;
  }
}
