package io.aurum.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurum.common.config.SettingsReader;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.TestSession;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold of a run whatever the data, shown on 1,000 public records. */
class PublicDataPropertiesTest {
  private static final String CONF = "fake-1000";
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  @TempDir static Path folder;

  private static Path data;
  private static PublicRun first;
  private static Map<String, List<String>> tables;

  @BeforeAll
  static void runOnce() throws IOException {
    data = PublicRun.data().resolve("fake_1000/fake_1000.csv");
    first = new PublicRun(CONF, folder.resolve("first"), List.of());
    first.run();
    tables = tables(first);
  }

  @Test
  void aRerunChangesNothing() throws IOException {
    Map<String, Long> versions = versions(first, Tables.CUSTOMER_LINK, Tables.IDENTITY_EVENT);
    first.run();
    assertThat(tables(first)).isEqualTo(tables);
    assertThat(versions(first, Tables.CUSTOMER_LINK, Tables.IDENTITY_EVENT)).isEqualTo(versions);
  }

  @Test
  void neitherTheOrderOfRowsNorPartitionsMatter() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(data));
    Collections.shuffle(lines.subList(1, lines.size()), new Random(3));
    PublicRun shuffled = on("shuffled", lines);
    withPartitions("7", shuffled::run);
    assertThat(tables(shuffled)).isEqualTo(tables);
  }

  @Test
  void idsOfRecordsDecideNothing() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(data));
    Random random = new Random(5);
    for (int line = 1; line < lines.size(); line++) {
      String row = lines.get(line);
      lines.set(
          line, Long.toHexString(random.nextLong()) + "-" + line + row.substring(row.indexOf(',')));
    }
    PublicRun renamed = on("renamed", lines);
    renamed.run();
    JsonNode figures = first.evaluate();
    assertThat(renamed.evaluate()).isEqualTo(figures);
  }

  @Test
  void duckDbReadsEveryPublishedTableAndKeysAreUnique() throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      for (TableSpec table : written(Store.RESULT)) {
        String sql =
            "select count(*), count(distinct (as_of, %s)), count(run_id) from read_parquet('%s/publish/%s/*/*.parquet', hive_partitioning = true)"
                .formatted(String.join(", ", table.key()), first.out(), table.name());
        try (ResultSet counts = statement.executeQuery(sql)) {
          assertThat(counts.next()).isTrue();
          assertThat(counts.getLong(2)).as(table.name()).isEqualTo(counts.getLong(1));
          assertThat(counts.getLong(3)).as(table.name()).isEqualTo(counts.getLong(1));
        }
      }
    }
  }

  @Test
  void keysOfStateAreUniqueAndEveryRowTellsItsRun() {
    List<TableSpec> state = written(Store.STATE);
    assertThat(state).contains(Tables.VALID_RECORD, Tables.CUSTOMER_LINK, Tables.JOB_RUN);
    for (TableSpec table : state) {
      Dataset<Row> rows = lake(first).read(table);
      Column[] key = table.key().stream().map(name -> col("`" + name + "`")).toArray(Column[]::new);
      assertThat(rows.select(key).distinct().count()).as(table.name()).isEqualTo(rows.count());
      assertThat(rows.filter("run_id is null").count()).as(table.name()).isZero();
    }
  }

  @Test
  void everyJobAccountsForItsRows() {
    List<Row> jobs = lake(first).read(Tables.JOB_RUN).collectAsList();
    assertThat(jobs)
        .hasSizeGreaterThanOrEqualTo(6)
        .allSatisfy(
            job ->
                assertThat(job.<Long>getAs("rows_in"))
                    .isEqualTo(
                        job.<Long>getAs("rows_accepted")
                            + job.<Long>getAs("rows_quarantined")
                            + job.<Long>getAs("rows_dropped")));
  }

  @Test
  void allProblemsOfAConfigurationAreToldAtOnce() throws IOException {
    Path conf = folder.resolve("bad.conf");
    Files.writeString(
        conf,
        """
        sources.crm {
          entity = customer
          path = "nowhere/crm.csv"
          format = csv
          regoin = GB
          trust = high
          delivery { key = id, known-at { constant = "2026-01-01" } }
          columns { email = mail }
        }
        attributes { email = email }
        """);
    Path out = folder.resolve("untouched");
    StringWriter errors = new StringWriter();
    int exit =
        Aurum.execute(
            Jobs.all(),
            new LocalPlatform(),
            new Console(
                new PrintWriter(new StringWriter(), true), new PrintWriter(errors, true), false),
            "run",
            "--conf",
            conf.toString(),
            "--out",
            out.toString());
    assertThat(exit).isEqualTo(2);
    assertThat(errors.toString())
        .contains(
            "bad.conf:3: missing file 'nowhere/crm.csv'",
            "bad.conf:5: unknown key 'sources.crm.regoin'",
            "did you mean 'region'?",
            "bad.conf:6: bad value 'high' for 'sources.crm.trust'",
            "3 problems");
    assertThat(out).doesNotExist();
  }

  private static PublicRun on(String name, List<String> lines) throws IOException {
    Path file = Files.createDirectories(folder.resolve(name)).resolve("fake_1000.csv");
    Files.write(file, lines);
    return new PublicRun(
        CONF, folder.resolve(name + "-out"), List.of("sources.fake.path=\"" + file + "\""));
  }

  private static void withPartitions(String partitions, Runnable run) {
    TestSession.spark();
    String usual = System.setProperty(PARTITIONS, partitions);
    try {
      run.run();
    } finally {
      System.setProperty(PARTITIONS, usual);
    }
  }

  private static Lake lake(PublicRun run) {
    var platform = new LocalPlatform();
    var settings =
        SettingsReader.read(
            Path.of("..", "conf", run.conf() + ".conf"), List.copyOf(run.overrides()));
    return ReadSession.open(platform, run.out(), settings, platform.inputs(settings))
        .session()
        .lake();
  }

  private static List<TableSpec> written(Store store) {
    Lake lake = lake(first);
    return Tables.all().stream()
        .filter(table -> table.store() == store && lake.exists(table))
        .toList();
  }

  private static Map<String, Long> versions(PublicRun run, TableSpec... state) {
    Lake lake = lake(run);
    Map<String, Long> versions = new TreeMap<>();
    for (TableSpec table : state) {
      versions.put(table.name(), lake.version(table).orElseThrow());
    }
    return versions;
  }

  /**
   * The rows of all results, of the links and of the golden customers; without the run's id, which
   * tells the input files apart.
   */
  private static Map<String, List<String>> tables(PublicRun run) {
    Lake lake = lake(run);
    Map<String, List<String>> rows = new TreeMap<>();
    for (TableSpec table : Tables.all()) {
      boolean compared =
          table.store() == Store.RESULT
              || table.equals(Tables.CUSTOMER_LINK)
              || table.equals(Tables.GOLDEN_CUSTOMER);
      if (compared && lake.exists(table)) {
        rows.put(
            table.name(),
            lake.read(table).drop("run_id").collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList());
      }
    }
    assertThat(rows).containsKeys("customer_link", "golden_customer", "match_pair");
    return rows;
  }
}
