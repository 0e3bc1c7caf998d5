package io.aurum.common.lake;

import io.aurum.common.config.Settings;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.Run;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Opens the lake below an output folder. */
public final class Lakes {
  private Lakes() {}

  /**
   * Opens the lake for a run. First completes or undoes what a killed run left half swapped and
   * removes what a killed backfill wrote for itself, so the caller holds the lease of {@code out}.
   * State tables are pinned at their latest versions.
   *
   * @param spark session made by {@link SparkSessions}
   * @param out output folder: a local path or a URI of a file system with atomic rename
   * @throws AurumException exit code STORAGE where the folder cannot be read or written
   */
  public static Lake open(SparkSession spark, String out, Run run, Settings settings) {
    var files = TableFiles.under(spark, out);
    files.results().recover();
    files.discardBackfills();
    return lake(spark, files, new SharedTables(spark, files), run, settings, Access.WRITE);
  }

  /**
   * Opens the lake for a run that leaves the state alone: results are published as ever, but what
   * the run writes to state tables other than {@code job_run} goes to tables of its own, which it
   * reads from then on and which closing removes. The caller has opened the lake by {@link #open}
   * and holds the lease.
   *
   * @param attemptId start of the run, used by no other
   */
  public static Backfill openForBackfill(
      SparkSession spark, String out, Run run, Settings settings, String attemptId) {
    var files = TableFiles.under(spark, out);
    var tables =
        new BackfillTables(
            spark, new SharedTables(spark, files), new Path(files.backfills(), attemptId));
    return new Backfill(lake(spark, files, tables, run, settings, Access.WRITE), files);
  }

  /** The lake of a backfill, open until closed. */
  public static final class Backfill implements AutoCloseable {
    private final Lake lake;
    private final TableFiles files;

    private Backfill(Lake lake, TableFiles files) {
      this.lake = lake;
      this.files = files;
    }

    public Lake lake() {
      return lake;
    }

    /**
     * Removes the tables that the backfill wrote for itself.
     *
     * @throws AurumException exit code STORAGE where they cannot be removed
     */
    @Override
    public void close() {
      files.discardBackfills();
    }
  }

  /**
   * Opens the lake for looking only: repairs nothing, needs no lease, refuses every write. State is
   * seen at its latest versions, results at the run's date.
   *
   * @throws AurumException exit code STORAGE where the folder cannot be read
   */
  public static Lake openForReading(SparkSession spark, String out, Run run, Settings settings) {
    var files = TableFiles.under(spark, out);
    return lake(spark, files, new SharedTables(spark, files), run, settings, Access.READ);
  }

  private static Lake lake(
      SparkSession spark,
      TableFiles files,
      StateTables tables,
      Run run,
      Settings settings,
      Access access) {
    Objects.requireNonNull(run, "run");
    return new DeltaLake(spark, files, tables, Contracts.of(settings), run, access);
  }

  /** What a lake was opened for. */
  enum Access {
    READ,
    WRITE
  }
}
