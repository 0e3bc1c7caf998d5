package io.aurum.jobs.report;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A column of a table on the page, and what a row shows in it. A value that a row has not leaves
 * its cell empty.
 */
record GridColumn(String heading, Function<Row, Cell> cell) {

  static GridColumn text(String heading, String column) {
    return new GridColumn(heading, row -> Cell.text(Rows.text(row, column)));
  }

  /** A time (UTC), to the minute. */
  static GridColumn time(String heading, String column) {
    return filled(heading, column, row -> new Cell.Figure(Shown.time(row.<Instant>getAs(column))));
  }

  static GridColumn number(String heading, String column) {
    return filled(heading, column, row -> Cell.number(Rows.number(row, column)));
  }

  static GridColumn decimal(String heading, String column, int decimals) {
    return filled(heading, column, row -> Cell.number(Rows.decimal(row, column), decimals));
  }

  /** A rate from 0 to 1. */
  static GridColumn share(String heading, String column) {
    return filled(heading, column, row -> new Cell.Share(Rows.decimal(row, column)));
  }

  /** The ends of an interval. */
  static GridColumn interval(String heading, String lower, String upper, int decimals) {
    return filled(
        heading,
        lower,
        row ->
            new Cell.Figure(
                Shown.decimal(Rows.decimal(row, lower), decimals)
                    + " – "
                    + Shown.decimal(Rows.decimal(row, upper), decimals)));
  }

  private static GridColumn filled(String heading, String column, Function<Row, Cell> cell) {
    return new GridColumn(
        heading,
        row -> row.isNullAt(row.fieldIndex(column)) ? new Cell.Figure("") : cell.apply(row));
  }

  /**
   * The rows as a table on the page.
   *
   * @param rows few, in the order in which they are shown
   */
  static Block.Grid grid(Dataset<Row> rows, GridColumn... columns) {
    List<GridColumn> shown = List.of(columns);
    return new Block.Grid(
        Arrays.stream(columns).map(GridColumn::heading).toList(),
        rows.collectAsList().stream()
            .map(row -> shown.stream().map(column -> column.cell().apply(row)).toList())
            .toList());
  }
}
