package io.aurum.jobs.cli;

import io.aurum.common.config.Hocon;
import io.aurum.common.config.Settings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.jobs.ingest.SourceColumns;
import io.aurum.jobs.quality.Suggestions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aurum suggest}: what the configuration could say beyond what it says. */
@Command(
    name = "suggest",
    description = {
      "Looks at the sources and proposes rules that they keep, and attributes for columns that nothing is mapped from.",
      "The answer can be pasted into the configuration."
    })
final class SuggestCommand implements Callable<Integer> {
  private final Services services;

  @Mixin SettingsOptions settings;

  @Option(names = "--json", description = "Answer with one JSON document.")
  boolean json;

  SuggestCommand(Services services) {
    this.services = services;
  }

  @Override
  public Integer call() {
    Platform platform = services.platform();
    Settings checked = platform.settings(settings.conf, settings.overrides);
    Map<String, Map<String, Object>> document = suggest(checked, platform.inputs(checked));
    if (json) {
      services.console().json(document);
    } else {
      services.console().out().print(Hocon.write(document));
      services.console().out().flush();
    }
    return ExitCode.OK.code();
  }

  private Map<String, Map<String, Object>> suggest(
      Settings checked, Map<String, List<InputFile>> inputs) {
    LocalDate today = LocalDate.ofInstant(services.platform().now(), ZoneOffset.UTC);
    Suggestions suggestions = new Suggestions(checked, today);
    Configuration conf = new Configuration();
    for (SourceSettings source : checked.sources()) {
      SourceColumns.read(
          source,
          inputs.getOrDefault(source.name(), List.of()),
          conf,
          new SourceColumns.Visitor() {
            @Override
            public void field(String name, String value) {
              suggestions.field(source, name, value);
            }

            @Override
            public void column(String name, String value) {
              suggestions.column(source, name, value);
            }
          });
    }
    return suggestions.document();
  }
}
