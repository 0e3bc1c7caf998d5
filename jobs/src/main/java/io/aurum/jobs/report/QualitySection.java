package io.aurum.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/** What each source delivers, and which rules it fails. */
final class QualitySection {
  private static final int MOST_SHOWN = 3;
  private static final int LONGEST_SHOWN = 24;

  /** How the profile writes values with their counts. */
  private static final DataType COUNTED =
      DataType.fromDDL("array<struct<value: string, count: bigint>>");

  private QualitySection() {}

  static Section of(Lake lake) {
    return Section.of(
        "quality",
        "Sources and quality",
        new Block.Note(
            "What each source delivers in each attribute. Values of personal attributes are masked."),
        profiles(lake),
        new Block.Note("Rules that failed at least once, the most frequent first."),
        rules(lake));
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
            "shapes");
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
              Cell.text(counted(row, "top_patterns")));
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
