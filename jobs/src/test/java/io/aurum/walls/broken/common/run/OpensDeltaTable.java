package io.aurum.walls.broken.common.run;

import io.aurum.walls.Breaks;
import io.delta.tables.DeltaTable;

/** Planted. */
@Breaks("only common.lake writes tables")
final class OpensDeltaTable {
  private OpensDeltaTable() {}

  static DeltaTable open() {
    return DeltaTable.forPath("table");
  }
}
