package io.aurum.jobs.report;

import org.apache.spark.sql.Row;

/** Values of rows, with a stated answer where there is none. */
final class Rows {
  private Rows() {}

  /** The text; empty where there is none. */
  static String text(Row row, String column) {
    Object value = row.getAs(column);
    return value == null ? "" : value.toString();
  }

  /** The whole number, of any integral type. */
  static long number(Row row, String column) {
    return row.<Number>getAs(column).longValue();
  }

  static double decimal(Row row, String column) {
    return row.<Number>getAs(column).doubleValue();
  }
}
