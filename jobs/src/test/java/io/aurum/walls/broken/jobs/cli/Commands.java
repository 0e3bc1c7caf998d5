package io.aurum.walls.broken.jobs.cli;

import io.aurum.walls.broken.jobs.churn.ChurnJob;

/** What the command line may do: know jobs and print. */
final class Commands {
  private Commands() {}

  @SuppressWarnings("SystemOut") // the command line prints
  static void list() {
    System.out.println(ChurnJob.class.getName());
  }
}
