package io.aurum.jobs.ingest;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows in which parsed records travel: accepted ones and malformed ones in one stream, told
 * apart by {@link #RULE}, so that a file is read once.
 *
 * @param outputs text columns that the mapping fills, behind the fixed ones
 */
record ParsedRows(List<String> outputs) implements Serializable {
  static final String SOURCE = "source";
  static final String ID = "source_record_id";
  static final String KNOWN_AT = "known_at";
  static final String ROW_HASH = "row_hash";
  static final String FILE = "file";
  static final String LINE = "line";
  static final String FILE_HASH = "file_hash";
  static final String CHANGE_ORDER = "change_order";
  static final String DELETED = "deleted";

  /** Rule that rejected the record; null where it was accepted. */
  static final String RULE = "rule";

  /** Rule of the place at which a damaged file breaks off. */
  static final String CORRUPT = "file.corrupt";

  /** Rule of a record whose key has no value. */
  static final String MISSING_KEY = "record.missing-key";

  static final String REASON = "reason";
  static final String PAYLOAD = "payload";

  /** {@link #KNOWN_AT} on its way to a timestamp: microseconds since 1970 in UTC. */
  static final String KNOWN_AT_MICROS = "known_at_micros";

  static final String ENTITY = "entity";
  static final String FIELDS = "fields";

  private static final int FIXED = 14;

  ParsedRows {
    outputs = List.copyOf(outputs);
  }

  StructType schema() {
    List<StructField> fields = new ArrayList<>();
    fields.add(field(SOURCE, DataTypes.StringType, false));
    fields.add(field(ID, DataTypes.StringType, true));
    fields.add(field(KNOWN_AT_MICROS, DataTypes.LongType, true));
    fields.add(field(ROW_HASH, DataTypes.StringType, true));
    fields.add(field(FILE, DataTypes.StringType, false));
    fields.add(field(LINE, DataTypes.LongType, false));
    fields.add(field(FILE_HASH, DataTypes.StringType, false));
    fields.add(field(CHANGE_ORDER, DataTypes.StringType, true));
    fields.add(field(DELETED, DataTypes.BooleanType, false));
    fields.add(field(RULE, DataTypes.StringType, true));
    fields.add(field(REASON, DataTypes.StringType, true));
    fields.add(field(PAYLOAD, DataTypes.StringType, true));
    fields.add(field(ENTITY, DataTypes.StringType, false));
    fields.add(
        field(
            FIELDS,
            DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, false),
            true));
    outputs.forEach(output -> fields.add(field(output, DataTypes.StringType, true)));
    return new StructType(fields.toArray(StructField[]::new));
  }

  Row accepted(Delivery delivery, long line, SourceRow.Accepted row) {
    Object[] cells = cells(delivery, line, row.id(), row.knownAt());
    cells[3] = row.rowHash();
    cells[7] = row.changeOrder();
    cells[8] = row.deleted();
    cells[13] = row.fields() == null ? null : CollectionConverters.asScala(row.fields());
    System.arraycopy(row.values(), 0, cells, FIXED, row.values().length);
    return RowFactory.create(cells);
  }

  Row rejected(Delivery delivery, long line, SourceRow.Rejected row, String payload) {
    return rejected(
        cells(delivery, line, row.id(), row.knownAt()), row.rule(), row.reason(), payload);
  }

  Row malformed(Delivery delivery, Parsed.Malformed record) {
    return rejected(
        cells(delivery, record.line(), null, delivery.knownAt()),
        record.rule(),
        record.reason(),
        record.payload());
  }

  private static Row rejected(Object[] cells, String rule, String reason, String payload) {
    cells[9] = rule;
    cells[10] = reason;
    cells[11] = payload;
    return RowFactory.create(cells);
  }

  private Object[] cells(Delivery delivery, long line, String id, Instant knownAt) {
    Object[] cells = new Object[FIXED + outputs.size()];
    cells[0] = delivery.source().name();
    cells[1] = id;
    cells[2] = knownAt == null ? null : micros(knownAt);
    cells[4] = delivery.file().name();
    cells[5] = line;
    cells[6] = delivery.file().sha256();
    cells[8] = false;
    cells[12] = delivery.source().entity();
    return cells;
  }

  private static long micros(Instant instant) {
    return TimeUnit.SECONDS.toMicros(instant.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(instant.getNano());
  }

  private static StructField field(String name, DataType type, boolean nullable) {
    return DataTypes.createStructField(name, type, nullable);
  }
}
