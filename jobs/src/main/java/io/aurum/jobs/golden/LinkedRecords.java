package io.aurum.jobs.golden;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.lake.Lake;
import io.aurum.common.match.Survivorship.Candidate;
import io.aurum.common.table.Tables;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The accepted records with their customers, and how one of them is read. The columns stand by
 * position: customer, source, record id, known_at in microseconds, content hash, profile kind, then
 * the canonical values and then the match forms of the attributes.
 *
 * @param attributes number of attributes
 * @param trust of each configured source; a source that the configuration no longer names has none
 */
record LinkedRecords(int attributes, Map<String, Double> trust) implements Serializable {
  /** Links up to this number are sent to every task, which spares a shuffle of the records. */
  private static final long BROADCAST_LINKS = 1_000_000;

  private static final String CUSTOMER = "customer_id";
  private static final int FIRST_VALUE = 6;

  /** All records that have a customer, the records of a customer side by side. */
  static Dataset<Row> byCustomer(Lake lake, List<AttributeSettings> attributes) {
    Dataset<Row> links =
        lake.read(Tables.CUSTOMER_LINK)
            .where(col("effective_to").isNull())
            .select("source", "source_record_id", CUSTOMER);
    boolean small = lake.count(Tables.CUSTOMER_LINK) <= BROADCAST_LINKS;
    return lake.read(Tables.VALID_RECORD)
        .join(
            small ? broadcast(links) : links, new String[] {"source", "source_record_id"}, "inner")
        .select(columns(attributes))
        .repartition(col(CUSTOMER))
        .sortWithinPartitions(CUSTOMER);
  }

  private static Column[] columns(List<AttributeSettings> attributes) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                col(CUSTOMER),
                col("source"),
                col("source_record_id"),
                unix_micros(col("known_at")),
                col("content_hash"),
                col("profile_kind")));
    attributes.forEach(attribute -> columns.add(col(attribute.name())));
    attributes.forEach(attribute -> columns.add(col(attribute.name() + "_match")));
    return columns.toArray(Column[]::new);
  }

  String customer(Row record) {
    return record.getString(0);
  }

  String profileKind(Row record) {
    return record.getString(5);
  }

  Candidate candidate(Row record) {
    String source = record.getString(1);
    return new Candidate(
        source,
        record.getString(2),
        trust.getOrDefault(source, 0.0),
        record.getLong(3),
        record.getString(4),
        texts(record, FIRST_VALUE),
        texts(record, FIRST_VALUE + attributes));
  }

  private List<String> texts(Row record, int from) {
    String[] texts = new String[attributes];
    for (int i = 0; i < attributes; i++) {
      texts[i] = record.getString(from + i);
    }
    return Arrays.asList(texts);
  }
}
