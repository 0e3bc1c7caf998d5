package io.aurum.walls.broken.common.stat;

import io.aurum.walls.Breaks;
import java.util.Random;

/** Planted. */
@Breaks("only common.run asks chance")
final class DrawsUnseeded {
  private DrawsUnseeded() {}

  static double draw() {
    return new Random().nextDouble();
  }
}
