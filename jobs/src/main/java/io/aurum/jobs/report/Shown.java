package io.aurum.jobs.report;

import java.util.Locale;

/** Numbers as the report shows them. */
final class Shown {
  private Shown() {}

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String decimal(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /**
   * @param rate 0..1
   */
  static String percent(double rate) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * rate);
  }
}
