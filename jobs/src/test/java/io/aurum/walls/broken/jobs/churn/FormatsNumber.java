package io.aurum.walls.broken.jobs.churn;

import io.aurum.walls.Breaks;

/** Planted. */
@Breaks("nothing depends on the machine's language, zone or character set")
final class FormatsNumber {
  private FormatsNumber() {}

  static String format(double number) {
    return String.format("%.1f", number);
  }
}
