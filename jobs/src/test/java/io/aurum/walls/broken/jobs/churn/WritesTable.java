package io.aurum.walls.broken.jobs.churn;

import io.aurum.walls.Breaks;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Planted. */
@Breaks("only common.lake writes tables")
final class WritesTable {
  private WritesTable() {}

  static void write(Dataset<Row> rows) {
    rows.write().parquet("table");
  }
}
