package io.aurum.walls.broken.common.lake;

import io.aurum.walls.Breaks;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Planted. */
@Breaks("only common.run asks the clock")
final class AsksDate {
  private AsksDate() {}

  static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }
}
