package io.aurum.walls.broken.jobs.churn;

/** A job that breaks nothing. */
public final class ChurnJob {
  private ChurnJob() {}
}
