package io.aurum.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.table.Tables;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/** What each source delivers, how good that is, what the plan wants, and which rules it fails. */
final class QualitySection {
  private static final int MOST_SHOWN = 3;
  private static final int LONGEST_SHOWN = 24;

  /** How the profile writes values with their counts. */
  private static final DataType COUNTED =
      DataType.fromDDL("array<struct<value: string, count: bigint>>");

  private QualitySection() {}

  static Section of(Lake lake, Run run) {
    return Section.of(
        "quality",
        "Sources and quality",
        new Block.Note(
            "How much each source delivered, against its own earlier deliveries, and how old it is."),
        volumes(lake),
        new Block.Note(
            "Scores weigh failed checks by severity. Grades: A at most 1 % fail, B 3 %, C 10 %, D"
                + " 30 %, F more. Before: without the newest delivery. Value at risk: what is"
                + " expected of the customers affected."),
        scores(lake),
        new Block.Note("Customers that two sources both know, and those that one knows alone."),
        overlaps(lake),
        new Block.Note("Where the milestones of the validation plan stand."),
        milestones(lake, run),
        new Block.Note(
            "What each source delivers in each attribute. Values of personal attributes are masked."),
        profiles(lake),
        new Block.Note("Rules that failed at least once, the most frequent first."),
        rules(lake));
  }

  private static Block volumes(Lake lake) {
    Block.Grid grid =
        Block.Grid.of(
            "source",
            "rows",
            "records",
            "deliveries",
            "newest",
            "its rows",
            "expected",
            "days old",
            "control totals",
            "status",
            "because");
    for (Row row : lake.read(Tables.SOURCE_VOLUME).orderBy("source").collectAsList()) {
      grid =
          grid.row(
              Cell.text(Rows.text(row, "source")),
              Cell.number(Rows.number(row, "rows")),
              Cell.number(Rows.number(row, "distinct_ids")),
              Cell.number(Rows.number(row, "deliveries")),
              Cell.text(Rows.text(row, "newest_delivery")),
              new Cell.Figure(Rows.text(row, "newest_rows")),
              new Cell.Figure(Rows.text(row, "expected_rows")),
              new Cell.Figure(Rows.text(row, "data_lag_days")),
              Cell.text(Rows.text(row, "control_totals")),
              Cell.text(Rows.text(row, "status")),
              Cell.text(Rows.text(row, "reason")));
    }
    return grid;
  }

  private static Block scores(Lake lake) {
    Block.Grid grid =
        Block.Grid.of(
            "source",
            "dimension",
            "score",
            "before",
            "grade",
            "checks",
            "failed",
            "customers affected",
            "value at risk");
    for (Row row : lake.read(Tables.QUALITY_SCORE).orderBy("source", "dimension").collectAsList()) {
      grid =
          grid.row(
              Cell.text(Rows.text(row, "source")),
              Cell.text(Rows.text(row, "dimension")),
              new Cell.Share(Rows.decimal(row, "score")),
              new Cell.Figure(share(row, "previous")),
              Cell.text(Rows.text(row, "grade")),
              Cell.number(Rows.number(row, "rows_checked")),
              Cell.number(Rows.number(row, "rows_failed")),
              new Cell.Figure(Rows.text(row, "customers_affected")),
              new Cell.Figure(amount(row, "value_at_risk")));
    }
    return grid;
  }

  private static String share(Row row, String column) {
    return row.isNullAt(row.fieldIndex(column)) ? "" : Shown.percent(Rows.decimal(row, column));
  }

  private static String amount(Row row, String column) {
    return row.isNullAt(row.fieldIndex(column)) ? "" : Shown.decimal(Rows.decimal(row, column), 2);
  }

  private static Block overlaps(Lake lake) {
    Block.Grid grid = Block.Grid.of("source", "with", "customers of the source", "shared", "share");
    for (Row row :
        lake.read(Tables.SOURCE_OVERLAP).orderBy("source", "other_source").collectAsList()) {
      boolean alone = Rows.text(row, "source").equals(Rows.text(row, "other_source"));
      grid =
          grid.row(
              Cell.text(Rows.text(row, "source")),
              Cell.text(alone ? "(no other)" : Rows.text(row, "other_source")),
              Cell.number(Rows.number(row, "customers")),
              Cell.number(Rows.number(row, "shared_customers")),
              new Cell.Share(Rows.decimal(row, "shared_rate")));
    }
    return grid;
  }

  private static Block milestones(Lake lake, Run run) {
    Block.Grid grid =
        Block.Grid.of(
            "milestone",
            "metric",
            "of",
            "target",
            "actual",
            "due",
            "days left",
            "status",
            "impact",
            "owner");
    for (Row row :
        lake.read(Tables.PLAN_MILESTONE)
            .where(col("as_of").equalTo(run.asOf()))
            .orderBy("due", "milestone")
            .collectAsList()) {
      grid =
          grid.row(
              Cell.text(Rows.text(row, "milestone")),
              Cell.text(Rows.text(row, "metric")),
              Cell.text(Rows.text(row, "subject")),
              Cell.number(Rows.decimal(row, "target"), 3),
              row.isNullAt(row.fieldIndex("actual"))
                  ? Cell.text("")
                  : Cell.number(Rows.decimal(row, "actual"), 3),
              Cell.text(Rows.text(row, "due")),
              Cell.number(Rows.number(row, "slack_days")),
              Cell.text(Rows.text(row, "status")),
              Cell.text(Rows.text(row, "impact")),
              Cell.text(Rows.text(row, "owner")));
    }
    return grid;
  }

  private static Block profiles(Lake lake) {
    Block.Grid grid =
        Block.Grid.of(
            "source",
            "attribute",
            "kind",
            "records",
            "complete",
            "invalid",
            "repaired",
            "distinct",
            "most frequent",
            "shapes",
            "looks like",
            "drift");
    for (Row row :
        lake.read(Tables.COLUMN_PROFILE)
            .withColumn("top_values", from_json(col("top_values"), COUNTED))
            .withColumn("top_patterns", from_json(col("top_patterns"), COUNTED))
            .orderBy("source", "attribute")
            .collectAsList()) {
      grid =
          grid.row(
              Cell.text(Rows.text(row, "source")),
              Cell.text(Rows.text(row, "attribute")),
              Cell.text(Rows.text(row, "kind")),
              Cell.number(Rows.number(row, "rows")),
              new Cell.Share(Rows.decimal(row, "completeness_rate")),
              Cell.number(Rows.number(row, "invalid")),
              Cell.number(Rows.number(row, "repaired")),
              Cell.number(Rows.number(row, "distinct_values")),
              Cell.text(counted(row, "top_values")),
              Cell.text(counted(row, "top_patterns")),
              Cell.text(Rows.text(row, "inferred_kind")),
              Cell.text(Rows.text(row, "drift")));
    }
    return grid;
  }

  private static Block rules(Lake lake) {
    Block.Grid grid =
        Block.Grid.of(
            "source", "rule", "dimension", "severity", "checked", "failed", "rate", "status");
    for (Row row :
        lake.read(Tables.RULE_RESULT)
            .where(col("rows_failed").gt(0))
            .orderBy(col("rows_failed").desc(), col("source"), col("rule"))
            .collectAsList()) {
      long checked = Rows.number(row, "rows_checked");
      long failed = Rows.number(row, "rows_failed");
      grid =
          grid.row(
              Cell.text(Rows.text(row, "source")),
              Cell.text(Rows.text(row, "rule")),
              Cell.text(Rows.text(row, "dimension")),
              Cell.text(Rows.text(row, "severity")),
              Cell.number(checked),
              Cell.number(failed),
              new Cell.Figure(Shown.percent(checked == 0 ? 0 : (double) failed / checked)),
              Cell.text(Rows.text(row, "status")));
    }
    return grid;
  }

  /** The most frequent values with their counts: {@code London (93), Leeds (41)}. */
  private static String counted(Row row, String column) {
    int position = row.fieldIndex(column);
    if (row.isNullAt(position)) {
      return "";
    }
    return row.<Row>getList(position).stream()
        .limit(MOST_SHOWN)
        .map(value -> cut(value.getString(0)) + " (" + Shown.number(value.getLong(1)) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) > LONGEST_SHOWN
        ? text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN)) + "…"
        : text;
  }
}
