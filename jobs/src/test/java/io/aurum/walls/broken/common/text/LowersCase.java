package io.aurum.walls.broken.common.text;

import io.aurum.walls.Breaks;

/** Planted. */
@Breaks("nothing depends on the machine's language, zone or character set")
@SuppressWarnings("StringCaseLocaleUsage") // the point of the class
final class LowersCase {
  private LowersCase() {}

  static String lower(String text) {
    return text.toLowerCase();
  }
}
