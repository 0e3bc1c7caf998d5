package io.aurum.common.model;

/** When a category of a feature has enough rows to be told from the others. */
final class Categories {
  /** Categories above which one needs {@link #COMMON_ROWS} rows. */
  static final int FEW = 32;

  /**
   * Rows that one of many categories needs. Favourite products and the like have hundreds of
   * categories, and what a dozen rows say of one is mostly chance: the fewer rows were asked for,
   * the worse customers of later dates were told apart, in Online Retail.
   */
  static final int COMMON_ROWS = 30;

  private Categories() {}
}
