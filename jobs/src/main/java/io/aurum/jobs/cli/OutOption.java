package io.aurum.jobs.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a run writes and other commands look. */
final class OutOption {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "out",
      description =
          "Folder under which everything lies that a run writes (default: ${DEFAULT-VALUE}).")
  Path out;
}
