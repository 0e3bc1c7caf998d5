package io.aurum.common.outlier;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the AUROC of the ensemble and of its detectors for a folder of tables. */
public final class OutlierBench {
  private OutlierBench() {}

  /**
   * @param arguments folder with gzipped tables whose last column is the truth; number of seeds
   */
  public static void main(String[] arguments) throws IOException {
    int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    List<Path> files;
    try (Stream<Path> found = Files.list(Path.of(arguments[0]))) {
      files = found.filter(file -> file.toString().endsWith(".csv.gz")).sorted().toList();
    }
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (Path file : files) {
      PublicTables table = PublicTables.read(file);
      Map<String, Double> figures = figures(table, seeds);
      if (sums.isEmpty()) {
        System.out.println(
            "| table | rows | outliers | " + String.join(" | ", figures.keySet()) + " | CPU s |");
        System.out.println("|---|---:|---:|" + "---:|".repeat(figures.size() + 1));
      }
      figures.forEach((name, f) -> sums.computeIfAbsent(name, n -> new double[1])[0] += f);
      print(file, table, figures);
    }
    System.out.println(
        "| **mean** | | | "
            + sums.values().stream()
                .map(sum -> number(sum[0] / files.size()))
                .collect(Collectors.joining(" | "))
            + " | |");
  }

  private static Map<String, Double> figures(PublicTables table, int seeds) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (int seed = 1; seed <= seeds; seed++) {
      Ensemble ensemble = Ensemble.fit(table.columns(), 41 + seed);
      double[][] voices =
          Arrays.stream(table.rows()).parallel().map(ensemble::voices).toArray(double[][]::new);
      add(figures, "ensemble", table, voices, Ensemble::combined, seeds);
      for (Ensemble.Kind kind : Ensemble.Kind.values()) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        add(figures, name, table, voices, row -> ensemble.strongest(kind, row), seeds);
      }
    }
    double cpu =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime()
            / 1e9;
    figures.put("cpu", cpu);
    return figures;
  }

  private static void add(
      Map<String, Double> figures,
      String name,
      PublicTables table,
      double[][] voices,
      ToDoubleFunction<double[]> score,
      int seeds) {
    double auroc = table.auroc(Arrays.stream(voices).mapToDouble(score).toArray());
    figures.merge(name, auroc / seeds, Double::sum);
  }

  private static void print(Path file, PublicTables table, Map<String, Double> figures) {
    long outliers = 0;
    for (boolean odd : table.truth()) {
      outliers += odd ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %,d | %s |%n",
        file.getFileName().toString().replace(".csv.gz", ""),
        table.truth().length,
        outliers,
        figures.values().stream().map(OutlierBench::number).collect(Collectors.joining(" | ")));
  }

  private static String number(double figure) {
    return String.format(Locale.ROOT, "%.4f", figure);
  }
}
