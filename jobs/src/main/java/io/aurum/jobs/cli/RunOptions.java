package io.aurum.jobs.cli;

import io.aurum.jobs.JobSelection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a user says about a run, whichever jobs it holds. */
final class RunOptions {
  @Mixin SettingsOptions settings;

  @Mixin OutOption out;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description =
          "Logical date, yyyy-MM-dd: later records are not used (default: the configuration's as-of, else today, UTC). A date before that of the state is a backfill: it publishes results and leaves the state alone.")
  LocalDate asOf;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "How long to wait for another run on the same folder (default: ${DEFAULT-VALUE}).")
  long wait;

  @Option(
      names = "--dry-run",
      description = "Check configuration and inputs and show what would run; write nothing.")
  boolean dryRun;

  @Option(names = "--json", description = "Answer with one JSON document.")
  boolean json;

  RunRequest request(JobSelection selection) {
    return new RunRequest(
        settings.conf,
        settings.overrides,
        out.out,
        Optional.ofNullable(asOf),
        selection,
        Duration.ofSeconds(wait));
  }
}
