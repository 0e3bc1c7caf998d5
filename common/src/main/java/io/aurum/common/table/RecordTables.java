package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.CANONICAL_AND_MATCH;
import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.AttributeColumns.RAW;
import static io.aurum.common.table.ColumnTypes.BOOLEAN;
import static io.aurum.common.table.ColumnTypes.DATE;
import static io.aurum.common.table.ColumnTypes.DOUBLE;
import static io.aurum.common.table.ColumnTypes.INT;
import static io.aurum.common.table.ColumnTypes.LONG;
import static io.aurum.common.table.ColumnTypes.STRING;
import static io.aurum.common.table.ColumnTypes.TIMESTAMP;
import static io.aurum.common.table.CommonColumns.KNOWN_AT;
import static io.aurum.common.table.CommonColumns.ROW_HASH;
import static io.aurum.common.table.CommonColumns.RULE_MASK;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.CommonColumns.SOURCE;
import static io.aurum.common.table.CommonColumns.SOURCE_RECORD_ID;
import static io.aurum.common.table.PiiClass.LINKED;
import static io.aurum.common.table.Store.STATE;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** The tables of records as they arrive, are checked, and are refused. */
final class RecordTables {
  static final TableSpec SOURCE_RECORD =
      new TableSpec(
          "source_record",
          STATE,
          "one raw record as delivered (a changed record delivered again is a further row)",
          List.of("source", "source_record_id", "known_at", "row_hash"),
          List.of(
              SOURCE,
              Column.of(
                      "entity",
                      STRING,
                      "What the record is: customer, order_line, interaction and so on; table for a row of a plain table.")
                  .formerly("customer"),
              SOURCE_RECORD_ID,
              KNOWN_AT,
              Column.of("row_hash", STRING, "Hash of the mapped values: the content of the row."),
              Column.of(
                  "file", STRING, "File that delivered the record, relative to the source's path."),
              Column.of(
                  "line",
                  LONG,
                  "Line in the file on which the record starts, 1-based; record number where the format has no lines."),
              Column.of(
                  "file_hash",
                  STRING,
                  "SHA-256 of the delivered file; a file delivered twice is skipped by it."),
              Column.of(
                      "change_order",
                      STRING,
                      "Value of the source's order column; empty where the source has none.")
                  .optional(),
              Column.of("deleted", BOOLEAN, "Whether the source says that the record is deleted."),
              Column.of(
                      "fields",
                      DataTypes.createMapType(STRING, STRING, false),
                      "Mapped values of a record that is no customer, by column; those of a customer are columns of their own.")
                  .pii(LINKED)
                  .optional(),
              RUN_ID),
          RAW,
          "Every accepted raw record with its mapped values as delivered; the only place that keeps originals.");

  static final TableSpec VALID_RECORD =
      new TableSpec(
          "valid_record",
          STATE,
          "one accepted record, latest version",
          List.of("source", "source_record_id"),
          List.of(
              SOURCE,
              SOURCE_RECORD_ID,
              KNOWN_AT,
              ROW_HASH,
              Column.of(
                  "profile_kind",
                  STRING,
                  "person, anonymous (only cookie, device or ip known) or organisation (a company name and no personal name)."),
              Column.of(
                  "content_hash",
                  STRING,
                  "Hash of the canonical values: decides ties, so that no record id does."),
              Column.of(
                  "first_known_at",
                  TIMESTAMP,
                  "When the first accepted version of the record became known (UTC)."),
              Column.of(
                  "first_content_hash",
                  STRING,
                  "Hash of the canonical values of that version; with its date it decides who founded a customer."),
              RULE_MASK,
              Column.of(
                  "completeness_rate",
                  DOUBLE,
                  "Share of the source's mapped attributes that have a valid value."),
              RUN_ID),
          CANONICAL_AND_MATCH,
          "Accepted records, standardised: canonical form for people, match form for comparison.");

  static final TableSpec QUARANTINE_RECORD =
      new TableSpec(
          "quarantine_record",
          STATE,
          "one rejected record",
          List.of("source", "job", "file_hash", "line", "rule"),
          List.of(
              SOURCE,
              Column.of("job", STRING, "Job that rejected the record."),
              Column.of(
                  "rule", STRING, "Rule that rejected it; the most severe where several did."),
              Column.of(
                  "reason",
                  STRING,
                  "What is wrong, why, and what to do, in words without personal data."),
              Column.of(
                  "file", STRING, "File that delivered the record, relative to the source's path."),
              Column.of(
                  "line",
                  LONG,
                  "Line in the file on which the record starts, 1-based; record number where the format has no lines."),
              Column.of("file_hash", STRING, "SHA-256 of the delivered file."),
              SOURCE_RECORD_ID.optional(),
              Column.of(
                      "payload",
                      STRING,
                      "The rejected record as delivered, cut at 4,096 characters.")
                  .pii(LINKED)
                  .optional(),
              Column.of(
                      "known_at",
                      TIMESTAMP,
                      "When the record became known (UTC); empty where it could not be read.")
                  .optional(),
              Column.of("first_seen", DATE, "as_of of the run that first rejected it."),
              Column.of("attempts", INT, "How many runs rejected it."),
              Column.of("status", STRING, "open, or resolved once a corrected row was accepted."),
              RUN_ID),
          NONE,
          "Rejected records with their reason; personal, never published.");

  private RecordTables() {}
}
