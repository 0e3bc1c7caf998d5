package io.aurum.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The batteries FCPS and Graves of Gagolewski's benchmark, the number of clusters unknown. Noise is
 * not judged, as its author does not.
 */
class ClusteringBenchmarkTest {
  private static final String DATA = "AURUM_BENCH_DATA";

  @Test
  void agreesWithTheReferencesOfBothBatteries() throws IOException {
    assumeTrue(System.getenv(DATA) != null, "skipped: " + DATA + " is not set");

    Map<String, Double> fcps = agreements("fcps");
    Map<String, Double> graves = agreements("graves");

    assertThat(fcps).hasSize(9);
    assertThat(graves).hasSize(10);
    assertThat(mean(fcps)).isGreaterThan(0.95);
    assertThat(mean(graves)).isGreaterThan(0.90);
    assertThat(fcps).containsEntry("chainlink", 1.0).containsEntry("hepta", 1.0);
    assertThat(graves).containsEntry("ring", 1.0).containsEntry("zigzag", 1.0);
  }

  private static double mean(Map<String, Double> agreements) {
    return agreements.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  private static Map<String, Double> agreements(String battery) throws IOException {
    Path folder = Path.of(System.getenv(DATA), "clustering_benchmark", battery);
    Map<String, Double> agreements = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".data.gz")).sorted().toList()) {
        String set = file.getFileName().toString().replace(".data.gz", "");
        agreements.put(set, agreement(file, file.resolveSibling(set + ".labels0.gz")));
      }
    }
    return agreements;
  }

  private static double agreement(Path data, Path references) throws IOException {
    Points points = Points.of(points(data));
    ClusterSearch.Result found =
        ClusterSearch.search(
            points, new ClusterSearch.Options(2, 10, Set.of(Method.values()), 20, 42));
    return Agreement.adjustedRand(labels(references), points.ofRows(found.labels()));
  }

  /** The points of a set. */
  static double[][] points(Path data) throws IOException {
    return lines(data).stream()
        .map(line -> Arrays.stream(line.split("\\s+")).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  /** True clusters from 0; negative for noise. */
  static int[] labels(Path references) throws IOException {
    return lines(references).stream()
        .mapToInt(line -> (int) Double.parseDouble(line) - 1)
        .toArray();
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      return reader.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
  }
}
