package io.aurum.common.feature;

/** How a date or a text is blurred. */
public enum Generalisation {
  /** Of a date of birth: under 18, 18-24, 25-34 and so on to 75 and over, at the cut. */
  AGE_BAND,
  /** The year of a date. */
  YEAR,
  /** The month of a date, such as 2026-01. */
  MONTH,
  /** The first characters of a text, such as those of a postal code. */
  PREFIX;

  /** From this age on there is one band. */
  public static final int OLDEST = 75;

  private static final int ADULT = 18;
  private static final int FIRST_DECADE = 25;

  /** Band of an age in whole years. */
  public static String ageBand(int years) {
    if (years < ADULT) {
      return "under 18";
    }
    if (years < FIRST_DECADE) {
      return "18-24";
    }
    if (years >= OLDEST) {
      return "75 and over";
    }
    int from = FIRST_DECADE + (years - FIRST_DECADE) / 10 * 10;
    return from + "-" + (from + 9);
  }
}
