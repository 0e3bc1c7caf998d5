package io.aurum.jobs.cli;

import io.aurum.common.run.ExitCode;
import io.aurum.common.run.Manifest;
import io.aurum.jobs.JobSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aurum run}: all jobs, or a selection, in the order that their tables ask for. */
@Command(
    name = "run",
    description = "Runs all jobs, or those selected, in the order that their tables ask for.")
final class RunCommand implements Callable<Integer> {
  private final Services services;

  @Mixin RunOptions options;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "JOB",
      description = "Run these jobs only, separated by comma.")
  List<String> only = new ArrayList<>();

  @Option(names = "--from", paramLabel = "JOB", description = "Begin with this job.")
  String from;

  @Option(names = "--until", paramLabel = "JOB", description = "End with this job.")
  String until;

  RunCommand(Services services) {
    this.services = services;
  }

  @Override
  public Integer call() {
    JobSelection selection =
        new JobSelection(only, Optional.ofNullable(from), Optional.ofNullable(until));
    return execute(services, options, selection);
  }

  /** Runs, or shows what would run, and prints the answer. */
  static int execute(Services services, RunOptions options, JobSelection selection) {
    RunRequest request = options.request(selection);
    RunPrinter printer = new RunPrinter(services.console());
    if (options.dryRun) {
      Runner.Preview preview = withProgress(services, runner -> runner.preview(request));
      if (options.json) {
        printer.json(preview);
      } else {
        printer.text(preview);
      }
      return ExitCode.OK.code();
    }
    Manifest manifest = withProgress(services, runner -> runner.run(request));
    if (options.json) {
      printer.json(manifest);
    } else {
      printer.text(manifest);
    }
    return manifest.exitCode();
  }

  private static <T> T withProgress(Services services, Function<Runner, T> work) {
    try (ConsoleProgress progress = services.progress()) {
      return work.apply(new Runner(services.graph(), services.platform(), progress));
    }
  }
}
