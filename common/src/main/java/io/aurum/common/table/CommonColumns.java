package io.aurum.common.table;

import org.apache.spark.sql.types.DataTypes;

/** Columns that many tables have, and shapes of columns. */
final class CommonColumns {
  static final Column RUN_ID =
      Column.of(
          "run_id",
          DataTypes.StringType,
          "Run that wrote the row: hash of inputs, configuration, code version, as_of and seed.");
  static final Column CUSTOMER_ID =
      Column.of("customer_id", DataTypes.StringType, "Golden id: permanent id of the customer.")
          .pii(PiiClass.LINKABLE);
  static final Column SOURCE =
      Column.of("source", DataTypes.StringType, "Name of the source in the configuration.");
  static final Column SOURCE_RECORD_ID =
      Column.of(
              "source_record_id",
              DataTypes.StringType,
              "Identity of the record within its source: its key, else content hash and occurrence number.")
          .pii(PiiClass.LINKABLE);
  static final Column KNOWN_AT =
      Column.of(
          "known_at",
          DataTypes.TimestampType,
          "When the record became known, as the source says it (UTC).");
  static final Column ROW_HASH =
      Column.of(
          "row_hash", DataTypes.StringType, "Hash of the mapped values, as in source_record.");
  static final Column RULE_MASK =
      Column.of(
          "rule_mask",
          DataTypes.createArrayType(DataTypes.LongType, false),
          "Bit i % 64 of word i / 64 is set where rule number i of the source failed; numbers are in rule_result.");

  private CommonColumns() {}

  /** A number that a row may lack. */
  static Column number(String name, String description) {
    return Column.of(name, DataTypes.DoubleType, description).optional();
  }
}
