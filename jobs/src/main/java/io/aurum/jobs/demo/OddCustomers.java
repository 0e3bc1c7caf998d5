package io.aurum.jobs.demo;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import io.aurum.jobs.demo.PlantedAgainstFound.Line;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The odd customers that the demo planted, and those of them that a run found: a golden customer of
 * theirs is an outlier.
 */
final class OddCustomers {
  static final String GROUP = "odd";

  private static final int PERSON = 0;
  private static final int KIND = 2;

  private static final Set<String> KINDS =
      Arrays.stream(OddKind.values()).map(OddKind::code).collect(Collectors.toUnmodifiableSet());

  private final Map<String, long[]> counts = new TreeMap<>();
  private final Set<String> outliers;

  /**
   * @param outliers golden ids of the customers that were found odd
   */
  OddCustomers(Set<String> outliers) {
    this.outliers = Set.copyOf(outliers);
  }

  /** Golden ids of the customers that a run found odd. */
  static Set<String> found(Lake lake) {
    Set<String> outliers = new HashSet<>();
    lake.read(Tables.RECORD_OUTLIER)
        .where(col("is_outlier").and(col("customer_id").isNotNull()))
        .select("customer_id")
        .toLocalIterator()
        .forEachRemaining(row -> outliers.add(row.getString(0)));
    return outliers;
  }

  /**
   * Counts a row of the file of behaviours; that of another customer, or a header, counts nothing.
   *
   * @param row customer, segment, kind of oddness or empty, day of leaving
   * @param customersOf golden customers of each true one
   */
  void count(List<String> row, Map<String, Set<String>> customersOf) {
    if (KINDS.contains(row.get(KIND))) {
      long[] count = counts.computeIfAbsent(row.get(KIND), kind -> new long[2]);
      Set<String> customers = customersOf.getOrDefault(row.get(PERSON), Set.of());
      count[0]++;
      count[1] += Collections.disjoint(customers, outliers) ? 0 : 1;
    }
  }

  /** One line for each kind. */
  List<Line> lines() {
    return counts.entrySet().stream()
        .map(count -> new Line(GROUP, count.getKey(), count.getValue()[0], count.getValue()[1]))
        .toList();
  }
}
