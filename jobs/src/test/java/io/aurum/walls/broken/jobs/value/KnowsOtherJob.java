package io.aurum.walls.broken.jobs.value;

import io.aurum.walls.Breaks;
import io.aurum.walls.broken.jobs.churn.ChurnJob;

/** Planted. */
@Breaks("only the command line knows the jobs")
final class KnowsOtherJob {
  private KnowsOtherJob() {}

  static Class<?> job() {
    return ChurnJob.class;
  }
}
