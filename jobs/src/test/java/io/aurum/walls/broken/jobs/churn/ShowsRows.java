package io.aurum.walls.broken.jobs.churn;

import io.aurum.walls.Breaks;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Planted. */
@Breaks("only the command line prints")
final class ShowsRows {
  private ShowsRows() {}

  static void show(Dataset<Row> rows) {
    rows.show();
  }
}
