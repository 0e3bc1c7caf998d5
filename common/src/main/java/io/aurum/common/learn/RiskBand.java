package io.aurum.common.learn;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.model.Logit;
import org.apache.spark.sql.Column;

/**
 * How high a probability of bad news is, in a word: by its odds beside those of the average row, so
 * that where few leave somebody is at risk, too, and where most do not everybody. The steps are
 * even in log-odds, in which scores and their reasons are told.
 *
 * @param medium probability from which the odds are as high as the average: from here on somebody
 *     should act
 * @param high probability from which they are three times as high
 * @param veryHigh probability from which they are nine times as high
 */
record RiskBand(double medium, double high, double veryHigh) {
  private static final double STEP = Math.log(3);

  /**
   * Bands of rows of which a share comes true.
   *
   * @param baseRate the share, between 0 and 1, both excluded
   */
  static RiskBand around(double baseRate) {
    double average = Logit.of(baseRate);
    return new RiskBand(
        baseRate, Logit.probability(average + STEP), Logit.probability(average + 2 * STEP));
  }

  Column of(Column probability) {
    return when(probability.geq(veryHigh), "very high")
        .when(probability.geq(high), "high")
        .when(probability.geq(medium), "medium")
        .otherwise(lit("low"));
  }
}
