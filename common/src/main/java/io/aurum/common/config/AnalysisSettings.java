package io.aurum.common.config;

import io.aurum.common.feature.Feature;
import io.aurum.common.rule.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is found out about customers from what they did.
 *
 * @param features of the customer profile, in the order of their names
 * @param learning dates as at which bins and scales of features are learned; empty: as at the run's
 */
public record AnalysisSettings(
    PurchaseSettings purchases,
    ValueSettings value,
    List<Feature> features,
    Optional<Rhythm> learning) {

  /** Every line counts, returns are subtracted, no features. */
  public static final AnalysisSettings PLAIN =
      new AnalysisSettings(
          new PurchaseSettings(
              Condition.NONE, PurchaseSettings.Refunds.SUBTRACT, Optional.empty(), Map.of()),
          new ValueSettings(90, 90, 180, 365, 365, 0.1, 1, 0.5, PurchaseChoice.LIKELIEST),
          List.of(),
          Optional.empty());

  public AnalysisSettings {
    features = List.copyOf(features);
  }
}
