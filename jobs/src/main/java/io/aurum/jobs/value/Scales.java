package io.aurum.jobs.value;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds the exact fifths of all measures at once, in two passes: the first counts customers by wide
 * ranges of values, the second counts single values in the ranges that hold a bound. Memory stays
 * small however many customers there are.
 */
final class Scales {
  /** A range holds 2^16 values. */
  private static final int RANGE_BITS = 16;

  private static final String MEASURE = "measure";
  private static final String VALUE = "value";
  private static final String RANGE = "range";
  private static final List<String> PREFIXES = List.of("", Judgement.PREVIOUS);

  private Scales() {}

  /**
   * The scale at the date, and the one at the date of comparison.
   *
   * @param judged rows of {@link Judgement}
   */
  static List<RfmScale> of(Dataset<Row> judged) {
    List<Column> measures = new ArrayList<>();
    for (String prefix : PREFIXES) {
      measures.add(col(prefix + Judgement.RECENCY).multiply(-1));
      measures.add(col(prefix + Judgement.FREQUENCY));
      measures.add(col(prefix + Judgement.CENTS));
    }
    Column[] numbered = new Column[measures.size()];
    for (int i = 0; i < numbered.length; i++) {
      numbered[i] = struct(lit(i).as(MEASURE), measures.get(i).as(VALUE));
    }
    Dataset<Row> values =
        judged
            .select(explode(array(numbered)).as("m"))
            .select(col("m.measure"), col("m.value"))
            .where(col(VALUE).isNotNull())
            .withColumn(RANGE, shiftright(col(VALUE), RANGE_BITS));
    Map<Integer, SortedMap<Long, Long>> ranges = counted(values, RANGE);
    Map<Integer, SortedMap<Long, Long>> exact = counted(values.where(holdsBound(ranges)), VALUE);
    List<long[]> bounds = new ArrayList<>();
    for (int i = 0; i < numbered.length; i++) {
      bounds.add(
          bounds(ranges.getOrDefault(i, new TreeMap<>()), exact.getOrDefault(i, new TreeMap<>())));
    }
    return List.of(
        new RfmScale(bounds.get(0), bounds.get(1), bounds.get(2)),
        new RfmScale(bounds.get(3), bounds.get(4), bounds.get(5)));
  }

  private static Map<Integer, SortedMap<Long, Long>> counted(Dataset<Row> values, String by) {
    Map<Integer, SortedMap<Long, Long>> counts = new HashMap<>();
    for (Row row : values.groupBy(MEASURE, by).agg(count(lit(1))).collectAsList()) {
      counts
          .computeIfAbsent(row.getInt(0), measure -> new TreeMap<>())
          .put(row.getLong(1), row.getLong(2));
    }
    return counts;
  }

  private static Column holdsBound(Map<Integer, SortedMap<Long, Long>> ranges) {
    Column holds = lit(false);
    for (Map.Entry<Integer, SortedMap<Long, Long>> measure : ranges.entrySet()) {
      Object[] wanted =
          Arrays.stream(RfmScale.bounds(measure.getValue())).distinct().boxed().toArray();
      holds = holds.or(col(MEASURE).equalTo(measure.getKey()).and(col(RANGE).isin(wanted)));
    }
    return holds;
  }

  /** Single values where they were counted, else their range as a whole: no bound lies in it. */
  private static long[] bounds(SortedMap<Long, Long> ranges, SortedMap<Long, Long> exact) {
    var looked = exact.keySet().stream().map(v -> v >> RANGE_BITS).collect(Collectors.toSet());
    SortedMap<Long, Long> customers = new TreeMap<>(exact);
    ranges.forEach(
        (range, count) -> {
          if (!looked.contains(range)) {
            customers.put(range << RANGE_BITS, count);
          }
        });
    return RfmScale.bounds(customers);
  }
}
