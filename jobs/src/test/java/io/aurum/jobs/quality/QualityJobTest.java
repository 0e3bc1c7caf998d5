package io.aurum.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.config.PlanSettings;
import io.aurum.common.config.PlanSettings.Metric;
import io.aurum.common.config.PlanSettings.Milestone;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.CustomerFixture;
import io.aurum.jobs.JobResult;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four accepted records of two sources: crm:1 and crm:2 are customer c1, crm:3 and shop:1 are c2.
 * crm:1 and crm:2 fail rule 1 (validity), shop:1 fails rule 66 (accuracy). Of c1 120.75 are
 * expected, of c2 20.25.
 */
class QualityJobTest {
  @TempDir Path out;

  @Test
  void scoresVolumesOverlapsAndMilestonesTellOfTheSources() {
    CustomerFixture world =
        new CustomerFixture(out)
            .attribute("email", "email")
            .plan(
                new PlanSettings(
                    14,
                    List.of(
                        milestone(
                            "valid_mails", "crm", Metric.PASS_RATE, "email.not-an-email", 0.5),
                        milestone("no_doubles", null, Metric.DUPLICATES, null, 0.4),
                        milestone("volumes", null, Metric.VOLUME, null, 1),
                        milestone("timely", null, Metric.SCORE, "timeliness", 0.9))));
    write(world);
    JobResult result = new QualityJob().run(world.context());

    assertThat(List.of(result.rowsIn(), result.accepted(), result.dropped()))
        .containsExactly(4L, 3L, 1L);
    assertThat(result.balances()).isTrue();
    assertThat(scores(world))
        .containsExactly(
            "crm accuracy 10/0 1.0 A none 0 0.0",
            "crm uniqueness 3/1 0.6666666666666667 F none 1 120.75",
            "crm validity 3/2 0.33333333333333337 F 0.75 1 120.75",
            "shop accuracy 1/1 0.0 F none 1 20.25",
            "shop uniqueness 1/0 1.0 A none 0 0.0");
    assertThat(
            rows(
                world,
                Tables.SOURCE_OVERLAP,
                "source",
                "concat_ws(' ', source, other_source, customers, shared_customers, shared_rate)"))
        .containsExactlyInAnyOrder(
            "crm crm 2 1 0.5", "crm shop 2 1 0.5", "shop crm 1 1 1.0", "shop shop 1 0 0.0");
    assertThat(
            rows(
                world,
                Tables.SOURCE_VOLUME,
                "source",
                "concat_ws(' ', source, rows, malformed_rows, coalesce(string(bytes), 'no'),"
                    + " distinct_ids, deliveries, newest_delivery, newest_rows, expected_rows,"
                    + " change_rate, data_lag_days, data_lag_minutes, status)"))
        .containsExactly("crm 7 1 no 3 6 2026-01-30 2 1.0 1.0 1 2880 ok", "shop 0 0 no 0 0 fail");
    assertThat(
            rows(
                world,
                Tables.PLAN_MILESTONE,
                "milestone",
                "concat_ws(' ', milestone, round(actual, 4), slack_days, status)"))
        .containsExactly(
            "no_doubles 0.5 10 at_risk",
            "timely 10 at_risk",
            "valid_mails 0.3333 10 at_risk",
            "volumes 0.5 10 at_risk");
  }

  private static List<String> scores(CustomerFixture world) {
    return rows(
        world,
        Tables.QUALITY_SCORE,
        "source, dimension",
        "concat_ws(' ', source, dimension, concat(rows_checked, '/', rows_failed), score, grade,"
            + " coalesce(string(previous), 'none'), customers_affected, value_at_risk)");
  }

  private static List<String> rows(
      CustomerFixture world, TableSpec table, String order, String expression) {
    return world
        .lake()
        .read(table)
        .orderBy(
            java.util.Arrays.stream(order.split(", "))
                .map(org.apache.spark.sql.functions::col)
                .toArray(org.apache.spark.sql.Column[]::new))
        .selectExpr(expression)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static void write(CustomerFixture world) {
    List<Map<String, Object>> records =
        List.of(
            world.record("crm", "1", "2026-01-01T00:00:00Z", "person", "email", "a@x.org"),
            world.record("crm", "2", "2026-01-01T00:00:00Z", "person", "email", "a@x.org"),
            world.record("crm", "3", "2026-01-01T00:00:00Z", "person", "email", "c@x.org"),
            world.record("shop", "1", "2026-01-01T00:00:00Z", "person", "email", "c@x.org"));
    records.get(0).put("rule_mask", new long[] {0b10, 0});
    records.get(1).put("rule_mask", new long[] {0b10, 0});
    records.get(2).put("rule_mask", new long[] {0, 0});
    records.get(3).put("rule_mask", new long[] {0, 0b100});
    world.write(records, "c1", "c1", "c2", "c2");
    world.lake().replace(Tables.SOURCE_RECORD, world.rows(Tables.SOURCE_RECORD, delivered()));
    world
        .lake()
        .replace(
            Tables.QUARANTINE_RECORD, world.rows(Tables.QUARANTINE_RECORD, List.of(malformed())));
    world
        .lake()
        .publish(
            Tables.RULE_RESULT,
            world.rows(
                Tables.RULE_RESULT,
                List.of(
                    withFormer(result("crm", "email.not-an-email", 1, "validity", 3, 2), 4, 1),
                    result("crm", "email.reserved", 66, "accuracy", 10, 0),
                    result("shop", "email.reserved", 66, "accuracy", 1, 1),
                    result("shop", "email.not-an-email", 1, "validity", 0, 0))));
    world
        .lake()
        .publish(
            Tables.CUSTOMER_VALUE,
            world.rows(
                Tables.CUSTOMER_VALUE, List.of(worth("c1", "120.75"), worth("c2", "20.25"))));
  }

  /** Days 1, 7, 13, 19, 25 and 30 of January with a row each; the last file has a malformed one. */
  private static List<Map<String, Object>> delivered() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String at : List.of("01", "07", "13", "19", "25", "30")) {
      rows.add(record("2026-01-" + at + "T00:00:00Z", "file-" + at, "" + rows.size() % 3));
    }
    rows.add(record("2026-01-02T00:00:00Z", "file-30", "2"));
    rows.get(6).put("file_hash", "file-07");
    rows.add(record("2026-03-01T00:00:00Z", "file-late", "9"));
    return rows;
  }

  private static Map<String, Object> record(String knownAt, String file, String id) {
    Map<String, Object> row = new HashMap<>();
    row.put("source", "crm");
    row.put("source_record_id", id);
    row.put("entity", "customer");
    row.put("known_at", Instant.parse(knownAt));
    row.put("row_hash", "hash " + knownAt);
    row.put("file", file);
    row.put("line", 1L);
    row.put("file_hash", file);
    row.put("deleted", false);
    row.put("run_id", "run-1");
    return row;
  }

  private static Map<String, Object> malformed() {
    Map<String, Object> row = new HashMap<>();
    row.put("source", "crm");
    row.put("job", "ingest");
    row.put("rule", "file.ragged");
    row.put("reason", "a reason");
    row.put("file", "file-30");
    row.put("line", 2L);
    row.put("file_hash", "file-30");
    row.put("first_seen", LocalDate.parse("2026-01-31"));
    row.put("attempts", 1);
    row.put("status", "open");
    row.put("run_id", "run-1");
    return row;
  }

  private static Map<String, Object> result(
      String source, String rule, int number, String dimension, long checked, long failed) {
    Map<String, Object> row = new HashMap<>();
    row.put("source", source);
    row.put("rule", rule);
    row.put("rule_number", number);
    row.put("fingerprint", "f");
    row.put("dimension", dimension);
    row.put("severity", "warn");
    row.put("rows_checked", checked);
    row.put("rows_failed", failed);
    row.put("threshold_rate", 0.5);
    row.put("reason", "a reason");
    row.put("status", "pass");
    row.put("run_id", "run-1");
    return row;
  }

  private static Map<String, Object> withFormer(
      Map<String, Object> result, long checked, long failed) {
    result.put("previous_checked", checked);
    result.put("previous_failed", failed);
    return result;
  }

  private static Map<String, Object> worth(String customer, String amount) {
    Map<String, Object> row = new HashMap<>();
    row.put("customer_id", customer);
    row.put("model", "bg-nbd");
    row.put("repeat_purchases", 1);
    row.put("last_purchase_weeks", 1.0);
    row.put("observed_weeks", 2.0);
    row.put("clv_amount", new BigDecimal(amount));
    row.put("horizon_days", 365);
    row.put("run_id", "run-1");
    return row;
  }

  private static Milestone milestone(
      String name, String source, Metric metric, String subject, double target) {
    return new Milestone(
        name,
        Optional.ofNullable(source),
        metric,
        Optional.ofNullable(subject),
        target,
        LocalDate.parse("2026-02-10"),
        Optional.empty(),
        Optional.empty());
  }
}
