package io.aurum.common.cluster;

import com.sun.management.OperatingSystemMXBean;
import io.aurum.common.cluster.ClusterSearch.Candidate;
import io.aurum.common.lake.SparkSessions;
import java.lang.management.ManagementFactory;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What it costs to choose among 2 to 10 clusters of Online Retail's customers by recency, frequency
 * and money (logarithms, standardised) with 100 half-samples; beside it MLlib's k-means for the
 * same numbers of clusters, once each and without half-samples, in the same process. MLlib is
 * called by name, because nothing else here needs it.
 */
public final class RfmBench {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int REPEATS = 5;
  private static final int LEAST = 2;
  private static final int MOST = 10;
  private static final int DRAWS = 100;
  private static final long SEED = 42;

  private static final String RFM =
      """
      select ln(1 + date_diff('day', max(InvoiceDate)::date, date '2011-12-10')),
        ln(1 + count(distinct InvoiceNo)), ln(1 + sum(Quantity * UnitPrice))
      from read_csv('%s/online_retail/online-retail-all.csv.gz', types =
        {'InvoiceNo': 'varchar', 'StockCode': 'varchar', 'InvoiceDate': 'timestamp'})
      where CustomerID is not null and Quantity > 0 and UnitPrice > 0
        and not starts_with(InvoiceNo, 'C')
      group by CustomerID
      order by CustomerID
      """;

  private RfmBench() {}

  /**
   * Runs the bench.
   *
   * @param args folder with the public data; {@code mllib} to run that, too
   */
  public static void main(String[] args) throws Exception {
    double[][] rows = standardised(customers(args[0]));
    System.out.printf(Locale.ROOT, "%,d customers%n", rows.length);
    System.out.println("| what | found | s, first | CPU s, first | s, median | CPU s, median |");
    System.out.println("|---|---|---:|---:|---:|---:|");
    report("k-means", REPEATS, () -> search(rows, Set.of(Method.K_MEANS)));
    report("all methods", REPEATS, () -> search(rows, Set.of(Method.values())));
    if (Arrays.asList(args).contains("mllib")) {
      SparkSession spark = SparkSessions.start("bench");
      Dataset<Row> points = vectors(spark, rows).cache();
      points.count();
      report("MLlib's k-means, no half-samples", 1, () -> byMllib(points));
    }
  }

  private static void report(String what, int repeats, Callable<String> work) throws Exception {
    double[] seconds = new double[repeats];
    double[] cpu = new double[repeats];
    String found = "";
    for (int i = 0; i < repeats; i++) {
      long before = System.nanoTime();
      long cpuBefore = SYSTEM.getProcessCpuTime();
      found = work.call();
      seconds[i] = (System.nanoTime() - before) / 1e9;
      cpu[i] = (SYSTEM.getProcessCpuTime() - cpuBefore) / 1e9;
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.2f | %.2f | %.2f | %.2f |%n",
        what,
        found,
        seconds[0],
        cpu[0],
        median(seconds),
        median(cpu));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String search(double[][] rows, Set<Method> methods) {
    ClusterSearch.Result found =
        ClusterSearch.search(
            Points.of(rows), new ClusterSearch.Options(LEAST, MOST, methods, DRAWS, SEED));
    String silhouettes =
        found.candidates().stream()
            .filter(candidate -> candidate.method() == Method.K_MEANS && candidate.clusters() <= 6)
            .map(Candidate::silhouette)
            .map(silhouette -> String.format(Locale.ROOT, "%.4f", silhouette))
            .collect(Collectors.joining(", "));
    return found.model().clusters() + " of " + found.candidates().size() + "; " + silhouettes;
  }

  private static double[][] customers(String data) throws SQLException {
    List<double[]> customers = new ArrayList<>();
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var rows = duck.createStatement().executeQuery(RFM.formatted(data))) {
      while (rows.next()) {
        customers.add(new double[] {rows.getDouble(1), rows.getDouble(2), rows.getDouble(3)});
      }
    }
    return customers.toArray(double[][]::new);
  }

  private static double[][] standardised(double[][] rows) {
    double[][] scaled = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    for (int d = 0; d < rows[0].length; d++) {
      int column = d;
      double mean = Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElseThrow();
      double variance =
          Arrays.stream(rows)
              .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
              .average()
              .orElseThrow();
      for (double[] row : scaled) {
        row[column] = (row[column] - mean) / Math.sqrt(variance);
      }
    }
    return scaled;
  }

  private static Dataset<Row> vectors(SparkSession spark, double[][] rows) throws Exception {
    var dense =
        Class.forName("org.apache.spark.ml.linalg.Vectors").getMethod("dense", double[].class);
    Object type =
        Class.forName("org.apache.spark.ml.linalg.SQLDataTypes")
            .getMethod("VectorType")
            .invoke(null);
    List<Row> vectors = new ArrayList<>();
    for (double[] row : rows) {
      vectors.add(RowFactory.create(dense.invoke(null, (Object) row)));
    }
    return spark.createDataFrame(
        vectors, new StructType().add("features", (org.apache.spark.sql.types.DataType) type));
  }

  private static String byMllib(Dataset<Row> points) throws Exception {
    Class<?> type = Class.forName("org.apache.spark.ml.clustering.KMeans");
    for (int k = LEAST; k <= MOST; k++) {
      Object means = type.getConstructor().newInstance();
      type.getMethod("setK", int.class).invoke(means, k);
      type.getMethod("setSeed", long.class).invoke(means, SEED);
      type.getMethod("fit", Dataset.class).invoke(means, points);
    }
    return "";
  }
}
