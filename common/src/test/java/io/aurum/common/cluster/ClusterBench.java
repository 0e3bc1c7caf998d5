package io.aurum.common.cluster;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Clusters the sets of a benchmark without being told how many clusters there are, and beside that
 * by k-means (the best of ten starts) and by a mixture of normal distributions that begins there,
 * which are told. Prints the adjusted Rand index of each and the CPU time.
 */
public final class ClusterBench {
  private static final long SEED = 42;
  private static final int RESTARTS = 10;

  private final PrintStream out;
  private final double[][] sums = new double[2][3];

  private ClusterBench(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs the bench.
   *
   * @param args folder with the benchmark: a folder for each battery
   */
  public static void main(String[] args) throws IOException {
    new ClusterBench(System.out).run(Path.of(args[0]));
  }

  private void run(Path root) throws IOException {
    out.println("| set | rows | true k | found k | Aurum | k-means, true k | mixture, true k |");
    out.println("|---|---:|---:|---:|---:|---:|---:|");
    int sets = 0;
    for (Path battery : entries(root)) {
      for (Path file : entries(battery)) {
        if (file.toString().endsWith(".data.gz")) {
          set(battery.getFileName().toString(), file);
          sets++;
        }
      }
    }
    row("mean", "", "", "", sums[0], sets);
    row("CPU seconds, all sets", "", "", "", sums[1], 1);
  }

  private void row(
      String name, String rows, String trueK, String foundK, double[] figures, int over) {
    out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s | %.3f | %.3f | %.3f |%n",
        name,
        rows,
        trueK,
        foundK,
        figures[0] / over,
        figures[1] / over,
        figures[2] / over);
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private void set(String battery, Path file) throws IOException {
    String name = file.getFileName().toString().replace(".data.gz", "");
    double[][] rows = ClusteringBenchmarkTest.points(file);
    int[] truth = ClusteringBenchmarkTest.labels(file.resolveSibling(name + ".labels0.gz"));
    int k = Arrays.stream(truth).max().orElse(0) + 1;
    double[] agreement = new double[3];
    double[] before = {cpuSeconds(), 0, 0, 0};
    Points points = Points.of(rows);
    ClusterSearch.Result found =
        ClusterSearch.search(
            points, new ClusterSearch.Options(2, 10, Set.of(Method.values()), 100, SEED));
    agreement[0] = Agreement.adjustedRand(truth, points.ofRows(found.labels()));
    before[1] = cpuSeconds();
    int[] means = KMeans.fit(points, k, RESTARTS, new SplittableRandom(SEED)).assign(points);
    agreement[1] = Agreement.adjustedRand(truth, points.ofRows(means));
    before[2] = cpuSeconds();
    ClusterModel mixture =
        GaussianMixture.fit(points, GaussianMixture.Shape.FULL, k, means).model();
    agreement[2] = Agreement.adjustedRand(truth, points.ofRows(mixture.assign(points)));
    before[3] = cpuSeconds();
    for (int m = 0; m < agreement.length; m++) {
      sums[0][m] += agreement[m];
      sums[1][m] += before[m + 1] - before[m];
    }
    row(
        battery + "/" + name,
        String.valueOf(rows.length),
        String.valueOf(k),
        String.valueOf(found.model().clusters()),
        agreement,
        1);
  }

  private static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }
}
