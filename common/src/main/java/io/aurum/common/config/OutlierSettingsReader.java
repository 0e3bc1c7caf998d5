package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.decimal;
import static io.aurum.common.config.Parsers.name;

import io.aurum.common.config.OutlierSettings.SuspectedType;
import io.aurum.common.config.OutlierSettings.Threshold;
import io.aurum.common.rule.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads in which tables odd rows are looked for. */
final class OutlierSettingsReader {
  private static final String FEATURES = "features";

  /** What {@code features} says where all columns are meant. */
  private static final String ALL = "all";

  private final MiningTables tables;
  private final Map<String, OutlierTruth> truths;

  /**
   * @param truths columns that tell outliers, by the name of the analysis: none is a feature
   */
  OutlierSettingsReader(MiningTables tables, Map<String, OutlierTruth> truths) {
    this.tables = tables;
    this.truths = truths;
  }

  OutlierSettings read(Section analysis) {
    Names.check(analysis, "outlier analysis");
    String table = analysis.require("table", tables.table());
    return new OutlierSettings(
        analysis.key(),
        table,
        tables.condition(analysis, "where", table).orElse(Condition.NONE),
        features(analysis, table),
        analysis.require("threshold", choice(Threshold.class)),
        analysis.require("rate", decimal("0.0001", "0.5")),
        Optional.ofNullable(truths.get(analysis.key())),
        types(analysis.section("types", "the suspected types")));
  }

  private List<String> features(Section analysis, String table) {
    List<String> columns = tables.columns(table);
    List<String> said = analysis.list(FEATURES, name());
    boolean all = said.isEmpty() || said.equals(List.of(ALL));
    List<String> features =
        new ArrayList<>(all ? columns : analysis.list(FEATURES, tables.column(table)));
    features.removeAll(analysis.list("exclude", tables.column(table)));
    Optional.ofNullable(truths.get(analysis.key()))
        .ifPresent(truth -> rejectTruth(analysis, features, truth));
    if (features.isEmpty() && !columns.isEmpty()) {
      analysis.reject(
          "no features in '" + analysis.path() + "'",
          "nothing is left in which a row could be odd",
          "name other features, or exclude fewer columns");
    }
    return List.copyOf(features);
  }

  private static void rejectTruth(Section analysis, List<String> features, OutlierTruth truth) {
    if (features.contains(truth.column())) {
      analysis.reject(
          "the truth '" + truth.column() + "' among the features of '" + analysis.path() + "'",
          "evaluate.outliers says that the column tells the outliers",
          "add it to '" + analysis.pathTo("exclude") + "'");
    }
  }

  private static List<SuspectedType> types(Section types) {
    List<SuspectedType> suspected = new ArrayList<>();
    for (String type : types.keys()) {
      SqlConditions.find(types, type)
          .ifPresent(when -> suspected.add(new SuspectedType(type, when)));
    }
    return List.copyOf(suspected);
  }
}
