package io.aurum.walls.broken.jobs;

import io.aurum.walls.Breaks;
import io.aurum.walls.broken.jobs.churn.ChurnJob;

/** Planted. */
@Breaks("only the command line knows the jobs")
final class KnowsAJob {
  private KnowsAJob() {}

  static Class<?> job() {
    return ChurnJob.class;
  }
}
