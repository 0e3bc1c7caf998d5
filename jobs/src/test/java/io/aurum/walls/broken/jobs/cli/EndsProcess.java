package io.aurum.walls.broken.jobs.cli;

import io.aurum.walls.Breaks;

/** Planted. */
@Breaks("only the main method ends the process")
final class EndsProcess {
  private EndsProcess() {}

  static void end() {
    System.exit(1);
  }
}
