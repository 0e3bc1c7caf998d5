package io.aurum.jobs.validate;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows in which judged records travel: one for each record, told apart by {@link #OUTCOME}, and
 * one summary for each partition, so that one pass serves all tables. The values of a record stand
 * in arrays, by position of the field in the checklist of its source.
 */
final class JudgedRows {
  static final String OUTCOME = "outcome";
  static final String SUMMARY = "summary";
  static final String KNOWN_AT_MICROS = "known_at_micros";
  static final String FIRST_KNOWN_AT_MICROS = "first_known_at_micros";
  static final String RULE_MASK = "rule_mask";

  /** Bits of the rules that are still to be asked of an accepted record, against others. */
  static final String KEY_MASK = "key_mask";

  private static final String CANONICAL = "canonical";
  private static final String MATCH = "match";

  static final StructType SCHEMA = schema();

  /** What became of a record. */
  enum Outcome {
    ACCEPTED,
    QUARANTINED,
    /** A later version of the record stands. */
    SUPERSEDED,
    /** The source says that the record is deleted. */
    DELETED,
    /** A rule says that the record is out of scope. */
    OUT_OF_SCOPE,
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

  private JudgedRows() {}

  private static StructType schema() {
    DataType texts = DataTypes.createArrayType(DataTypes.StringType, true);
    return new StructType()
        .add(OUTCOME, DataTypes.StringType, false)
        .add("source", DataTypes.StringType)
        .add("source_record_id", DataTypes.StringType)
        .add(KNOWN_AT_MICROS, DataTypes.LongType)
        .add("row_hash", DataTypes.StringType)
        .add("file", DataTypes.StringType)
        .add("line", DataTypes.LongType)
        .add("file_hash", DataTypes.StringType)
        .add("rule", DataTypes.StringType)
        .add("payload", DataTypes.StringType)
        .add("profile_kind", DataTypes.StringType)
        .add("content_hash", DataTypes.StringType)
        .add("completeness_rate", DataTypes.DoubleType)
        .add(SUMMARY, DataTypes.BinaryType)
        .add(RULE_MASK, DataTypes.createArrayType(DataTypes.LongType, false))
        .add(CANONICAL, texts)
        .add(MATCH, texts)
        .add(KEY_MASK, DataTypes.createArrayType(DataTypes.LongType, false))
        .add(FIRST_KNOWN_AT_MICROS, DataTypes.LongType)
        .add("first_content_hash", DataTypes.StringType);
  }

  /**
   * @param payload the delivered values where a later rule may reject the record, else null
   */
  static Row accepted(Origin origin, Verdict verdict, First first, String payload) {
    Object[] cells = cells(Outcome.ACCEPTED, origin);
    cells[9] = payload;
    cells[10] = verdict.profileKind().label();
    cells[11] = verdict.contentHash();
    cells[12] = verdict.completeness();
    cells[14] = verdict.ruleMask();
    cells[15] = verdict.canonical();
    cells[16] = verdict.match();
    cells[17] = verdict.keyMask();
    cells[18] = first.knownAtMicros();
    cells[19] = first.contentHash();
    return RowFactory.create(cells);
  }

  static Row quarantined(Origin origin, Rule rule, Verdict verdict, String payload) {
    Object[] cells = cells(Outcome.QUARANTINED, origin);
    cells[8] = rule.name();
    cells[9] = payload;
    cells[15] = verdict.canonical();
    return RowFactory.create(cells);
  }

  static Row outOfScope(Origin origin, Rule rule, Verdict verdict) {
    Object[] cells = cells(Outcome.OUT_OF_SCOPE, origin);
    cells[8] = rule.name();
    cells[15] = verdict.canonical();
    return RowFactory.create(cells);
  }

  static Row dropped(Outcome outcome, Origin origin) {
    return RowFactory.create(cells(outcome, origin));
  }

  static Row summary(byte[] summaries) {
    Object[] cells = emptyCells(Outcome.SUMMARY);
    cells[13] = summaries;
    return RowFactory.create(cells);
  }

  /** The rows of one outcome. */
  static Dataset<Row> of(Dataset<Row> judged, Outcome outcome) {
    return judged.where(functions.col(OUTCOME).equalTo(outcome.name()));
  }

  /** The canonical form of the field at a position of the checklist. */
  static Column canonical(int position) {
    return functions.get(functions.col(CANONICAL), functions.lit(position));
  }

  /** The match form of the field at a position of the checklist. */
  static Column match(int position) {
    return functions.get(functions.col(MATCH), functions.lit(position));
  }

  private static Object[] cells(Outcome outcome, Origin origin) {
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

  private static Object[] emptyCells(Outcome outcome) {
    Object[] cells = new Object[SCHEMA.size()];
    cells[0] = outcome.name();
    return cells;
  }
}
