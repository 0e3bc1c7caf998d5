package io.aurum.walls.broken.jobs.churn;

import io.aurum.walls.Breaks;

/** Planted. */
@Breaks("only common.run asks the clock")
final class AsksClock {
  private AsksClock() {}

  static long millis() {
    return System.currentTimeMillis();
  }
}
