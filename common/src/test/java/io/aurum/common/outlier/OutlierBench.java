package io.aurum.common.outlier;

import com.sun.management.OperatingSystemMXBean;
import io.aurum.common.outlier.Ensemble.Kind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints, for a folder of tables, the areas under the ROC curve of the ensemble and of its
 * detectors beside published figures of isolation forest.
 */
public final class OutlierBench {
  /**
   * AUROC of 100 trees of 256 rows: README of github.com/linkedin/isolation-forest (BSD-2-Clause).
   */
  private static final Map<String, Double> PUBLISHED =
      Map.of(
          "2_annthyroid", 0.813,
          "4_breastw", 0.9864,
          "6_cardio", 0.928,
          "23_mammography", 0.8649,
          "29_Pima", 0.668,
          "30_satellite", 0.717,
          "32_shuttle", 0.9971);

  private static final long FIRST_SEED = 42;

  private OutlierBench() {}

  /**
   * @param arguments folder with gzipped tables whose last column is the truth; number of seeds
   */
  public static void main(String[] arguments) throws IOException {
    int seeds = Integer.parseInt(arguments[1]);
    List<Map<String, Double>> all = new ArrayList<>();
    for (Path file : tables(Path.of(arguments[0]))) {
      PublicTables table = PublicTables.read(file);
      String name = file.getFileName().toString().replace(".csv.gz", "");
      Map<String, Double> figures = figures(table, seeds);
      figures.put("forest, published", PUBLISHED.getOrDefault(name, Double.NaN));
      if (all.isEmpty()) {
        row("table", "rows", "outliers", String.join(" | ", figures.keySet()));
        row("---", "---:", "---:", "---:" + " | ---:".repeat(figures.size() - 1));
      }
      all.add(figures);
      row(name, number(table.truth().length), number(outliers(table)), numbers(figures));
    }
    row("mean", "", "", numbers(means(all)));
    System.out.printf(Locale.ROOT, "%.1f CPU s, %d seeds%n", cpuSeconds(), seeds);
  }

  private static List<Path> tables(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(file -> file.toString().endsWith(".csv.gz")).sorted().toList();
    }
  }

  private static Map<String, Double> figures(PublicTables table, int seeds) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (int i = 0; i < seeds; i++) {
      Ensemble ensemble = Ensemble.fit(table.columns(), FIRST_SEED + i);
      double[][] voices =
          Arrays.stream(table.rows()).parallel().map(ensemble::voices).toArray(double[][]::new);
      Map<String, ToDoubleFunction<double[]>> scores = new LinkedHashMap<>();
      scores.put("ensemble", Ensemble::combined);
      for (Kind kind : Kind.values()) {
        scores.put(kind.name().toLowerCase(Locale.ROOT), row -> ensemble.strongest(kind, row));
      }
      scores.forEach(
          (name, score) ->
              figures.merge(
                  name,
                  table.auroc(Arrays.stream(voices).mapToDouble(score).toArray()) / seeds,
                  Double::sum));
    }
    return figures;
  }

  private static Map<String, Double> means(List<Map<String, Double>> all) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (String name : all.get(0).keySet()) {
      means.put(
          name,
          all.stream()
              .mapToDouble(figures -> figures.get(name))
              .filter(figure -> !Double.isNaN(figure))
              .average()
              .orElse(Double.NaN));
    }
    return means;
  }

  private static int outliers(PublicTables table) {
    int outliers = 0;
    for (boolean odd : table.truth()) {
      outliers += odd ? 1 : 0;
    }
    return outliers;
  }

  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  private static void row(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }

  private static String number(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String numbers(Map<String, Double> figures) {
    return figures.values().stream()
        .map(figure -> Double.isNaN(figure) ? "" : String.format(Locale.ROOT, "%.4f", figure))
        .collect(Collectors.joining(" | "));
  }
}
