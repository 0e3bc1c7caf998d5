package io.aurum.common.learn;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** How high a probability of bad news is, in a word. */
final class RiskBand {
  /** From here on somebody should act: below it the risk is low. */
  static final double MEDIUM = 0.25;

  private static final double HIGH = 0.5;
  private static final double VERY_HIGH = 0.75;

  private RiskBand() {}

  static Column of(Column probability) {
    return when(probability.geq(VERY_HIGH), "very high")
        .when(probability.geq(HIGH), "high")
        .when(probability.geq(MEDIUM), "medium")
        .otherwise(lit("low"));
  }
}
