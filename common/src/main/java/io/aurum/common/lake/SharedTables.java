package io.aurum.common.lake;

import io.aurum.common.table.TableSpec;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The state that all runs share, pinned when the lake was opened. */
final class SharedTables implements StateTables {
  private final SparkSession spark;
  private final TableFiles files;
  private final Map<String, StateTable> pinned = new HashMap<>();

  SharedTables(SparkSession spark, TableFiles files) {
    this.spark = spark;
    this.files = files;
    files.stateTables().forEach(this::pinned);
  }

  @Override
  public StateTable seen(TableSpec table) {
    return pinned(table.name());
  }

  @Override
  public StateTable toChange(TableSpec table) {
    return seen(table);
  }

  @Override
  public StateTable toReplace(TableSpec table) {
    return seen(table);
  }

  @Override
  public long version(TableSpec table) {
    return seen(table).version();
  }

  private StateTable pinned(String table) {
    return pinned.computeIfAbsent(
        table, name -> StateTable.pin(spark, name, files.stateTable(name)));
  }
}
