package io.aurum.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aurum.common.config.ColumnMapping;
import io.aurum.common.config.DeliverySettings;
import io.aurum.common.config.DeliverySettings.KnownAt;
import io.aurum.common.config.DeliverySettings.Mode;
import io.aurum.common.config.JdbcSettings;
import io.aurum.common.config.SourcePolicy;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.config.SourceSettings.CsvSettings;
import io.aurum.common.config.SourceSettings.Format;
import io.aurum.common.lake.TestSession;
import io.aurum.common.run.AurumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read does not depend on how it is cut, nor on where it lies. */
class SourceReaderTest {
  private static final String MAX_BYTES = "spark.sql.files.maxPartitionBytes";

  @TempDir Path folder;

  @Test
  void aTextGivesTheSameRowsHoweverItIsCut() throws IOException {
    StringBuilder text = new StringBuilder("\uFEFFid,name\r\n");
    String[] breaks = {"\n", "\r\n", "\r", "\n\n"};
    for (int i = 0; i < 120; i++) {
      text.append(i % 7)
          .append(i % 11 == 5 ? ",\"\u00e4" : ",\u5f20" + i % 3)
          .append(breaks[i % 4]);
    }
    Path file = Files.writeString(folder.resolve("a.csv"), text);
    var source = source(Format.CSV, file.toString(), Optional.empty());
    List<String> whole = rows(source);
    assertThat(whole).hasSize(120).anyMatch(row -> row.contains("file.unclosed-quote"));
    assertThat(whole.stream().map(row -> row.split("\\|", -1)[0]).filter(id -> !id.equals("null")))
        .doesNotHaveDuplicates()
        .anyMatch(id -> id.endsWith("#5"));
    for (String bytes : List.of("1b", "17b", "500b")) {
      TestSession.spark().conf().set(MAX_BYTES, bytes);
      try {
        assertThat(rows(source)).containsExactlyInAnyOrderElementsOf(whole);
      } finally {
        TestSession.spark().conf().unset(MAX_BYTES);
      }
    }
  }

  @Test
  void rowsOfADatabaseAreOneDeliveryWhateverTheirOrder() throws SQLException {
    String url = "jdbc:duckdb:" + folder.resolve("crm.db") + "?password=secret";
    String place = "jdbc:duckdb:" + folder.resolve("crm.db");
    try (var connection = DriverManager.getConnection(place);
        var statement = connection.createStatement()) {
      statement.execute(
          "create table customer (id bigint, name varchar, born date, seen timestamp)");
      statement.execute(
          "insert into customer values (1, 'Ann', '1980-02-29', '2026-01-01 10:00:00'),"
              + " (12, 'Bob', null, null), (25, 'Eve', '1990-01-01', '2026-01-01 00:00:00'),"
              + " (null, 'Eve', null, null), (25, 'Eve', '1990-01-01', '2026-01-01 00:00:00')");
      var whole = jdbc(place, "customer", List.of());
      List<String> rows = rows(source(Format.JDBC, "", Optional.of(whole)));
      assertThat(rows).hasSize(5);
      assertThat(rows.stream().map(row -> row.replaceFirst("^[0-9a-f]+#", "#")))
          .containsExactlyInAnyOrder(
              "#1|1|null|1|Ann|1980-02-29|2026-01-01T10:00",
              "#1|2|null|12|Bob|null|null",
              "#1|3|null|25|Eve|1990-01-01|2026-01-01",
              "#2|4|null|25|Eve|1990-01-01|2026-01-01",
              "#1|5|null|null|Eve|null|null");
      var parts =
          jdbc(
              place,
              "customer",
              List.of("(id < 10 or id is null)", "id >= 10 and id < 20", "id >= 20"));
      assertThat(ids(rows(source(Format.JDBC, "", Optional.of(parts)))))
          .containsExactlyInAnyOrderElementsOf(ids(rows));

      var shuffled = jdbc(place, "(select * from customer order by name desc, id)", List.of());
      String before = JdbcRecords.delivery(whole).sha256();
      assertThat(JdbcRecords.delivery(shuffled).sha256()).isEqualTo(before);
      statement.execute("insert into customer values (25, 'Eve', '1990-01-01', null)");
      assertThat(JdbcRecords.delivery(shuffled).sha256()).isNotEqualTo(before);
    }
    assertThatExceptionOfType(AurumException.class)
        .isThrownBy(() -> JdbcRecords.delivery(jdbc(place, "custommer", List.of())))
        .withMessageContaining("Cannot read customer at " + place)
        .withMessageContaining("custommer does not exist");
    assertThatExceptionOfType(AurumException.class)
        .isThrownBy(() -> JdbcRecords.delivery(jdbc(url.replace("duckdb", "none"), "x", List.of())))
        .withMessageContaining("No JDBC driver for jdbc:none:")
        .withMessageNotContaining("secret");
  }

  @Test
  void aDeltaTableIsReadAtItsLatestVersion() {
    String path = folder.resolve("crm").toString();
    var spark = TestSession.spark();
    spark
        .sql(
            "select 1L as id, 'Ann' as name, date'1980-02-29' as born, timestamp'2026-01-01 10:00:00' as seen"
                + " union all select 2L, 'Bob', null, null")
        .coalesce(1)
        .write()
        .format("delta")
        .partitionBy("name")
        .save(path);
    var source = source(Format.DELTA, path, Optional.empty());
    var first = SourceInputs.list(List.of(source), new Configuration()).get("crm").get(0);
    assertThat(first.name()).isEqualTo("crm@v0");
    spark.sql("delete from delta.`" + path + "` where id = 2");
    spark
        .sql("select 3L as id, 'Eve' as name, null as born, timestamp'2026-01-02 00:00:00' as seen")
        .selectExpr("id", "name", "cast(born as date) as born", "seen")
        .write()
        .format("delta")
        .mode("append")
        .save(path);
    var last = SourceInputs.list(List.of(source), new Configuration()).get("crm").get(0);
    assertThat(last.name()).isEqualTo("crm@v2");
    assertThat(last.sha256()).hasSize(64).isNotEqualTo(first.sha256());
    assertThat(rows(source).stream().map(row -> row.replaceFirst("^[0-9a-f]+#[0-9]\\|[0-9]", "")))
        .containsExactlyInAnyOrder(
            "|null|1|Ann|1980-02-29|2026-01-01T10:00:00Z", "|null|3|Eve|null|2026-01-02");
  }

  /** Identity, line, rule and values of all rows. */
  private static List<String> rows(SourceSettings source) {
    var files = SourceInputs.list(List.of(source), new Configuration()).get(source.name());
    var deliveries = files.stream().map(file -> Delivery.of(source, file)).toList();
    List<String> outputs = List.copyOf(source.columns().keySet());
    List<String> columns = new ArrayList<>(List.of("source_record_id", "line", "rule"));
    columns.addAll(outputs);
    return SourceReader.parse(TestSession.spark(), deliveries, outputs, Map.of())
        .selectExpr(columns.toArray(String[]::new))
        .collectAsList()
        .stream()
        .map((Row row) -> row.mkString("|"))
        .toList();
  }

  private static List<String> ids(List<String> rows) {
    return rows.stream().map(row -> row.split("\\|", -1)[0]).toList();
  }

  private static JdbcSettings jdbc(String url, String relation, List<String> partitions) {
    return new JdbcSettings(url, relation, "customer", null, null, partitions);
  }

  private static SourceSettings source(Format format, String path, Optional<JdbcSettings> jdbc) {
    Map<String, ColumnMapping> columns = new LinkedHashMap<>();
    List<String> names =
        format == Format.CSV ? List.of("id", "name") : List.of("id", "name", "born", "seen");
    names.forEach(name -> columns.put(name, column(name)));
    return new SourceSettings(
        "crm",
        SourceSettings.CUSTOMER,
        List.of(path),
        format,
        new CsvSettings(true, ',', '"', '"', "UTF-8", false),
        List.of(),
        new DeliverySettings(
            Mode.APPEND,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new KnownAt(Optional.empty(), Optional.empty(), Optional.of("2026-01-01"))),
        0.5,
        false,
        Optional.empty(),
        Optional.empty(),
        columns,
        SourcePolicy.USUAL,
        jdbc);
  }

  private static ColumnMapping column(String name) {
    return new ColumnMapping(
        List.of(name),
        " ",
        Optional.empty(),
        Optional.empty(),
        1,
        Optional.empty(),
        0,
        Optional.empty());
  }
}
