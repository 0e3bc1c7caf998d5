package io.aurum.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.lake.TestSession;
import io.aurum.common.table.Tables;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** An output folder: runs on it, and what it holds. */
record OutputFolder(Path conf, Path out) {

  /** Runs all jobs in this process; fails where the run does. */
  void run(LocalDate asOf) {
    TestSession.spark();
    var errors = new StringWriter();
    var console =
        new Console(
            new PrintWriter(new StringWriter(), true), new PrintWriter(errors, true), false);
    int exitCode = Aurum.execute(Jobs.all(), new LocalPlatform(), console, arguments(asOf));
    assertThat(exitCode).as("run as of %s: %s", asOf, errors).isZero();
  }

  String[] arguments(LocalDate asOf) {
    return new String[] {
      "run", "--conf", conf.toString(), "--out", out.toString(), "--as-of", asOf.toString()
    };
  }

  /**
   * Rows of all published tables of a date as texts, sorted, by table.
   *
   * @throws GoneWhileReading where a file went away between its listing and its reading
   */
  Map<String, List<String>> published(LocalDate asOf) {
    Map<String, List<String>> tables = new TreeMap<>();
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      for (Path table : children(out.resolve("publish"))) {
        Path files = table.resolve("as_of=" + asOf);
        if (Files.exists(files)) {
          List<String> rows = new ArrayList<>();
          try (var result =
              statement.executeQuery(
                  "select t::varchar from read_parquet('%s/*.parquet', hive_partitioning = false) t"
                      .formatted(files))) {
            while (result.next()) {
              rows.add(result.getString(1));
            }
          }
          rows.sort(null);
          tables.put(table.getFileName().toString(), rows);
        }
      }
    } catch (SQLException e) {
      throw e.getMessage().matches("(?s).*(No files found|No such file).*")
          ? new GoneWhileReading(e)
          : new IllegalStateException(e);
    }
    return tables;
  }

  /** A folder was replaced, as a reader without the lease has to expect. */
  static final class GoneWhileReading extends RuntimeException {
    private static final long serialVersionUID = 1;

    GoneWhileReading(SQLException cause) {
      super(cause);
    }
  }

  /**
   * Rows of the state tables but {@code job_run} as texts, sorted, by table.
   *
   * @param without columns that are left out
   */
  Map<String, List<String>> state(String... without) {
    Map<String, List<String>> tables = new TreeMap<>();
    for (Path table : children(out.resolve("lake"))) {
      String name = table.getFileName().toString();
      if (!name.equals(Tables.JOB_RUN.name())) {
        Dataset<Row> rows = TestSession.spark().read().format("delta").load(table.toString());
        tables.put(
            name, rows.drop(without).collectAsList().stream().map(Row::toString).sorted().toList());
      }
    }
    return tables;
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
