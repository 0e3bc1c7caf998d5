package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.ColumnTypes.BOOLEAN;
import static io.aurum.common.table.ColumnTypes.DATE;
import static io.aurum.common.table.ColumnTypes.DOUBLE;
import static io.aurum.common.table.ColumnTypes.INT;
import static io.aurum.common.table.ColumnTypes.LONG;
import static io.aurum.common.table.ColumnTypes.STRING;
import static io.aurum.common.table.ColumnTypes.TIMESTAMP;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.Store.RESULT;
import static io.aurum.common.table.Store.STATE;

import java.util.List;

/** The tables of the suite itself: its runs, its catalogue, its personal data. */
final class RunTables {
  static final TableSpec JOB_RUN =
      new TableSpec(
          "job_run",
          STATE,
          "job x attempt of a run",
          List.of("attempt_id", "job"),
          List.of(
              Column.of(
                  "attempt_id", STRING, "One start of a run; operational, differs between reruns."),
              Column.of("job", STRING, "Job of the run."),
              RUN_ID,
              Column.of("as_of", DATE, "Logical date of the run."),
              Column.of(
                      "kind",
                      STRING,
                      "forward, or backfill: a date before that of the state, which stayed as it was; empty in rows of earlier versions.")
                  .optional(),
              Column.of("status", STRING, "ok, failed, gate_closed or skipped."),
              Column.of("rows_in", LONG, "Rows that came in, counted on what was read."),
              Column.of("rows_accepted", LONG, "Rows accepted, counted on what was committed."),
              Column.of(
                  "rows_quarantined", LONG, "Rows quarantined, counted on what was committed."),
              Column.of(
                  "rows_dropped", LONG, "Rows left out for a stated reason, counted on their own."),
              Column.of("rows_out", LONG, "Rows written to all tables of the job."),
              Column.of("dropped_reason", STRING, "Why rows were dropped, with counts.").optional(),
              Column.of("started_at", TIMESTAMP, "Wall clock, UTC."),
              Column.of("duration_s", DOUBLE, "Wall clock of the job."),
              Column.of("rows_per_s", DOUBLE, "rows_in / duration_s."),
              Column.of("versions_read", STRING, "State tables read, as table@version."),
              Column.of("versions_written", STRING, "State tables written, as table@version."),
              Column.of(
                  "config_hash",
                  STRING,
                  "Hash of the resolved configuration without paths and secrets."),
              Column.of("input_hash", STRING, "Hash of the input files' contents."),
              Column.of("code_version", STRING, "Version of the suite."),
              Column.of("seed", LONG, "Seed of the run."),
              Column.of(
                      "notes",
                      STRING,
                      "What people should know beside the figures: files that could not be read, columns that came or went.")
                  .optional(),
              Column.of("error", STRING, "Problem, cause and remedy, without personal data.")
                  .optional()),
          NONE,
          "Every attempt of every job with its accounting: rows in = accepted + quarantined + dropped.");

  static final TableSpec TABLE_CATALOG =
      new TableSpec(
          "table_catalog",
          RESULT,
          "table x column",
          List.of("table_name", "column_name"),
          List.of(
              Column.of("table_name", STRING, "Table of the suite."),
              Column.of("store", STRING, "state, result or view."),
              Column.of("grain", STRING, "What one row is."),
              Column.of("table_description", STRING, "What the table is for."),
              Column.of("position", INT, "Position of the column, from 1."),
              Column.of("column_name", STRING, "Column."),
              Column.of("type", STRING, "SQL type."),
              Column.of("is_key", BOOLEAN, "Whether the column is part of the primary key."),
              Column.of("is_nullable", BOOLEAN, "Whether the column may be empty."),
              Column.of("pii_class", STRING, "How far the column identifies a person."),
              Column.of("description", STRING, "What the column holds."),
              Column.of("written_by", STRING, "Job that writes the table."),
              Column.of("read_by", STRING, "Jobs that read the table, separated by comma."),
              RUN_ID),
          NONE,
          "Everything the contracts declare.");

  static final TableSpec PII_INVENTORY =
      new TableSpec(
          "pii_inventory",
          RESULT,
          "table x personal column",
          List.of("table_name", "column_name"),
          List.of(
              Column.of("table_name", STRING, "Table that holds the column."),
              Column.of("column_name", STRING, "Column with personal data."),
              Column.of(
                  "pii_class",
                  STRING,
                  "LINKABLE, LINKED or SPECIAL; NON_PII where only a regulation calls the column personal."),
              Column.of("kind", STRING, "Kind of the attribute; empty for ids and payloads.")
                  .optional(),
              Column.of(
                  "detected_by",
                  STRING,
                  "contract (declared by the suite) or kind (declared by the configuration)."),
              Column.of("personal_gdpr", BOOLEAN, "Personal data under the GDPR."),
              Column.of("personal_ccpa", BOOLEAN, "Personal information under the CCPA."),
              Column.of("personal_cpra", BOOLEAN, "Personal information under the CPRA."),
              Column.of(
                  "protection",
                  STRING,
                  "lake only, masked, or published (its class or the configuration allows it)."),
              RUN_ID),
          NONE,
          "Which columns hold personal data, of which class, and how they are protected.");

  private RunTables() {}
}
