package io.aurum.common.lake;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.delta.tables.DeltaTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
 * One Delta table as a run sees it: a version, and the files that the log names for it. Row counts
 * are the {@code numRecords} of the log's add actions.
 *
 * <p>Files are followed commit by commit, and rows are read from exactly these files. That spares
 * what costs most in reading a small Delta table, the Spark jobs that rebuild its state: a first
 * read takes a fifth of the time.
 */
final class StateTable {
  /** Version of a table that does not exist. */
  static final long ABSENT = -1;

  /** Up to this version the commits are replayed here; Spark rebuilds the state of longer logs. */
  private static final long LONGEST_REPLAY = 100;

  private final String name;
  private final Path path;
  private final DeltaLog log;
  private Snapshot snapshot;
  private Map<String, AddFile> files;

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

  /** Makes a table of its own at another place that names the files of this version. */
  void cloneTo(SparkSession spark, Path place) {
    DeltaTable.forPath(spark, path.toString()).cloneAtVersion(version(), place.toString(), true);
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
    return files().values().stream().mapToLong(this::records).sum();
  }

  /** All rows and columns of the version. */
  Dataset<Row> read() {
    var added = CollectionConverters.asScala(new ArrayList<>(files().values())).toSeq();
    return log.createDataFrame(snapshot, added, false, Option.empty());
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
    Map<String, AddFile> followed = exists() ? files() : new LinkedHashMap<>();
    long before = version();
    snapshot = latest();
    long added = 0;
    for (List<Action> commit : commits(before + 1)) {
      commit.forEach(action -> apply(action, followed));
      if (commit.stream().anyMatch(action -> carries(action, token))) {
        added = commit.stream().mapToLong(this::recordsAdded).sum();
      }
    }
    files = followed;
    return added;
  }

  private Snapshot latest() {
    return log.update(false, Option.empty(), Option.empty());
  }

  private Map<String, AddFile> files() {
    if (files == null) {
      files = replayed().orElseGet(this::rebuilt);
    }
    return files;
  }

  /** Empty where the log is long, or its first commits were cleaned up behind a checkpoint. */
  private Optional<Map<String, AddFile>> replayed() {
    if (version() > LONGEST_REPLAY) {
      return Optional.empty();
    }
    List<List<Action>> all = commits(0);
    if (all.size() != version() + 1) {
      return Optional.empty();
    }
    Map<String, AddFile> active = new LinkedHashMap<>();
    all.forEach(commit -> commit.forEach(action -> apply(action, active)));
    return Optional.of(active);
  }

  private Map<String, AddFile> rebuilt() {
    Map<String, AddFile> active = new LinkedHashMap<>();
    snapshot.allFiles().collectAsList().stream()
        .sorted(Comparator.comparing(AddFile::path))
        .forEach(file -> active.put(file.path(), file));
    return active;
  }

  /** Actions of the commits from a version up to the present one. */
  private List<List<Action>> commits(long from) {
    List<List<Action>> commits = new ArrayList<>();
    if (from <= version()) {
      var changes = log.getChanges(from, version(), Option.empty(), false);
      while (changes.hasNext()) {
        commits.add(CollectionConverters.asJava(changes.next()._2()));
      }
    }
    return commits;
  }

  private static void apply(Action action, Map<String, AddFile> files) {
    if (action instanceof AddFile add) {
      files.put(add.path(), add);
    } else if (action instanceof RemoveFile remove) {
      files.remove(remove.path());
    }
  }

  private long recordsAdded(Action action) {
    return action instanceof AddFile add ? records(add) : 0;
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
    return action instanceof CommitInfo info && info.userMetadata().contains(token);
  }
}
