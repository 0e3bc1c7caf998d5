package io.aurum.walls.broken.common.run;

import io.aurum.walls.Breaks;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Planted. */
@Breaks("no row depends on chance, partitions or the clock")
final class NumbersRows {
  private NumbersRows() {}

  static Column number() {
    return functions.monotonically_increasing_id();
  }
}
