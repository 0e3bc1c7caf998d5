package io.aurum.jobs.validate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The rows in which judged records travel: one for each record, told apart by {@link #OUTCOME}, and
 * one summary for each partition, so that one pass serves all tables.
 *
 * @param attributes names of all attributes, in the order of the configuration
 * @param maskWords 64-bit words of the rule mask
 */
record JudgedRows(List<String> attributes, int maskWords) implements Serializable {
  static final String OUTCOME = "outcome";
  static final String SUMMARY = "summary";
  static final String KNOWN_AT_MICROS = "known_at_micros";
  static final String FIRST_KNOWN_AT_MICROS = "first_known_at_micros";

  private static final int FIXED = 16;

  /** What became of a record. */
  enum Outcome {
    ACCEPTED,
    QUARANTINED,
    /** A later version of the record stands. */
    SUPERSEDED,
    /** The source says that the record is deleted. */
    DELETED,
    /** Not a record: what the partition's checks added up to. */
    SUMMARY
  }

  /** Where a record comes from: what is carried from {@code source_record} as it is. */
  record Origin(
      String source,
      String id,
      long knownAtMicros,
      String rowHash,
      String file,
      long line,
      String fileHash) {}

  /**
   * How a record began: its first version that is accepted.
   *
   * @param contentHash hash of the canonical values
   */
  record First(long knownAtMicros, String contentHash) {}

  JudgedRows {
    attributes = List.copyOf(attributes);
  }

  StructType schema() {
    List<StructField> fields = new ArrayList<>();
    fields.add(field(OUTCOME, DataTypes.StringType, false));
    fields.add(field("source", DataTypes.StringType, true));
    fields.add(field("source_record_id", DataTypes.StringType, true));
    fields.add(field(KNOWN_AT_MICROS, DataTypes.LongType, true));
    fields.add(field("row_hash", DataTypes.StringType, true));
    fields.add(field("file", DataTypes.StringType, true));
    fields.add(field("line", DataTypes.LongType, true));
    fields.add(field("file_hash", DataTypes.StringType, true));
    fields.add(field("rule", DataTypes.StringType, true));
    fields.add(field("payload", DataTypes.StringType, true));
    fields.add(field("profile_kind", DataTypes.StringType, true));
    fields.add(field("content_hash", DataTypes.StringType, true));
    fields.add(field("completeness_rate", DataTypes.DoubleType, true));
    fields.add(field(SUMMARY, DataTypes.BinaryType, true));
    fields.add(field(FIRST_KNOWN_AT_MICROS, DataTypes.LongType, true));
    fields.add(field("first_content_hash", DataTypes.StringType, true));
    for (int word = 0; word < maskWords; word++) {
      fields.add(field(maskColumn(word), DataTypes.LongType, false));
    }
    for (String attribute : attributes) {
      fields.add(field(attribute, DataTypes.StringType, true));
      fields.add(field(attribute + "_match", DataTypes.StringType, true));
    }
    return new StructType(fields.toArray(StructField[]::new));
  }

  Row accepted(Origin origin, Verdict verdict, First first) {
    Object[] cells = cells(Outcome.ACCEPTED, origin);
    cells[10] = verdict.profileKind().label();
    cells[11] = verdict.contentHash();
    cells[12] = verdict.completeness();
    cells[14] = first.knownAtMicros();
    cells[15] = first.contentHash();
    for (int word = 0; word < maskWords; word++) {
      cells[FIXED + word] = verdict.ruleMask()[word];
    }
    for (int i = 0; i < attributes.size(); i++) {
      cells[FIXED + maskWords + 2 * i] = verdict.canonical()[i];
      cells[FIXED + maskWords + 2 * i + 1] = verdict.match()[i];
    }
    return RowFactory.create(cells);
  }

  Row quarantined(Origin origin, Rule rule, String payload) {
    Object[] cells = cells(Outcome.QUARANTINED, origin);
    cells[8] = rule.name();
    cells[9] = payload;
    return RowFactory.create(cells);
  }

  Row dropped(Outcome outcome, Origin origin) {
    return RowFactory.create(cells(outcome, origin));
  }

  Row summary(byte[] summaries) {
    Object[] cells = emptyCells(Outcome.SUMMARY);
    cells[13] = summaries;
    return RowFactory.create(cells);
  }

  /** The rule mask as one column. */
  Column ruleMask() {
    return functions.array(
        IntStream.range(0, maskWords)
            .mapToObj(word -> functions.col(maskColumn(word)))
            .toArray(Column[]::new));
  }

  private Object[] cells(Outcome outcome, Origin origin) {
    Object[] cells = emptyCells(outcome);
    cells[1] = origin.source();
    cells[2] = origin.id();
    cells[3] = origin.knownAtMicros();
    cells[4] = origin.rowHash();
    cells[5] = origin.file();
    cells[6] = origin.line();
    cells[7] = origin.fileHash();
    return cells;
  }

  private Object[] emptyCells(Outcome outcome) {
    Object[] cells = new Object[FIXED + maskWords + 2 * attributes.size()];
    cells[0] = outcome.name();
    for (int word = 0; word < maskWords; word++) {
      cells[FIXED + word] = 0L;
    }
    return cells;
  }

  private static String maskColumn(int word) {
    return "rule_mask_" + word;
  }

  private static StructField field(String name, DataType type, boolean nullable) {
    return DataTypes.createStructField(name, type, nullable);
  }
}
