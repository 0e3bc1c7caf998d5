package io.aurum.jobs.cli;

import io.aurum.common.config.Settings;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.match.ClusterEvaluation;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.jobs.anomaly.AnomalyJob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aurum evaluate}: how well what was found agrees with the truth. */
@Command(
    name = "evaluate",
    description =
        "Compares what the latest run found (customers, outliers, segments, anomalies and their"
            + " causes) with the truth that the configuration names.")
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
    Optional<TruthReader> customers =
        checked.truth().isEmpty() && hasMinedTruth(checked)
            ? Optional.empty()
            : Optional.of(TruthReader.of(checked));
    Map<String, List<InputFile>> inputs = platform.inputs(checked);
    Map<String, Object> document = new LinkedHashMap<>();
    try (ReadSession lake = ReadSession.open(platform, out.out, checked, inputs)) {
      customers.ifPresent(truth -> customers(checked, lake, truth.read(lake, inputs), document));
      outliers(checked, lake, document);
      segments(checked, lake, document);
      anomalies(checked, lake, document);
    }
    if (json) {
      services.console().json(document);
    }
    return ExitCode.OK.code();
  }

  private void customers(
      Settings checked, ReadSession lake, Dataset<Row> truth, Map<String, Object> document) {
    Evaluator evaluator = new Evaluator(lake.session().lake(), checked, truth);
    ClusterEvaluation found = evaluator.found();
    ClusterEvaluation exact = evaluator.exactMatching();
    if (json) {
      document.putAll(document(found, exact));
    } else {
      print(found, exact);
    }
  }

  private static boolean hasMinedTruth(Settings checked) {
    return OutlierEvaluator.hasTruth(checked)
        || SegmentEvaluator.hasTruth(checked)
        || AnomalyEvaluator.hasTruth(checked);
  }

  private void anomalies(Settings checked, ReadSession lake, Map<String, Object> document) {
    if (!AnomalyEvaluator.hasTruth(checked)) {
      return;
    }
    MiningRows rows = new MiningRows(lake.session().lake(), lake.run(), checked);
    AnomalyFigures figures =
        new AnomalyFigures(
            new AnomalyEvaluator(
                    lake.session().lake(),
                    checked.mining().anomalies(),
                    analysis ->
                        AnomalyJob.recorded(
                            analysis, rows.of(analysis.table()), lake.run().knownBefore()))
                .judge());
    if (json) {
      document.put("anomalies", figures.document());
    } else {
      figures.print(services.console().out());
    }
  }

  private void segments(Settings checked, ReadSession lake, Map<String, Object> document) {
    List<SegmentEvaluator.Judged> judged = SegmentEvaluator.judge(lake, checked);
    if (judged.isEmpty()) {
      return;
    }
    if (json) {
      document.put("segments", SegmentEvaluator.document(judged));
    } else {
      SegmentEvaluator.print(judged, services.console().out());
    }
  }

  private void outliers(Settings checked, ReadSession lake, Map<String, Object> document) {
    List<OutlierEvaluator.Figures> found =
        new OutlierEvaluator(lake.session().lake(), lake.run(), checked).figures();
    if (found.isEmpty()) {
      return;
    }
    OutlierFigures figures = new OutlierFigures(found);
    if (json) {
      document.put("outliers", figures.document());
    } else {
      figures.print(services.console().out());
    }
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
