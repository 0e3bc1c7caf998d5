package io.aurum.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which configuration a command reads. */
final class SettingsOptions {
  @Option(
      names = "--conf",
      required = true,
      paramLabel = "FILE",
      description = "Configuration: sources, attributes and what follows from them.")
  Path conf;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides one key of the configuration; repeatable.")
  List<String> overrides = new ArrayList<>();
}
