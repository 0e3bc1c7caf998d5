package io.aurum.common.merge;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.lake.Lake;
import io.aurum.common.match.Survivorship.Candidate;
import io.aurum.common.table.Tables;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Records with their customers, and how one of them is read. The columns stand by position:
 * customer, source, record id, known_at in microseconds, content hash, profile kind, then the
 * canonical values and then the match forms of the attributes.
 *
 * @param attributes number of attributes
 * @param trust of each configured source; a source that the configuration no longer names has none
 */
public record LinkedRecords(int attributes, Map<String, Double> trust) implements Serializable {
  /** Links up to this number are sent to every task, which spares a shuffle of the records. */
  private static final long BROADCAST_LINKS = 1_000_000;

  private static final String CUSTOMER = "customer_id";
  private static final int FIRST_VALUE = 6;

  /** How the records of a configuration are read. */
  public static LinkedRecords of(Settings settings) {
    return new LinkedRecords(
        settings.attributes().size(),
        settings.sources().stream()
            .collect(Collectors.toMap(SourceSettings::name, SourceSettings::trust)));
  }

  /** The accepted records that have a customer, each with its {@code customer_id}. */
  public static Dataset<Row> linked(Lake lake) {
    Dataset<Row> links =
        lake.read(Tables.CUSTOMER_LINK)
            .where(col("effective_to").isNull())
            .select("source", "source_record_id", CUSTOMER);
    boolean small = lake.count(Tables.CUSTOMER_LINK) <= BROADCAST_LINKS;
    return lake.read(Tables.VALID_RECORD)
        .join(
            small ? broadcast(links) : links, new String[] {"source", "source_record_id"}, "inner");
  }

  /**
   * The columns by which records are read.
   *
   * @param contentHash what tells records of different content apart
   */
  public static Dataset<Row> laidOut(
      Dataset<Row> records,
      List<AttributeSettings> attributes,
      Column contentHash,
      Column profileKind) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                col(CUSTOMER),
                col("source"),
                col("source_record_id"),
                unix_micros(col("known_at")),
                contentHash,
                profileKind));
    attributes.forEach(attribute -> columns.add(col(attribute.name())));
    attributes.forEach(attribute -> columns.add(col(attribute.name() + "_match")));
    return records.select(columns.toArray(Column[]::new));
  }

  /**
   * The records of a customer side by side. Their order does not matter: survivorship breaks every
   * tie by content.
   */
  public static Dataset<Row> sideBySide(Dataset<Row> laidOut) {
    return laidOut.repartition(col(CUSTOMER)).sortWithinPartitions(CUSTOMER);
  }

  public String customer(Row linked) {
    return linked.getString(0);
  }

  public String profileKind(Row linked) {
    return linked.getString(5);
  }

  /** The record as one of the customer's candidates. */
  public Candidate candidate(Row linked) {
    String source = linked.getString(1);
    return new Candidate(
        source,
        linked.getString(2),
        trust.getOrDefault(source, 0.0),
        linked.getLong(3),
        linked.getString(4),
        texts(linked, FIRST_VALUE),
        texts(linked, FIRST_VALUE + attributes));
  }

  private List<String> texts(Row linked, int from) {
    String[] texts = new String[attributes];
    for (int i = 0; i < attributes; i++) {
      texts[i] = linked.getString(from + i);
    }
    return Arrays.asList(texts);
  }
}
