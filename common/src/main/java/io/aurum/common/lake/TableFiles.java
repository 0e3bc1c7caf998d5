package io.aurum.common.lake;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Where tables lie below an output folder.
 *
 * @param fileSystem where the output folder is
 * @param state folder of the Delta tables
 * @param backfills folder of the tables that backfills write for themselves
 * @param results the Parquet results
 */
record TableFiles(FileSystem fileSystem, Path state, Path backfills, ResultStore results) {

  static TableFiles under(SparkSession spark, String out) {
    if (out.isBlank()) {
      throw new IllegalArgumentException("The output folder has no name");
    }
    try {
      var conf = spark.sessionState().newHadoopConf();
      var folder = new Path(out);
      FileSystem files = folder.getFileSystem(conf);
      var root = files.makeQualified(folder);
      return new TableFiles(
          files, new Path(root, "lake"), new Path(root, ".backfill"), new ResultStore(files, root));
    } catch (IOException | IllegalArgumentException e) {
      throw AurumException.of(
              ExitCode.STORAGE,
              "The output folder cannot be opened: " + out,
              "its file system is not reachable or not known to Spark",
              "check the path; a cloud store needs its Hadoop connector on the class path")
          .causedBy(e);
    }
  }

  /** Names of the state tables that exist. */
  List<String> stateTables() {
    try {
      if (!fileSystem.exists(state)) {
        return List.of();
      }
      return Arrays.stream(fileSystem.listStatus(state))
          .filter(FileStatus::isDirectory)
          .map(folder -> folder.getPath().getName())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw StorageFailures.unreadable(state, e);
    }
  }

  Path stateTable(String table) {
    return new Path(state, table);
  }

  /** Removes what backfills wrote for themselves. */
  void discardBackfills() {
    try {
      fileSystem.delete(backfills, true);
    } catch (IOException e) {
      throw StorageFailures.unwritable(backfills, e);
    }
  }
}
