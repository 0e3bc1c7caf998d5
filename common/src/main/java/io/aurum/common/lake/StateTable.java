package io.aurum.common.lake;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.apache.spark.sql.delta.actions.RemoveFile;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One Delta table as a run sees it: the version it reads and what its log says about that version.
 * Row counts are the {@code numRecords} of the log's add actions.
 */
final class StateTable {
  /** Version of a table that does not exist. */
  static final long ABSENT = -1;

  private final String name;
  private final Path path;
  private final DeltaLog log;
  private Snapshot snapshot;
  private Map<String, Long> rowsByFile;

  private StateTable(String name, Path path, DeltaLog log) {
    this.name = name;
    this.path = path;
    this.log = log;
    this.snapshot = latest();
  }

  /** The table at its latest version. */
  static StateTable pin(SparkSession spark, String name, Path path) {
    return new StateTable(name, path, DeltaLog.forTable(spark, path));
  }

  Path path() {
    return path;
  }

  boolean exists() {
    return version() != ABSENT;
  }

  long version() {
    return snapshot.version();
  }

  StructType schema() {
    return snapshot.schema();
  }

  /** Rows of the version. */
  long rows() {
    return files().values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Refuses to go on where somebody else committed since the table was pinned: what this run
   * computed does not know of it.
   */
  void requireUnchanged() {
    long found = latest().version();
    if (found != version()) {
      throw AurumException.of(
          ExitCode.CONFLICT,
          "State table %s moved from version %d to %d during the run."
              .formatted(name, version(), found),
          "another process wrote to the same output folder",
          "run again, one run at a time");
    }
  }

  /**
   * Moves on to the version that this run has just committed.
   *
   * @param token user metadata of the commit
   * @return rows in the files that the commit added; 0 where nothing had to be committed
   */
  long advance(String token) {
    Map<String, Long> files = exists() ? files() : new HashMap<>();
    long before = version();
    snapshot = latest();
    var changes = log.getChanges(before + 1, Option.empty(), true);
    long added = 0;
    while (changes.hasNext()) {
      var commit = changes.next();
      var actions = CollectionConverters.asJava(commit._2());
      long rows = 0;
      for (Action action : actions) {
        rows += apply(action, files);
      }
      if (actions.stream().anyMatch(action -> carries(action, token))) {
        added = rows;
      }
    }
    rowsByFile = files;
    return added;
  }

  private Snapshot latest() {
    return log.update(false, Option.empty(), Option.empty());
  }

  private Map<String, Long> files() {
    if (rowsByFile == null) {
      Map<String, Long> files = new HashMap<>();
      for (AddFile file : snapshot.allFiles().collectAsList()) {
        files.put(file.path(), records(file));
      }
      rowsByFile = files;
    }
    return rowsByFile;
  }

  private long apply(Action action, Map<String, Long> files) {
    if (action instanceof AddFile add) {
      files.put(add.path(), records(add));
      return records(add);
    }
    if (action instanceof RemoveFile remove) {
      files.remove(remove.path());
    }
    return 0;
  }

  private long records(AddFile file) {
    Option<Object> records = file.numLogicalRecords();
    if (records.isEmpty()) {
      throw AurumException.of(
          ExitCode.STORAGE,
          "State table %s has a file without a row count: %s".formatted(name, file.path()),
          "a tool that keeps no statistics wrote to the table",
          "write the table with this suite only, or compute its statistics with Delta");
    }
    return (Long) records.get();
  }

  private static boolean carries(Action action, String token) {
    return action instanceof CommitInfo info
        && Optional.of(token)
            .equals(scala.jdk.javaapi.OptionConverters.toJava(info.userMetadata()));
  }
}
