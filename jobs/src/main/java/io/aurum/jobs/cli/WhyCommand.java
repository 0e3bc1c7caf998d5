package io.aurum.jobs.cli;

import io.aurum.common.config.Settings;
import io.aurum.common.run.ExitCode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aurum why}: which records make a customer, on what evidence, and what survived. */
@Command(
    name = "why",
    description = {
      "Explains a customer: its records, the evidence that links them, which values survived and why, the issues of its records and what happened to its identity.",
      "This is the one command that shows personal data."
    })
final class WhyCommand implements Callable<Integer> {
  private final Services services;

  @Parameters(
      paramLabel = "RECORD|CUSTOMER",
      description = "A golden id, a record as source:id, or a record's id alone.")
  String asked;

  @Mixin SettingsOptions settings;

  @Mixin OutOption out;

  @Option(names = "--json", description = "Answer with one JSON document.")
  boolean json;

  WhyCommand(Services services) {
    this.services = services;
  }

  @Override
  public Integer call() {
    Settings checked = services.platform().settings(settings.conf, settings.overrides);
    try (ReadSession lake = ReadSession.open(services.platform(), out.out, checked, Map.of())) {
      CustomerStory story = new StoryTeller(lake.session().lake(), checked).tell(asked);
      StoryPrinter printer = new StoryPrinter(services.console());
      if (json) {
        printer.json(story);
      } else {
        printer.text(story);
      }
    }
    return ExitCode.OK.code();
  }
}
