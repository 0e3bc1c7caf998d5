package io.aurum.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.CustomerFixture;
import io.aurum.jobs.JobResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compact rows whose expansion is known, read back with DuckDB. */
class PublishedViewsTest {
  @TempDir static Path out;

  private static final String KNOWN_AT = "2025-01-01T00:00:00Z";

  private static JobResult result;

  @BeforeAll
  static void publish() {
    CustomerFixture world =
        new CustomerFixture(out)
            .attribute("name", "full-name")
            .attribute("email", "email")
            .attribute("city", "city")
            .attribute("tier", "category")
            .clear("tier")
            .view(Tables.RECORD_ISSUE)
            .view(Tables.MATCH_EVIDENCE);
    writeRecords(world);
    writeRules(world);
    writeMatching(world);
    result = new PublishJob(List::of).run(world.context());
  }

  /**
   * Record 1 fails three rules, one of them in the second word of its mask; record 3 fails none.
   */
  private static void writeRecords(CustomerFixture world) {
    Map<String, Object> first =
        world.record(
            "crm",
            "1",
            KNOWN_AT,
            "person",
            "name",
            "Ann Archer",
            "email",
            "ann@mail.org",
            "tier",
            "GOLD");
    first.put("rule_mask", new long[] {0b10010, 1L << 6});
    Map<String, Object> second = world.record("shop", "1", KNOWN_AT, "person", "name", "Bob Ray");
    second.put("rule_mask", new long[] {0b101, 0});
    Map<String, Object> third = world.record("crm", "3", KNOWN_AT, "person", "name", "Eve May");
    third.put("rule_mask", new long[] {0, 0});
    world.writeRecords(List.of(first, second, third));
    append(
        world,
        Tables.SOURCE_RECORD,
        List.of(
            delivered(
                "crm", "1", "name", "ann ARCHER", "email", "ann@mail.org", "city", "ann@web.org"),
            outdated(delivered("crm", "1", "name", "Someone Else", "email", "x", "city", "y")),
            delivered("shop", "1", "email", "bob at mail", "tier", "card 4111 1111 1111 1111"),
            delivered("crm", "3", "name", "Eve May")));
  }

  private static void writeRules(CustomerFixture world) {
    publish(
        world,
        Tables.RULE_RESULT,
        List.of(
            rule("crm", 1, "name.shouting", "name"),
            rule("crm", 4, "email.unreachable", "email"),
            rule("crm", 70, "city.unknown", "city"),
            rule("shop", 0, "record.agreement", null),
            rule("shop", 2, "tier.not-a-category", "tier")));
  }

  private static void writeMatching(CustomerFixture world) {
    publish(
        world,
        Tables.MATCH_MODEL,
        List.of(
            level("name", 1, 0, "exact"),
            level("name", 1, 1, "typo"),
            level("email", 2, 0, "exact"),
            level("email", 2, 1, "different")));
    publish(
        world,
        Tables.MATCH_PAIR,
        List.of(pair("1", 6.8125, "1.0", "3.3125|16.0"), pair("3", -9.0, "0.-", "3.5|0.0")));
  }

  @Test
  void aRecordHasARowForEachRuleThatItFailed() throws SQLException {
    assertThat(issues("crm"))
        .containsExactly(
            List.of("1", "city.unknown", "city", "a***", "-", "nulled", "run-1"),
            List.of("1", "email.unreachable", "email", "a***@m***.org", "-", "kept", "run-1"),
            List.of("1", "name.shouting", "name", "a*** A***", "A*** A***", "repaired", "run-1"));
  }

  @Test
  void aValueOfNoKindIsMaskedAndACardNumberIsShownToNobody() throws SQLException {
    assertThat(issues("shop"))
        .containsExactly(
            List.of("1", "record.agreement", "-", "-", "-", "kept", "run-1"),
            List.of("1", "tier.not-a-category", "tier", "card ****1111", "-", "nulled", "run-1"));
  }

  @Test
  void theEvidenceOfAPairSumsExactlyToItsWeight() throws SQLException {
    assertThat(
            query(
                """
                select source_record_id_2, attribute, coalesce(level, '-'), bits
                from '%1$s/publish/match_evidence/as_of=2026-01-31/*.parquet'
                order by source_record_id_2, attribute
                """))
        .containsExactly(
            List.of("1", "(prior)", "-", -12.5),
            List.of("1", "email", "exact", 16.0),
            List.of("1", "name", "typo", 3.3125),
            List.of("3", "(prior)", "-", -12.5),
            List.of("3", "email", "-", 0.0),
            List.of("3", "name", "exact", 3.5));
    assertThat(
            query(
                """
                select count(*) from (
                  select p.weight_bits as weight, sum(e.bits) as bits
                  from '%1$s/publish/match_pair/*/*.parquet' p
                  join '%1$s/publish/match_evidence/*/*.parquet' e
                    using (source_1, source_record_id_1, source_2, source_record_id_2)
                  group by p.source_record_id_2, p.weight_bits)
                where weight = bits
                """))
        .containsExactly(List.of(2L));
  }

  @Test
  void viewsAreCountedAmongWhatTheJobWrote() {
    assertThat(result.commits())
        .extracting(commit -> commit.table() + " " + commit.rowsAdded())
        .contains("record_issue 5", "match_evidence 6");
  }

  @Test
  void viewsThatNobodyWantsAreNotWrittenAndThoseOfOtherDatesGo(@TempDir Path other)
      throws IOException {
    CustomerFixture world = new CustomerFixture(other).attribute("name", "full-name");
    Path formerDate = other.resolve("publish/record_issue/as_of=2025-12-31");
    Files.createDirectories(formerDate);
    Files.writeString(formerDate.resolve("part-0.parquet"), "a view that was asked for then");
    new PublishJob(List::of).run(world.context());
    assertThat(Files.exists(other.resolve("publish/customer"))).isTrue();
    assertThat(Files.exists(other.resolve("publish/record_issue"))).isFalse();
    assertThat(Files.exists(other.resolve("publish/match_evidence"))).isFalse();
  }

  private static List<List<Object>> issues(String source) throws SQLException {
    return query(
        """
        select source_record_id, rule, coalesce(attribute, '-'), coalesce(observed, '-'),
               coalesce(repaired_to, '-'), action, run_id
        from '%1$s/publish/record_issue/as_of=2026-01-31/*.parquet'
        where source = '\
        """
            + source
            + "' order by source_record_id, rule");
  }

  private static List<List<Object>> query(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql.formatted(out))) {
      List<List<Object>> rows = new ArrayList<>();
      while (results.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
          row.add(results.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private static Map<String, Object> delivered(String source, String id, String... values) {
    Map<String, Object> row =
        row(
            "entity",
            "customer",
            "source",
            source,
            "source_record_id",
            id,
            "known_at",
            Instant.parse(KNOWN_AT),
            "row_hash",
            "row-" + id,
            "file",
            "f.csv",
            "line",
            2L,
            "file_hash",
            "00ff",
            "deleted",
            false);
    for (int i = 0; i < values.length; i += 2) {
      row.put(values[i], values[i + 1]);
    }
    return row;
  }

  private static Map<String, Object> outdated(Map<String, Object> row) {
    row.put("row_hash", "row-outdated");
    return row;
  }

  private static Map<String, Object> rule(
      String source, int number, String name, String attribute) {
    return row(
        "source",
        source,
        "rule",
        name,
        "rule_number",
        number,
        "fingerprint",
        "f",
        "attribute",
        attribute,
        "dimension",
        "validity",
        "severity",
        "warn",
        "rows_checked",
        2L,
        "rows_failed",
        1L,
        "threshold_rate",
        1.0,
        "status",
        "pass");
  }

  private static Map<String, Object> level(
      String attribute, int position, int number, String level) {
    return row(
        "attribute",
        attribute,
        "attribute_number",
        position,
        "given_level",
        "(any)",
        "level",
        level,
        "level_number",
        number,
        "description",
        level,
        "m_probability",
        0.5,
        "u_probability",
        0.01,
        "weight_bits",
        1.0,
        "method",
        "EM",
        "n",
        9L);
  }

  private static Map<String, Object> pair(String id, double weight, String pattern, String bits) {
    return row(
        "source_1",
        "crm",
        "source_record_id_1",
        "1",
        "source_2",
        "shop",
        "source_record_id_2",
        id,
        "match_score",
        0.9,
        "weight_bits",
        weight,
        "prior_bits",
        -12.5,
        "agreement_pattern",
        pattern,
        "attribute_bits",
        bits,
        "weighed_against",
        "chance",
        "decision",
        "link",
        "blocking_key",
        "email exact");
  }

  private static void publish(
      CustomerFixture world, TableSpec table, List<Map<String, Object>> rows) {
    world.lake().publish(table, world.rows(table, rows));
  }

  private static void append(
      CustomerFixture world, TableSpec table, List<Map<String, Object>> rows) {
    world.lake().append(table, world.rows(table, rows));
  }

  private static Map<String, Object> row(Object... cells) {
    Map<String, Object> row = new HashMap<>(Map.of("run_id", "run-1"));
    for (int i = 0; i < cells.length; i += 2) {
      row.put((String) cells[i], cells[i + 1]);
    }
    return row;
  }
}
