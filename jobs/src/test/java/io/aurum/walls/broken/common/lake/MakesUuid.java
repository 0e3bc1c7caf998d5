package io.aurum.walls.broken.common.lake;

import io.aurum.walls.Breaks;
import java.util.UUID;

/** Planted. */
@Breaks("only common.run asks chance")
final class MakesUuid {
  private MakesUuid() {}

  static UUID id() {
    return UUID.randomUUID();
  }
}
