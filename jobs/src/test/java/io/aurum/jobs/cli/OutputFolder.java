package io.aurum.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An output folder: runs on it, and what it holds. */
record OutputFolder(Path conf, Path out) {
  private static final ObjectMapper JSON = new ObjectMapper();

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
    Map<String, String> queries = new TreeMap<>();
    for (Path table : children(out.resolve("publish"))) {
      Path files = table.resolve("as_of=" + asOf);
      if (Files.exists(files)) {
        queries.put(table.getFileName().toString(), query("*", "'" + files + "/*.parquet'"));
      }
    }
    return rows(queries);
  }

  /** The page on the latest run. */
  String report() {
    try {
      return Files.readString(out.resolve("report/index.html"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder was replaced, as a reader without the lease has to expect. */
  static final class GoneWhileReading extends RuntimeException {
    private static final long serialVersionUID = 1;

    GoneWhileReading(SQLException cause) {
      super(cause);
    }
  }

  /**
   * Rows of the state tables but {@code job_run} as texts, sorted, by table: of the files that the
   * entries of a table's log name, without help of Delta or Spark.
   *
   * @param without columns that are left out
   */
  Map<String, List<String>> state(String... without) {
    String columns =
        "columns(c -> not list_contains(['%s'], c))".formatted(String.join("', '", without));
    Map<String, List<String>> tables = new TreeMap<>();
    Map<String, String> queries = new TreeMap<>();
    for (Path table : children(out.resolve("lake"))) {
      String name = table.getFileName().toString();
      if (!name.equals(Tables.JOB_RUN.name())) {
        Set<String> files = activeFiles(table);
        tables.put(name, List.of());
        if (!files.isEmpty()) {
          queries.put(name, query(columns, "['" + String.join("', '", files) + "']"));
        }
      }
    }
    tables.putAll(rows(queries));
    return tables;
  }

  private static Set<String> activeFiles(Path table) {
    Set<String> active = new TreeSet<>();
    for (Path entry : children(table.resolve("_delta_log"))) {
      if (entry.toString().endsWith(".json")) {
        for (JsonNode action : actions(entry)) {
          if (action.has("add")) {
            active.add(table.resolve(action.at("/add/path").asText()).toString());
          } else if (action.has("remove")) {
            active.remove(table.resolve(action.at("/remove/path").asText()).toString());
          }
        }
      }
    }
    return active;
  }

  private static List<JsonNode> actions(Path entry) {
    try (MappingIterator<JsonNode> actions =
        JSON.readerFor(JsonNode.class).readValues(entry.toFile())) {
      return actions.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String query(String columns, String files) {
    return "select t::varchar from (select %s from read_parquet(%s, hive_partitioning = false, union_by_name = true)) t"
        .formatted(columns, files);
  }

  private static Map<String, List<String>> rows(Map<String, String> queries) {
    Map<String, List<String>> tables = new TreeMap<>();
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      for (var query : queries.entrySet()) {
        List<String> rows = new ArrayList<>();
        try (var result = statement.executeQuery(query.getValue())) {
          while (result.next()) {
            rows.add(result.getString(1));
          }
        }
        rows.sort(null);
        tables.put(query.getKey(), rows);
      }
      return tables;
    } catch (SQLException e) {
      throw e.getMessage().matches("(?s).*(No files found|No such file).*")
          ? new GoneWhileReading(e)
          : new IllegalStateException(e);
    }
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
