package io.aurum.common.cluster;

/**
 * What became of a column on its way to the points.
 *
 * @param feature name of the column
 * @param kind number or category
 * @param status used, or why it was left out: constant, mostly missing, too many values, redundant,
 *     collinear
 * @param transformation none, log1p, yeo-johnson or one-hot
 * @param lambda of the transformation by Yeo and Johnson; NaN of others
 * @param skewness before the transformation; NaN of categories
 * @param missing share of rows without a value: the median, or a level of its own, stands in
 * @param redundantTo the column that says the same; empty where none does
 * @param inflation variance inflation factor among the used ones; NaN where it was not asked
 */
public record Treatment(
    String feature,
    String kind,
    String status,
    String transformation,
    double lambda,
    double skewness,
    double missing,
    String redundantTo,
    double inflation) {
  static final String USED = "used";

  /** Whether the points show the column. */
  public boolean isUsed() {
    return status.equals(USED);
  }

  Treatment dropped(String why, String inFavourOf, double factor) {
    return new Treatment(
        feature, kind, why, transformation, lambda, skewness, missing, inFavourOf, factor);
  }

  Treatment inflated(double factor) {
    return dropped(status, redundantTo, factor);
  }
}
