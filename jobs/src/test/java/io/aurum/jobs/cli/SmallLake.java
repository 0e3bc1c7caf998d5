package io.aurum.jobs.cli;

import static io.aurum.common.table.Tables.BLOCKING_AUDIT;
import static io.aurum.common.table.Tables.COLUMN_PROFILE;
import static io.aurum.common.table.Tables.IDENTITY_EVENT;
import static io.aurum.common.table.Tables.IDENTITY_STAT;
import static io.aurum.common.table.Tables.MATCH_MODEL;
import static io.aurum.common.table.Tables.MATCH_PAIR;
import static io.aurum.common.table.Tables.QUARANTINE_RECORD;
import static io.aurum.common.table.Tables.REGRESSION_SCORE;
import static io.aurum.common.table.Tables.RULE_RESULT;

import io.aurum.common.run.Manifest;
import io.aurum.common.run.RunKind;
import io.aurum.common.table.TableSpec;
import io.aurum.jobs.CustomerFixture;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.golden.GoldenJob;
import io.aurum.jobs.publish.PublishJob;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Three customers as a run leaves them: c1 has records crm:1 and shop:7, c2 has crm:2, c3 has
 * shop:9; crm:8 is in quarantine.
 */
final class SmallLake {
  private static final LocalDate AS_OF = LocalDate.parse("2026-01-31");

  private final CustomerFixture fixture;

  private SmallLake(CustomerFixture fixture) {
    this.fixture = fixture;
  }

  static JobContext under(Path out) {
    SmallLake lake =
        new SmallLake(
            new CustomerFixture(out)
                .attribute("given_name", "given-name")
                .attribute("email", "email")
                .attribute("city", "city"));
    lake.writeCustomers();
    lake.writeMatching();
    lake.writeQuality();
    lake.writePredictions();
    JobContext context = lake.fixture.context();
    new GoldenJob().run(context);
    new PublishJob(Jobs::all).run(context);
    lake.writeBooks(context);
    return context;
  }

  private void writeCustomers() {
    List<Map<String, Object>> records = new ArrayList<>();
    records.add(
        fixture.record(
            "crm",
            "1",
            "2025-01-01T00:00:00Z",
            "person",
            "given_name",
            "Jane",
            "email",
            "jane@example.com",
            "city",
            "Leeds"));
    records.add(
        fixture.record(
            "shop",
            "7",
            "2025-06-01T00:00:00Z",
            "person",
            "given_name",
            "Jayne",
            "email",
            "jane@example.com"));
    records.add(
        fixture.record(
            "crm",
            "2",
            "2025-03-01T00:00:00Z",
            "person",
            "given_name",
            "<b>Bob</b>",
            "city",
            "Leeds"));
    records.add(
        fixture.record(
            "shop",
            "9",
            "2025-04-01T00:00:00Z",
            "person",
            "given_name",
            "<b>Bob</b>",
            "city",
            "Leeds"));
    records.get(1).put("rule_mask", new long[] {0b101});
    fixture.write(records, "c1", "c1", "c2", "c3");
  }

  private void writePredictions() {
    publish(
        REGRESSION_SCORE,
        List.of(
            row(
                "task",
                "spend",
                "source",
                "customer_profile",
                "entity_id",
                "c1",
                "customer_id",
                "c1",
                "role",
                "new",
                "prediction",
                120.5,
                "lower",
                80.25,
                "upper",
                160.75,
                "top_reasons",
                "orders 3: +45.2",
                "model_id",
                "m")));
  }

  private void writeMatching() {
    publish(
        MATCH_MODEL,
        List.of(
            level("given_name", 1, 0, "exact", 8.0),
            level("given_name", 1, 1, "typo", 3.25),
            level("given_name", 1, 2, "different", -4.5),
            level("email", 2, 0, "exact", 16.0),
            level("email", 2, 1, "different", -2.0),
            level("city", 3, 0, "exact", 4.0),
            level("city", 3, 1, "different", -1.0)));
    publish(
        MATCH_PAIR,
        List.of(
            row(
                "source_1",
                "crm",
                "source_record_id_1",
                "1",
                "source_2",
                "shop",
                "source_record_id_2",
                "7",
                "match_score",
                0.99,
                "weight_bits",
                6.75,
                "prior_bits",
                -12.5,
                "agreement_pattern",
                "1.0.-",
                "attribute_bits",
                "3.25|16.0|0.0",
                "weighed_against",
                "chance",
                "decision",
                "link",
                "blocking_key",
                "email exact"),
            row(
                "source_1",
                "crm",
                "source_record_id_1",
                "1",
                "source_2",
                "crm",
                "source_record_id_2",
                "2",
                "match_score",
                0.06,
                "weight_bits",
                -4.0,
                "prior_bits",
                -12.5,
                "agreement_pattern",
                "2.-.0",
                "attribute_bits",
                "-4.5|0.0|13.0",
                "weighed_against",
                "chance",
                "decision",
                "review",
                "blocking_key",
                "city exact")));
    publish(
        BLOCKING_AUDIT,
        List.of(
            row(
                "blocking_key",
                "email exact",
                "keys",
                1L,
                "records",
                2L,
                "candidate_pairs",
                1L,
                "largest_block",
                2L,
                "purged_blocks",
                0L,
                "purged_pairs",
                0L,
                "estimated_recall_lost_rate",
                0.0)));
    publish(
        IDENTITY_STAT,
        List.of(
            row(
                "records",
                4L,
                "customers",
                3L,
                "duplicate_rate",
                0.25,
                "singletons",
                2L,
                "size_p50",
                1L,
                "size_p99",
                2L,
                "size_max",
                2L,
                "link_pairs",
                1L,
                "review_pairs",
                1L,
                "link_threshold_bits",
                4.5,
                "expected_precision_rate",
                0.99,
                "oversize_clusters",
                0L)));
    fixture
        .lake()
        .append(
            IDENTITY_EVENT,
            fixture.rows(
                IDENTITY_EVENT,
                List.of(
                    row(
                        "as_of",
                        AS_OF,
                        "customer_id",
                        "c1",
                        "event",
                        "created",
                        "other_customer_id",
                        "c1",
                        "records",
                        2,
                        "evidence",
                        "first seen"),
                    row(
                        "as_of",
                        AS_OF,
                        "customer_id",
                        "c0",
                        "event",
                        "absorbed",
                        "other_customer_id",
                        "c1",
                        "records",
                        1,
                        "evidence",
                        "its records are in c1"))));
  }

  private void writeQuality() {
    publish(
        RULE_RESULT,
        List.of(
            rule(0, "email.not-an-email", 1),
            rule(1, "email.required", 0),
            rule(2, "given_name.placeholder", 1)));
    publish(
        COLUMN_PROFILE,
        List.of(
            row(
                "source",
                "shop",
                "attribute",
                "email",
                "kind",
                "email",
                "pii_class",
                "LINKED",
                "rows",
                4L,
                "nulls",
                1L,
                "invalid",
                1L,
                "repaired",
                0L,
                "distinct_values",
                2L,
                "completeness_rate",
                0.5,
                "top_values",
                "j***@e***.com (2)",
                "top_patterns",
                "aaaa@aaaaaaa.aaa (2)")));
    fixture
        .lake()
        .append(
            QUARANTINE_RECORD,
            fixture.rows(
                QUARANTINE_RECORD,
                List.of(
                    row(
                        "source",
                        "crm",
                        "job",
                        "ingest",
                        "rule",
                        "file.ragged",
                        "reason",
                        "expected 11 fields, found 12",
                        "file",
                        "crm.csv",
                        "line",
                        9L,
                        "file_hash",
                        "00ff",
                        "source_record_id",
                        "8",
                        "payload",
                        "8,mallory@example.com",
                        "first_seen",
                        AS_OF,
                        "attempts",
                        1,
                        "status",
                        "open"))));
  }

  private void writeBooks(JobContext context) {
    Manifest.JobEntry golden =
        new Manifest.JobEntry(
            "golden",
            Manifest.Status.OK,
            4,
            4,
            0,
            0,
            11,
            null,
            Instant.parse("2026-02-01T10:00:00Z"),
            2.5,
            Map.of("valid_record", 0L, "customer_link", 0L),
            Map.of("golden_customer", 0L),
            Map.of(),
            null,
            null);
    JobRuns.append(
        context.spark(), context.lake(), "a1", context.run(), RunKind.FORWARD, List.of(golden));
  }

  private void publish(TableSpec table, List<Map<String, Object>> rows) {
    fixture.lake().publish(table, fixture.rows(table, rows));
  }

  private static Map<String, Object> level(
      String attribute, int position, int number, String level, double bits) {
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
        bits,
        "method",
        "EM",
        "n",
        9L);
  }

  private static Map<String, Object> rule(int number, String rule, long failed) {
    return row(
        "source",
        "shop",
        "rule",
        rule,
        "rule_number",
        number,
        "fingerprint",
        "f",
        "attribute",
        "email",
        "dimension",
        "validity",
        "severity",
        "warn",
        "rows_checked",
        4L,
        "rows_failed",
        failed,
        "threshold_rate",
        1.0,
        "status",
        "pass");
  }

  /** A row from column names and values in turn. */
  static Map<String, Object> row(Object... cells) {
    Map<String, Object> row = new HashMap<>(Map.of("run_id", "run-1"));
    for (int i = 0; i < cells.length; i += 2) {
      row.put((String) cells[i], cells[i + 1]);
    }
    return row;
  }
}
