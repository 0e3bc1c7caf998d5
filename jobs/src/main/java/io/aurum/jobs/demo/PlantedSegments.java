package io.aurum.jobs.demo;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.aurum.common.cluster.Agreement;
import io.aurum.common.cluster.Matching;
import io.aurum.common.lake.Lake;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Holds the segments that a run found against those by which the demo's customers behave. Each
 * planted segment is compared with the cluster that it is matched to, one to one; customers of odd
 * behaviour are left out.
 */
public final class PlantedSegments {
  private static final String TASK = "customers";
  private static final String BEHAVIOUR = "behaviour.csv";

  private final List<String> planted;
  private final List<String> clusters;
  private final double[][] shared;
  private final Map<String, Told> toldOf;

  private PlantedSegments(
      List<String> planted, List<String> clusters, double[][] shared, Map<String, Told> toldOf) {
    this.planted = planted;
    this.clusters = clusters;
    this.shared = shared;
    this.toldOf = toldOf;
  }

  /**
   * What a run tells of a cluster.
   *
   * @param story its conditions; empty where none sets it apart
   */
  record Told(String name, String story) {}

  /**
   * Compares the truth with the tables as the run left them.
   *
   * @param dataFolder the folder into which the demo data was generated
   */
  public static PlantedSegments compare(Path dataFolder, Lake lake) {
    Map<RecordKey, String> personOf = new HashMap<>();
    PlantedAgainstFound.eachRow(
        dataFolder.resolve(Truth.FOLDER + Truth.RECORDS),
        row -> personOf.put(new RecordKey(row.get(0), row.get(1)), row.get(2)));
    Map<String, String> plantedOf = new HashMap<>();
    PlantedAgainstFound.eachRow(
        dataFolder.resolve(Truth.FOLDER + BEHAVIOUR),
        row -> {
          if (row.get(2).isEmpty() && !row.get(1).equals("segment")) {
            plantedOf.put(row.get(0), row.get(1));
          }
        });
    return compare(plantedOf, customers(personOf, lake), found(lake), told(lake));
  }

  /** Customer of each person; of several the first. */
  private static Map<String, String> customers(Map<RecordKey, String> personOf, Lake lake) {
    Map<String, String> customers = new HashMap<>();
    Findings.customers(lake)
        .forEach(
            (record, customer) -> {
              String person = personOf.get(record);
              if (person != null) {
                customers.merge(person, customer, (a, b) -> a.compareTo(b) <= 0 ? a : b);
              }
            });
    return customers;
  }

  private static Map<String, String> found(Lake lake) {
    Map<String, String> found = new HashMap<>();
    ofClusters(lake, Tables.SEGMENT_MEMBERSHIP)
        .select("customer_id", "segment")
        .collectAsList()
        .forEach(row -> found.put(row.getString(0), row.getString(1)));
    return found;
  }

  private static Map<String, Told> told(Lake lake) {
    Map<String, Told> told = new HashMap<>();
    ofClusters(lake, Tables.SEGMENT_SUMMARY)
        .select(col("segment"), col("segment_name"), coalesce(col("story"), lit("")))
        .collectAsList()
        .forEach(row -> told.put(row.getString(0), new Told(row.getString(1), row.getString(2))));
    return told;
  }

  private static Dataset<Row> ofClusters(Lake lake, TableSpec table) {
    return lake.read(table).where(col("task").equalTo(TASK).and(col("family").equalTo("cluster")));
  }

  /**
   * @param plantedOf segment of each person
   * @param customerOf customer of each person
   * @param foundOf cluster of each customer
   * @param toldOf what is told of each cluster
   */
  static PlantedSegments compare(
      Map<String, String> plantedOf,
      Map<String, String> customerOf,
      Map<String, String> foundOf,
      Map<String, Told> toldOf) {
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    TreeSet<String> clusters = new TreeSet<>();
    plantedOf.forEach(
        (person, segment) -> {
          String cluster = foundOf.get(customerOf.get(person));
          if (cluster != null) {
            clusters.add(cluster);
            counts.computeIfAbsent(segment, s -> new TreeMap<>()).merge(cluster, 1, Integer::sum);
          }
        });
    List<String> planted = List.copyOf(counts.keySet());
    List<String> columns = List.copyOf(clusters);
    double[][] shared = new double[planted.size()][columns.size()];
    for (int p = 0; p < shared.length; p++) {
      for (int c = 0; c < columns.size(); c++) {
        shared[p][c] = counts.get(planted.get(p)).getOrDefault(columns.get(c), 0);
      }
    }
    return new PlantedSegments(planted, columns, shared, toldOf);
  }

  /**
   * Adjusted Rand index: 1 where the clusters are the planted segments, 0 for what chance gives.
   */
  public double agreement() {
    return planted.isEmpty() ? 0 : Agreement.adjustedRand(shared);
  }

  /** The comparison as text of fixed width, for a terminal. */
  public String table() {
    if (planted.isEmpty()) {
      return "";
    }
    int[] partner = Matching.partners(shared);
    StringBuilder text =
        new StringBuilder(PlantedAgainstFound.row("segments", "planted", "together", "share"));
    for (int p = 0; p < shared.length; p++) {
      long size = (long) Arrays.stream(shared[p]).sum();
      long together = isFound(partner[p]) ? (long) shared[p][partner[p]] : 0;
      text.append(
          PlantedAgainstFound.row(
              new PlantedAgainstFound.Line("segment", planted.get(p), size, together)));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "  %d found; agreement (adjusted Rand index) %.2f\n",
            clusters.size(),
            agreement()));
    for (int p = 0; p < shared.length; p++) {
      if (isFound(partner[p])) {
        text.append(line(planted.get(p), clusters.get(partner[p])));
      }
    }
    return text.toString();
  }

  private boolean isFound(int partner) {
    return partner < clusters.size();
  }

  private String line(String segment, String cluster) {
    Told told = toldOf.getOrDefault(cluster, new Told("", ""));
    String story = told.story.isEmpty() ? "" : " (" + told.story + ")";
    return String.format(Locale.ROOT, "  %-16s is %s: %s%s\n", segment, cluster, told.name, story);
  }
}
