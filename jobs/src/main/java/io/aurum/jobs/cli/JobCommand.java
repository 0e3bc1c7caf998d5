package io.aurum.jobs.cli;

import io.aurum.jobs.Job;
import io.aurum.jobs.JobSelection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code aurum <job>}: one job alone, on the state that former runs left. */
@Command
final class JobCommand implements Callable<Integer> {
  private final Services services;
  private final Job job;

  @Mixin RunOptions options;

  JobCommand(Services services, Job job) {
    this.services = services;
    this.job = job;
  }

  @Override
  public Integer call() {
    return RunCommand.execute(services, options, JobSelection.of(job.name()));
  }
}
