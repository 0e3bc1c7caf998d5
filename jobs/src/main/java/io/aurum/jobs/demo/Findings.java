package io.aurum.jobs.demo;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What a run found out about the demo's records.
 *
 * @param customerOf golden customer of each record
 * @param profileKindOf profile kind of each golden customer
 * @param rejections rows in quarantine
 * @param accepted values of interest that stand in the accepted records
 * @param supplierStatus what became of each record of a supplier
 * @param supplied what suppliers say about customers, by their record and attribute
 */
record Findings(
    Map<RecordKey, String> customerOf,
    Map<String, String> profileKindOf,
    Set<Rejection> rejections,
    Set<Value> accepted,
    Map<RecordKey, String> supplierStatus,
    Map<Value, Said> supplied) {

  /**
   * Reads the findings from the tables.
   *
   * @param doubtful values whose acceptance is asked for
   */
  static Findings read(Lake lake, Set<Value> doubtful) {
    return new Findings(
        customers(lake),
        profileKinds(lake),
        rejections(lake),
        accepted(lake, doubtful),
        supplierStatus(lake),
        supplied(lake));
  }

  /** The last part of a path: tables and truth name files relative to different folders. */
  static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Customer of each record. */
  static Map<RecordKey, String> customers(Lake lake) {
    Dataset<Row> links =
        lake.read(Tables.CUSTOMER_LINK)
            .where(functions.col("effective_to").isNull())
            .select("source", "source_record_id", "customer_id");
    Map<RecordKey, String> customers = new HashMap<>();
    each(links, row -> customers.put(key(row), row.getString(2)));
    return customers;
  }

  private static Map<String, String> profileKinds(Lake lake) {
    Map<String, String> kinds = new HashMap<>();
    each(
        lake.read(Tables.GOLDEN_CUSTOMER).select("customer_id", "profile_kind"),
        row -> kinds.put(row.getString(0), row.getString(1)));
    return kinds;
  }

  private static Set<Rejection> rejections(Lake lake) {
    Set<Rejection> rejections = new HashSet<>();
    each(
        lake.read(Tables.QUARANTINE_RECORD).select("source", "file", "line", "rule"),
        row ->
            rejections.add(
                new Rejection(
                    row.getString(0),
                    fileName(row.getString(1)),
                    row.getLong(2),
                    row.getString(3))));
    return rejections;
  }

  private static Set<Value> accepted(Lake lake, Set<Value> doubtful) {
    List<String> attributes = doubtful.stream().map(Value::attribute).distinct().sorted().toList();
    Set<Value> accepted = new HashSet<>();
    each(
        lake.read(Tables.VALID_RECORD)
            .select(
                "source",
                Stream.concat(Stream.of("source_record_id"), attributes.stream())
                    .toArray(String[]::new)),
        row -> {
          for (int i = 0; i < attributes.size(); i++) {
            Value value = new Value(key(row), attributes.get(i));
            if (doubtful.contains(value) && !row.isNullAt(i + 2)) {
              accepted.add(value);
            }
          }
        });
    return accepted;
  }

  private static Map<RecordKey, String> supplierStatus(Lake lake) {
    Map<RecordKey, String> statuses = new HashMap<>();
    each(
        lake.read(Tables.SUPPLIER_LINK).select("source", "source_record_id", "status"),
        row -> statuses.put(key(row), row.getString(2)));
    return statuses;
  }

  private static Map<Value, Said> supplied(Lake lake) {
    Map<Value, Said> supplied = new HashMap<>();
    each(
        lake.read(Tables.SUPPLIED_VALUE)
            .select(
                "source", "source_record_id", "attribute", "customer_id", "comparison", "outcome"),
        row ->
            supplied.put(
                new Value(key(row), row.getString(2)),
                new Said(row.getString(3), row.getString(4), row.getString(5))));
    return supplied;
  }

  private static RecordKey key(Row row) {
    return new RecordKey(row.getString(0), row.getString(1));
  }

  private static void each(Dataset<Row> rows, Consumer<Row> action) {
    for (Iterator<Row> all = rows.toLocalIterator(); all.hasNext(); ) {
      action.accept(all.next());
    }
  }

  /** What a supplied value is to the customer's own, and what became of it. */
  record Said(String customer, String comparison, String outcome) {}

  /** One attribute of a record. */
  record Value(RecordKey record, String attribute) {}

  /** A row in quarantine, by the name of its file, its line and the rule. */
  record Rejection(String source, String file, long line, String rule) {}
}
