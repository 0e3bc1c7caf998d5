package io.aurum.walls.broken.common.table;

import io.aurum.walls.Breaks;
import io.aurum.walls.broken.jobs.churn.ChurnJob;

/** Planted. */
@Breaks("common knows no jobs")
final class KnowsJob {
  private KnowsJob() {}

  static Class<?> job() {
    return ChurnJob.class;
  }
}
