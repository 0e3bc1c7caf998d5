package io.aurum.walls.broken.common.rule;

import io.aurum.walls.Breaks;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Planted. */
@Breaks("plain Java knows no Spark")
final class KnowsSpark {
  private KnowsSpark() {}

  static long rows(Dataset<Row> rows) {
    return rows.count();
  }
}
