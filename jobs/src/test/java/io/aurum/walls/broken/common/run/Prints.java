package io.aurum.walls.broken.common.run;

import io.aurum.walls.Breaks;

/** Planted. */
@Breaks("only the command line prints")
@SuppressWarnings("SystemOut") // the point of the class
final class Prints {
  private Prints() {}

  static void print() {
    System.out.println("text");
  }
}
