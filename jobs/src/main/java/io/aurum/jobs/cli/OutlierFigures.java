package io.aurum.jobs.cli;

import io.aurum.jobs.cli.OutlierEvaluator.Figures;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How well outliers were told, for people and for programs.
 *
 * @param tables one for each analysis with a truth, not empty
 */
record OutlierFigures(List<Figures> tables) {
  private static final int DECIMALS = 4;

  /** The figures as a document of plain values. */
  Map<String, Object> document() {
    Map<String, Object> byTable = new LinkedHashMap<>();
    tables.forEach(figures -> byTable.put(figures.task(), document(figures)));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("mean_auroc", mean(Figures::auroc));
    document.put("mean_average_precision", mean(Figures::averagePrecision));
    document.put("mean_isolation_forest_auroc", mean(Figures::forestAuroc));
    document.put("analyses", byTable);
    return document;
  }

  private static Map<String, Object> document(Figures figures) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("rows", figures.rows());
    document.put("outliers", figures.outliers());
    document.put("auroc", figures.auroc());
    document.put("average_precision", figures.averagePrecision());
    document.put("isolation_forest_auroc", figures.forestAuroc());
    document.put("precision", figures.precision());
    document.put("recall", figures.recall());
    return document;
  }

  /** One line for each analysis, and their mean. */
  void print(PrintWriter out) {
    TextTable text =
        TextTable.of(
            "outliers in",
            "rows",
            "outliers",
            "AUROC",
            "forest alone",
            "avg. precision",
            "precision",
            "recall");
    for (Figures figures : tables) {
      text.row(
          figures.task(),
          TextTable.number(figures.rows()),
          TextTable.number(figures.outliers()),
          decimal(figures.auroc()),
          decimal(figures.forestAuroc()),
          decimal(figures.averagePrecision()),
          decimal(figures.precision()),
          decimal(figures.recall()));
    }
    text.row(
        "mean",
        "",
        "",
        decimal(mean(Figures::auroc)),
        decimal(mean(Figures::forestAuroc)),
        decimal(mean(Figures::averagePrecision)),
        decimal(mean(Figures::precision)),
        decimal(mean(Figures::recall)));
    text.print(out);
  }

  private double mean(ToDoubleFunction<Figures> figure) {
    return tables.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static String decimal(double value) {
    return TextTable.decimal(value, DECIMALS);
  }
}
