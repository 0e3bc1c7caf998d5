package io.aurum.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import org.apache.spark.sql.Row;

/** What was rejected and why; the rejected records themselves stay in the lake. */
final class QuarantineSection {
  private QuarantineSection() {}

  static Section of(Lake lake) {
    Block.Grid grid =
        Block.Grid.of("source", "job", "rule", "status", "records", "first seen", "for example");
    for (Row row :
        lake.read(Tables.QUARANTINE_RECORD)
            .groupBy("source", "job", "rule", "status")
            .agg(
                count(lit(1)).as("records"),
                min("first_seen").as("first_seen"),
                min("reason").as("reason"))
            .orderBy(col("records").desc(), col("source"), col("job"), col("rule"), col("status"))
            .collectAsList()) {
      grid =
          grid.row(
              Cell.text(Rows.text(row, "source")),
              Cell.text(Rows.text(row, "job")),
              Cell.text(Rows.text(row, "rule")),
              Cell.text(Rows.text(row, "status")),
              Cell.number(Rows.number(row, "records")),
              Cell.text(Rows.text(row, "first_seen")),
              Cell.text(Rows.text(row, "reason")));
    }
    return Section.of(
        "quarantine",
        "Quarantine",
        new Block.Note(
            grid.rows().isEmpty()
                ? "No record was rejected."
                : "Rejected records by rule. A corrected record that is delivered again leaves the quarantine."),
        grid);
  }
}
