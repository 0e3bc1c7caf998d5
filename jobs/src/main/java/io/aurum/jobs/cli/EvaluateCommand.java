package io.aurum.jobs.cli;

import io.aurum.common.config.Settings;
import io.aurum.common.match.ClusterEvaluation;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aurum evaluate}: how well the customers found agree with the truth. */
@Command(
    name = "evaluate",
    description =
        "Compares the customers that the latest run found with the truth that the configuration names.")
final class EvaluateCommand implements Callable<Integer> {
  private final Services services;

  @Mixin SettingsOptions settings;

  @Mixin OutOption out;

  @Option(names = "--json", description = "Answer with one JSON document.")
  boolean json;

  EvaluateCommand(Services services) {
    this.services = services;
  }

  @Override
  public Integer call() {
    Platform platform = services.platform();
    Settings checked = platform.settings(settings.conf, settings.overrides);
    boolean segments = SegmentEvaluator.hasTruth(checked);
    if (segments && checked.truth().isEmpty()) {
      return segments(platform, checked);
    }
    TruthReader truth = TruthReader.of(checked);
    Map<String, List<InputFile>> inputs = platform.inputs(checked);
    try (ReadSession lake = ReadSession.open(platform, out.out, checked, inputs)) {
      Evaluator evaluator = new Evaluator(lake.session().lake(), checked, truth.read(lake, inputs));
      ClusterEvaluation found = evaluator.found();
      ClusterEvaluation exact = evaluator.exactMatching();
      List<SegmentEvaluator.Judged> judged = SegmentEvaluator.judge(lake, checked);
      if (json) {
        Map<String, Object> document = document(found, exact);
        if (segments) {
          document.put("segments", SegmentEvaluator.document(judged));
        }
        services.console().json(document);
      } else {
        print(found, exact);
        SegmentEvaluator.print(judged, services.console().out());
      }
    }
    return ExitCode.OK.code();
  }

  /** Where no true customers are known, but true segments are. */
  private int segments(Platform platform, Settings checked) {
    Map<String, List<InputFile>> inputs = platform.inputs(checked);
    try (ReadSession lake = ReadSession.open(platform, out.out, checked, inputs)) {
      List<SegmentEvaluator.Judged> judged = SegmentEvaluator.judge(lake, checked);
      if (json) {
        services.console().json(Map.of("segments", SegmentEvaluator.document(judged)));
      } else {
        SegmentEvaluator.print(judged, services.console().out());
      }
    }
    return ExitCode.OK.code();
  }

  private static Map<String, Object> document(ClusterEvaluation found, ClusterEvaluation exact) {
    Map<String, Object> clusters = new LinkedHashMap<>();
    clusters.put("exact_rate", found.exactRate());
    clusters.put("largest", found.largest());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("pairwise", scores(found.pairwise()));
    document.put("bcubed", scores(found.bcubed()));
    document.put("clusters", clusters);
    document.put("exact_matching", Map.of("f1", exact.pairwise().f1()));
    return document;
  }

  private static Map<String, Object> scores(ClusterEvaluation.Scores scores) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("precision", scores.precision());
    document.put("recall", scores.recall());
    document.put("f1", scores.f1());
    return document;
  }

  private void print(ClusterEvaluation found, ClusterEvaluation exact) {
    TextTable table = TextTable.of("", "found", "exact matching");
    row(table, "pairwise precision", found.pairwise().precision(), exact.pairwise().precision());
    row(table, "pairwise recall", found.pairwise().recall(), exact.pairwise().recall());
    row(table, "pairwise F1", found.pairwise().f1(), exact.pairwise().f1());
    row(table, "B-cubed precision", found.bcubed().precision(), exact.bcubed().precision());
    row(table, "B-cubed recall", found.bcubed().recall(), exact.bcubed().recall());
    row(table, "B-cubed F1", found.bcubed().f1(), exact.bcubed().f1());
    row(table, "true clusters met exactly", found.exactRate(), exact.exactRate());
    table.row(
        "largest cluster", TextTable.number(found.largest()), TextTable.number(exact.largest()));
    table.print(services.console().out());
    services
        .console()
        .out()
        .println(
            TextTable.number(found.records())
                + " records with a truth; exact matching puts records together whose values are all equal");
  }

  private static void row(TextTable table, String name, double found, double exact) {
    table.row(name, TextTable.decimal(found, 4), TextTable.decimal(exact, 4));
  }
}
