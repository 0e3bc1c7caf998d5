package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.decimal;
import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.isoDate;
import static io.aurum.common.config.Parsers.oneOf;

import io.aurum.common.config.AnomalySettings.Grain;
import io.aurum.common.config.AnomalySettings.Measure;
import io.aurum.common.config.AnomalySettings.Method;
import io.aurum.common.config.AnomalySettings.Metric;
import io.aurum.common.rule.Condition;
import io.aurum.common.series.Cube;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which metrics are watched over time. */
final class AnomalySettingsReader {
  private static final String COLUMN = "column";
  private static final String DIMENSIONS = "dimensions";
  private static final String PER = "per";
  private static final String QUANTITY = "quantity";
  private static final int MOST_HORIZON = 10_000;
  private static final int MOST_SERIES = 100_000;
  private static final int MOST_WARM_UP = 100_000;

  private final MiningTables tables;
  private final Map<String, AnomalyTruth> truths;

  /**
   * @param truths by the name of the analysis
   */
  AnomalySettingsReader(MiningTables tables, Map<String, AnomalyTruth> truths) {
    this.tables = tables;
    this.truths = truths;
  }

  AnomalySettings read(Section analysis) {
    Names.check(analysis, "analysis");
    String table = analysis.require("table", tables.table());
    Parser<String> column = tables.column(table);
    List<String> dimensions = dimensions(analysis, column);
    return new AnomalySettings(
        analysis.key(),
        table,
        analysis.require("time", column),
        analysis.require("grain", choice(Grain.class)),
        metrics(analysis, column, orCustomer(table, column)),
        dimensions,
        cuts(analysis, dimensions),
        RuleSettingsReader.condition(analysis, "where").orElse(Condition.NONE),
        analysis.list("holidays", isoDate()).stream().map(LocalDate::parse).toList(),
        analysis.require("method", choice(Method.class)),
        analysis.require("warm-up", integer(1, MOST_WARM_UP)).intValue(),
        analysis.require("false-discovery-rate", decimal("0.000001", "0.5")),
        analysis.require("horizon", integer(0, MOST_HORIZON)).intValue(),
        analysis.require("most-series", integer(1, MOST_SERIES)).intValue(),
        Optional.ofNullable(truths.get(analysis.key())));
  }

  /** A column of the table, or the customer, who stands beside every row. */
  private Parser<String> orCustomer(String table, Parser<String> column) {
    List<String> columns = new ArrayList<>(tables.columns(table));
    columns.add("customer_id");
    return columns.size() == 1 ? column : oneOf("column of the table", columns);
  }

  private static List<String> dimensions(Section analysis, Parser<String> column) {
    List<String> dimensions = analysis.list(DIMENSIONS, column);
    if (dimensions.size() > Cube.MAX_DIMENSIONS) {
      analysis.reject(
          DIMENSIONS,
          "%d dimensions in '%s'".formatted(dimensions.size(), analysis.path()),
          "causes are looked for in all combinations of them",
          "name %d at most".formatted(Cube.MAX_DIMENSIONS));
    }
    return dimensions;
  }

  /** As said; else all rows together, and each dimension of its own. */
  private static List<List<String>> cuts(Section analysis, List<String> dimensions) {
    if (analysis.has("series")) {
      return analysis.lists("series", oneOf("dimension", dimensions));
    }
    List<List<String>> cuts = new ArrayList<>();
    cuts.add(List.of());
    dimensions.forEach(dimension -> cuts.add(List.of(dimension)));
    return List.copyOf(cuts);
  }

  private static List<Metric> metrics(
      Section analysis, Parser<String> column, Parser<String> orCustomer) {
    Section metrics = analysis.section("metrics", "the metrics");
    List<Metric> read = new ArrayList<>();
    for (Section metric : metrics.entries("a metric")) {
      Names.check(metric, "metric");
      read.add(metric(metric, column, orCustomer));
    }
    if (read.isEmpty()) {
      analysis.reject(
          "no metrics in '" + analysis.path() + "'",
          "there is nothing to watch",
          "add metrics { <name> { measure = count } }");
    }
    return List.copyOf(read);
  }

  private static Metric metric(Section metric, Parser<String> own, Parser<String> orCustomer) {
    Measure measure = metric.require("measure", choice(Measure.class));
    Parser<String> column = measure == Measure.DISTINCT ? orCustomer : own;
    return new Metric(
        metric.key(),
        measure,
        measure == Measure.COUNT
            ? idle(metric, COLUMN, column, "a count counts rows")
            : Optional.of(metric.require(COLUMN, column)),
        measure == Measure.RATIO
            ? Optional.of(metric.require(PER, column))
            : idle(metric, PER, column, "only a ratio is per something"),
        measure == Measure.SUM
            ? metric.find(QUANTITY, column)
            : idle(metric, QUANTITY, column, "only a sum has pieces and prices"));
  }

  private static Optional<String> idle(
      Section metric, String key, Parser<String> column, String cause) {
    if (metric.find(key, column).isPresent()) {
      metric.reject(key, "idle key '" + metric.pathTo(key) + "'", cause, "remove it");
    }
    return Optional.empty();
  }
}
