package io.aurum.common.config;

/**
 * Which rows of a table are outliers in truth. Feeds {@code evaluate} alone.
 *
 * @param column of the analysis's table
 * @param positive its value in the rows that are outliers
 */
public record OutlierTruth(String column, String positive) {
  /** What it is where nothing else is said. */
  static final String POSITIVE = "1";
}
