package io.aurum.common.lake;

import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The state as a backfill sees it: the shared tables until it writes to one of them, from then on a
 * table of its own. To replace all rows that table starts empty; to change some it starts as a
 * shallow clone, a Delta log that names the files of the shared table at the pinned version. Only
 * the books of all runs, {@code job_run}, are written where they are.
 */
final class BackfillTables implements StateTables {
  private final SparkSession spark;
  private final StateTables shared;
  private final Path folder;
  private final Map<String, StateTable> own = new HashMap<>();

  /**
   * @param folder where the backfill's own tables lie
   */
  BackfillTables(SparkSession spark, StateTables shared, Path folder) {
    this.spark = spark;
    this.shared = shared;
    this.folder = folder;
  }

  @Override
  public StateTable seen(TableSpec table) {
    StateTable mine = own.get(table.name());
    return mine == null ? shared.seen(table) : mine;
  }

  @Override
  public StateTable toChange(TableSpec table) {
    if (!isBooks(table) && !own.containsKey(table.name()) && shared.seen(table).exists()) {
      shared.seen(table).cloneTo(spark, place(table));
    }
    return toReplace(table);
  }

  @Override
  public StateTable toReplace(TableSpec table) {
    return isBooks(table)
        ? shared.toReplace(table)
        : own.computeIfAbsent(table.name(), name -> StateTable.pin(spark, name, place(table)));
  }

  @Override
  public long version(TableSpec table) {
    return shared.version(table);
  }

  private Path place(TableSpec table) {
    return new Path(folder, table.name());
  }

  private static boolean isBooks(TableSpec table) {
    return table.name().equals(Tables.JOB_RUN.name());
  }
}
