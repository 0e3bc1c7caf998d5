package io.aurum.common.config;

import io.aurum.common.rule.Condition;
import java.util.List;
import java.util.Optional;

/**
 * A table in which odd rows are looked for.
 *
 * @param name key in the configuration, snake_case
 * @param table plain table, entity or result about customers
 * @param where which rows are looked at
 * @param features columns that are looked at
 * @param threshold how it is found from which score on a row is an outlier
 * @param rate share of rows that are outliers; with {@link Threshold#GAP}, where there is no gap
 * @param truth which rows are outliers in truth, if that is known; feeds {@code evaluate} alone
 * @param types what an outlier is suspected to be, in the order in which they are asked
 */
public record OutlierSettings(
    String name,
    String table,
    Condition where,
    List<String> features,
    Threshold threshold,
    double rate,
    Optional<OutlierTruth> truth,
    List<SuspectedType> types) {

  /** How a threshold is found. */
  public enum Threshold {
    /** The deepest gap between the scores of odd rows and those of the others. */
    GAP,
    /** So many rows as are expected to be outliers. */
    RATE
  }

  /**
   * What an outlier is suspected to be.
   *
   * @param name of the type
   * @param when condition over the columns of the table, {@code outlier_score} and {@code
   *     odd_features}
   */
  public record SuspectedType(String name, Condition when) {}
}
