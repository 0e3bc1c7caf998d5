package io.aurum.jobs.report;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * How many customers have how many records.
 *
 * @param customersByRecords records of a customer (0: retired) to the number of such customers
 */
record ClusterSizes(Map<Long, Long> customersByRecords) {
  /** Sizes up to this one have a bar of their own. */
  private static final long SINGLE_UP_TO = 6;

  static ClusterSizes of(Lake lake) {
    Map<Long, Long> customers = new TreeMap<>();
    for (Row row :
        lake.read(Tables.GOLDEN_CUSTOMER).groupBy(col("records")).count().collectAsList()) {
      customers.put(Rows.number(row, "records"), Rows.number(row, "count"));
    }
    return new ClusterSizes(customers);
  }

  /** All customers, the retired included. */
  long customers() {
    return customersByRecords.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Customers by size: small sizes each for itself, larger ones in ranges that double. */
  List<Block.Bar> bars() {
    Map<Long, Long> byUpperEnd = new TreeMap<>();
    customersByRecords.forEach(
        (records, customers) -> {
          if (records > 0) {
            byUpperEnd.merge(upperEnd(records), customers, Long::sum);
          }
        });
    List<Block.Bar> bars = new ArrayList<>();
    byUpperEnd.forEach(
        (end, customers) ->
            bars.add(new Block.Bar("", label(end), customers, Shown.number(customers))));
    return bars;
  }

  private static long upperEnd(long records) {
    long end = SINGLE_UP_TO;
    while (records > end) {
      end *= 2;
    }
    return records <= SINGLE_UP_TO ? records : end;
  }

  private static String label(long end) {
    return end == 1
        ? "1 record"
        : end <= SINGLE_UP_TO
            ? end + " records"
            : Shown.number(end / 2 + 1) + " to " + Shown.number(end) + " records";
  }
}
