package io.aurum.common.lake;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.CommitPhase;
import io.aurum.common.run.ExitCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Results as {@code publish/<table>/as_of=<date>/*.parquet}. A reader finds a date whole or,
 * between the two renames of a replacement, briefly absent; never in part.
 *
 * <p>A date is written to {@code .staging/<table>/as_of=<date>} and renamed in. Where the date
 * exists already, its folder first moves to {@code .trash/replaced/<table>/as_of=<date>}. Once the
 * new folder is in, the old one moves on to {@code .trash/garbage}, from which it is deleted. So a
 * folder in {@code replaced} is whole, and it is there only while the swap is under way:
 *
 * <table>
 *   <caption>What a killed process may leave and how it is repaired</caption>
 *   <tr><th>replaced</th><th>staged</th><th>published</th><th>repair</th></tr>
 *   <tr><td>no</td><td>any</td><td>any</td><td>drop what is staged: perhaps in part</td></tr>
 *   <tr><td>yes</td><td>yes</td><td>no</td><td>publish what is staged: the swap starts with it whole</td></tr>
 *   <tr><td>yes</td><td>no</td><td>yes</td><td>drop what was replaced</td></tr>
 *   <tr><td>yes</td><td>no</td><td>no</td><td>publish again what was replaced</td></tr>
 * </table>
 */
final class ResultStore {
  private static final String DATE = Lake.AS_OF + "=";
  private static final Pattern DATED = Pattern.compile(DATE + "\\d{4}-\\d{2}-\\d{2}");

  private final FileSystem files;
  private final Configuration conf;
  private final Path publish;
  private final Path staging;
  private final Path replaced;
  private final Path garbage;

  ResultStore(FileSystem files, Path root) {
    this.files = files;
    this.conf = files.getConf();
    this.publish = new Path(root, "publish");
    this.staging = new Path(root, ".staging");
    this.replaced = new Path(root, ".trash/replaced");
    this.garbage = new Path(root, ".trash/garbage");
  }

  /** Where the table's rows of the date are, or would be. */
  Path folder(String table, LocalDate asOf) {
    return below(publish, table, asOf);
  }

  /** Where all dates of the table are, or would be. */
  Path folder(String table) {
    return new Path(publish, table);
  }

  /** Dates of the table, earliest first. */
  List<LocalDate> dates(String table) {
    try {
      return children(folder(table)).stream()
          .map(Path::getName)
          .filter(name -> DATED.matcher(name).matches())
          .map(name -> LocalDate.parse(name.substring(DATE.length())))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw StorageFailures.unreadable(folder(table), e);
    }
  }

  boolean exists(String table, LocalDate asOf) {
    try {
      return files.exists(folder(table, asOf));
    } catch (IOException e) {
      throw StorageFailures.unreadable(folder(table, asOf), e);
    }
  }

  /** Rows of the date, from the footers of its files. */
  long rows(String table, LocalDate asOf) {
    return rows(folder(table, asOf));
  }

  /**
   * Writes the rows as the table's only rows of the date.
   *
   * @return rows written, from the footers
   */
  long publish(String table, LocalDate asOf, Dataset<Row> rows) {
    Path staged = below(staging, table, asOf);
    try {
      files.delete(staged, true);
      CommitPhase.STAGING.reached(table);
      // Spark sizes the partitions of a rebalanced result: small ones become a single file.
      rows.hint("rebalance").write().parquet(staged.toString());
      long written = rows(staged);
      CommitPhase.STAGED.reached(table);
      swapIn(staged, folder(table, asOf), below(replaced, table, asOf));
      return written;
    } catch (IOException e) {
      throw StorageFailures.unwritable(folder(table, asOf), e);
    }
  }

  /** Removes a table with all its dates, at once for whoever reads it. */
  void withdraw(String table) {
    Path folder = folder(table);
    try {
      if (files.exists(folder)) {
        Path dropped = new Path(garbage, table);
        files.delete(dropped, true);
        move(folder, dropped);
        files.delete(dropped, true);
      }
    } catch (IOException e) {
      throw StorageFailures.unwritable(folder, e);
    }
  }

  /** Completes or undoes every swap that a killed process left, and drops what was staged. */
  void recover() {
    try {
      for (Path table : children(replaced)) {
        for (Path old : children(table)) {
          repair(table.getName(), old);
        }
      }
      files.delete(staging, true);
      files.delete(garbage.getParent(), true);
    } catch (IOException e) {
      throw StorageFailures.unwritable(publish, e);
    }
  }

  private void repair(String table, Path old) throws IOException {
    Path target = new Path(new Path(publish, table), old.getName());
    if (files.exists(target)) {
      discard(old);
      return;
    }
    Path staged = new Path(new Path(staging, table), old.getName());
    if (files.exists(staged)) {
      move(staged, target);
      discard(old);
    } else {
      move(old, target);
    }
  }

  private void swapIn(Path staged, Path target, Path old) throws IOException {
    String table = target.getParent().getName();
    if (!files.exists(target)) {
      move(staged, target);
      CommitPhase.PUBLISHED.reached(table);
      return;
    }
    move(target, old);
    CommitPhase.MOVED_AWAY.reached(table);
    move(staged, target);
    CommitPhase.PUBLISHED.reached(table);
    discard(old);
  }

  private void discard(Path old) throws IOException {
    Path dropped = new Path(garbage, old.getParent().getName() + "-" + old.getName());
    files.delete(dropped, true);
    move(old, dropped);
    CommitPhase.DISCARDED.reached(old.getParent().getName());
    files.delete(dropped, true);
  }

  /** A rename onto an existing folder would report success and nest the one in the other. */
  private void move(Path from, Path to) throws IOException {
    files.mkdirs(to.getParent());
    if (files.exists(to) || !files.rename(from, to)) {
      throw AurumException.of(
          ExitCode.CONFLICT,
          "The folder %s cannot be renamed to %s.".formatted(from, to),
          "another process has put a folder there, or one of them lacks write permission",
          "check that one run at a time uses the output folder, then run again");
    }
  }

  private long rows(Path folder) {
    try {
      long rows = 0;
      for (FileStatus file : files.listStatus(folder)) {
        if (file.getPath().getName().endsWith(".parquet")) {
          try (var reader = ParquetFileReader.open(HadoopInputFile.fromStatus(file, conf))) {
            rows += reader.getRecordCount();
          }
        }
      }
      return rows;
    } catch (IOException e) {
      throw StorageFailures.unreadable(folder, e);
    }
  }

  private List<Path> children(Path folder) throws IOException {
    try {
      return Arrays.stream(files.listStatus(folder)).map(FileStatus::getPath).sorted().toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private static Path below(Path parent, String table, LocalDate asOf) {
    return new Path(new Path(parent, table), DATE + asOf);
  }
}
