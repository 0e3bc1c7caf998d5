package io.aurum.common.lake;

import io.aurum.common.config.Settings;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.Run;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;

/** Opens the lake below an output folder. */
public final class Lakes {
  private Lakes() {}

  /**
   * Opens the lake for a run. First completes or undoes what a killed run left half swapped, so the
   * caller holds the lease of {@code out}. State tables are pinned at their latest versions.
   *
   * @param spark session made by {@link SparkSessions}
   * @param out output folder: a local path or a URI of a file system with atomic rename
   * @throws AurumException exit code STORAGE where the folder cannot be read or written
   */
  public static Lake open(SparkSession spark, String out, Run run, Settings settings) {
    var files = TableFiles.under(spark, out);
    files.results().recover();
    return lake(spark, files, run, settings, Access.WRITE);
  }

  /**
   * Opens the lake for looking only: repairs nothing, needs no lease, refuses every write. State is
   * seen at its latest versions, results at the run's date.
   *
   * @throws AurumException exit code STORAGE where the folder cannot be read
   */
  public static Lake openForReading(SparkSession spark, String out, Run run, Settings settings) {
    return lake(spark, TableFiles.under(spark, out), run, settings, Access.READ);
  }

  private static Lake lake(
      SparkSession spark, TableFiles files, Run run, Settings settings, Access access) {
    Objects.requireNonNull(run, "run");
    return new DeltaLake(spark, files, Contracts.of(settings), run, access);
  }

  /** What a lake was opened for. */
  enum Access {
    READ,
    WRITE
  }
}
