package io.aurum.walls.broken.common.lake;

import io.aurum.walls.Breaks;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Planted. */
@Breaks("no row depends on chance, partitions or the clock")
final class DrawsColumn {
  private DrawsColumn() {}

  static Column draw() {
    return functions.rand(1);
  }
}
