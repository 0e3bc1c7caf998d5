package io.aurum.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.config.PlanSettings;
import io.aurum.common.config.PlanSettings.Metric;
import io.aurum.common.config.PlanSettings.Milestone;
import io.aurum.common.config.RuleSettings;
import io.aurum.common.config.Severity;
import io.aurum.common.rule.Condition;
import io.aurum.common.rule.RuleCheck;
import io.aurum.common.rule.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class QualityTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-01-05");

  /** Weights 4 and 1: 4 * 10 + 1 * 50 of 4 * 100 + 1 * 200 checks fail: 90 of 600. */
  @Test
  void severityWeighsChecks() {
    Scores scores =
        Scores.of(
            List.of(
                check("a.required", "completeness", Severity.ERROR, 100, 10),
                check("b.required", "completeness", Severity.INFO, 200, 50),
                check("b.valid", "validity", Severity.WARN, 200, 200)),
            check -> check.dimension().equals("completeness"));
    assertThat(scores.score()).isCloseTo(0.85, within(1e-12));
    assertThat(scores.passRate()).isCloseTo(0.8, within(1e-12));
    assertThat(scores.grade()).isEqualTo(Grade.D);
    assertThat(List.of(scores.rules(), scores.checked(), scores.failed()))
        .containsExactly(2, 300L, 60L);
  }

  @Test
  void scoresAreBySourceAndDimensionWhereSomethingWasChecked() {
    var scores =
        Scores.bySourceAndDimension(
            List.of(
                check("a.valid", "validity", Severity.WARN, 10, 0),
                check("a.required", "completeness", Severity.WARN, 10, 10),
                check("b.valid", "accuracy", Severity.WARN, 0, 0)));
    assertThat(scores.keySet())
        .containsExactly(List.of("crm", "completeness"), List.of("crm", "validity"));
    assertThat(scores.get(List.of("crm", "completeness")).grade()).isEqualTo(Grade.F);
    assertThat(scores.get(List.of("crm", "validity")).grade()).isEqualTo(Grade.A);
  }

  /** Weights 4 and 1: 4 * 20 + 1 * 0 of 4 * 50 + 1 * 120 checks failed: 80 of 320. */
  @Test
  void thePreviousScoreIsToldWhereEveryRuleTellsOfIt() {
    var required = former(check("a.required", "completeness", Severity.ERROR, 100, 10), 50, 20);
    var idleNow = former(check("b.required", "completeness", Severity.INFO, 0, 0), 120, 0);
    var ofKeys = check("once", "completeness", Severity.WARN, 100, 0);

    assertThat(Scores.previous(List.of(required, idleNow), "crm", "completeness"))
        .hasValueCloseTo(0.75, within(1e-12));
    assertThat(Scores.previous(List.of(required, ofKeys), "crm", "completeness")).isEmpty();
    assertThat(Scores.previous(List.of(required), "crm", "validity")).isEmpty();
  }

  private static Scores.Check former(Scores.Check check, long checked, long failed) {
    return new Scores.Check(
        check.source(),
        check.rule(),
        check.number(),
        check.dimension(),
        check.severity(),
        check.checked(),
        check.failed(),
        Optional.of(new Scores.Former(checked, failed)));
  }

  @Test
  void gradesAllowThreeTimesAsManyFailuresEach() {
    assertThat(List.of(0.0, 0.01, 0.011, 0.03, 0.1, 0.3, 0.31, 1.0).stream().map(Grade::of))
        .containsExactly(Grade.A, Grade.A, Grade.B, Grade.B, Grade.C, Grade.D, Grade.F, Grade.F);
  }

  @Test
  void aWeekOfDeliveriesLetsTheNextOneExpect() {
    var usual = VolumeCheck.of(daily(100, 102, 98, 100, 101), MONDAY.plusDays(4));
    assertThat(usual.status()).isEqualTo(VolumeCheck.Status.OK);
    assertThat(usual.forecast().orElseThrow().median()).isEqualTo(100);
    assertThat(usual.reason()).isEqualTo("the rows are as 4 earlier deliveries let expect");

    var half = VolumeCheck.of(daily(100, 102, 98, 100, 60), MONDAY.plusDays(4));
    assertThat(half.status()).as("four Poisson deviations").isEqualTo(VolumeCheck.Status.WARN);
    var nearlyNone = VolumeCheck.of(daily(100, 102, 98, 100, 5), MONDAY.plusDays(4));
    assertThat(nearlyNone.status()).isEqualTo(VolumeCheck.Status.FAIL);

    var young = VolumeCheck.of(daily(100, 5), MONDAY.plusDays(1));
    assertThat(young.status()).isEqualTo(VolumeCheck.Status.OK);
    assertThat(young.reason()).isEqualTo("1 earlier deliveries; 4 are needed to judge the rows");
    assertThat(VolumeCheck.of(Deliveries.NONE, MONDAY).status()).isEqualTo(VolumeCheck.Status.FAIL);
  }

  @Test
  void weekendsAreUsualAndAWeekWithoutDeliveryIsNot() {
    TreeMap<LocalDate, Long> workdays = new TreeMap<>();
    for (int week = 0; week < 4; week++) {
      for (int day = 0; day < 5; day++) {
        workdays.put(MONDAY.plusWeeks(week).plusDays(day), 100L);
      }
    }
    LocalDate friday = workdays.lastKey();
    var onMonday = VolumeCheck.of(deliveries(workdays), friday.plusDays(3));
    assertThat(onMonday.usualGapDays()).hasValue(1);
    assertThat(onMonday.missing()).isZero();

    var aWeekLater = VolumeCheck.of(deliveries(workdays), friday.plusDays(7));
    assertThat(aWeekLater.overdue()).isTrue();
    assertThat(aWeekLater.missing()).isEqualTo(6);
    assertThat(aWeekLater.status()).isEqualTo(VolumeCheck.Status.WARN);
    assertThat(aWeekLater.reason()).endsWith("; a delivery is overdue");

    workdays
        .keySet()
        .removeIf(day -> day.isAfter(MONDAY.plusDays(6)) && day.isBefore(MONDAY.plusDays(14)));
    var hole = VolumeCheck.of(deliveries(workdays), friday);
    assertThat(hole.missing()).as("10 days from Friday to Monday").isEqualTo(9);
    assertThat(hole.overdue()).isFalse();
  }

  @Test
  void milestonesAreMetInTimeAtRiskOrMissed() {
    var plan = new PlanSettings(14, List.of());
    var milestone = milestone(Metric.PASS_RATE, 0.98);
    assertThat(status(plan, milestone, OptionalDouble.of(0.98), "2027-01-01"))
        .isEqualTo(Milestones.Status.MET);
    assertThat(status(plan, milestone, OptionalDouble.of(0.97), "2026-11-16"))
        .isEqualTo(Milestones.Status.ON_TRACK);
    assertThat(status(plan, milestone, OptionalDouble.of(0.97), "2026-11-17"))
        .isEqualTo(Milestones.Status.AT_RISK);
    assertThat(status(plan, milestone, OptionalDouble.empty(), "2026-01-01"))
        .isEqualTo(Milestones.Status.AT_RISK);
    assertThat(status(plan, milestone, OptionalDouble.of(0.97), "2026-12-02"))
        .isEqualTo(Milestones.Status.MISSED);
    assertThat(Milestones.slackDays(milestone, LocalDate.parse("2026-12-02"))).isEqualTo(-1);
    var duplicates = milestone(Metric.DUPLICATES, 0.05);
    assertThat(status(plan, duplicates, OptionalDouble.of(0.04), "2026-01-01"))
        .isEqualTo(Milestones.Status.MET);
    assertThat(status(plan, duplicates, OptionalDouble.of(0.06), "2026-01-01"))
        .isEqualTo(Milestones.Status.ON_TRACK);
  }

  @Test
  void aControlTotalThatIsMissedFailsTheVolume() {
    var schema =
        DataType.fromDDL("source string, rule string, rows_failed bigint, observed string");
    Function<List<Object>, Row> result =
        cells -> new GenericRowWithSchema(cells.toArray(), (StructType) schema);
    var rules =
        List.of(
            rule("sent", new RuleCheck.Count(new RuleCheck.Stated(BigDecimal.TEN), BigDecimal.ONE)),
            rule("rows", new RuleCheck.RowCount(1, 2)));
    var controls =
        ControlTotals.bySource(
            rules,
            List.of(
                result.apply(List.of("crm", "sent", 7L, "7; control total: 10")),
                result.apply(List.of("crm", "rows", 7L, "7 records")),
                result.apply(List.of("shop", "sent", 0L, "9; control total: 10"))));

    VolumeCheck usual = VolumeCheck.of(daily(10, 10, 10, 10, 10, 10), MONDAY.plusDays(5));
    assertThat(usual.status()).isEqualTo(VolumeCheck.Status.OK);
    assertThat(usual.with(controls.get("crm")).status()).isEqualTo(VolumeCheck.Status.FAIL);
    assertThat(usual.with(controls.get("crm")).reason()).endsWith("; 1 of 1 control totals missed");
    assertThat(controls.get("crm").inWords()).hasValue("sent: 7; control total: 10");
    assertThat(usual.with(controls.get("shop"))).isEqualTo(usual);
    assertThat(ControlTotals.NONE.inWords()).isEmpty();
  }

  private static RuleSettings rule(String name, RuleCheck check) {
    return new RuleSettings(
        name,
        new Scope("customer", ""),
        check,
        Condition.NONE,
        Severity.WARN,
        check.dimension(),
        0,
        check.words(),
        "");
  }

  private static Milestones.Status status(
      PlanSettings plan, Milestone milestone, OptionalDouble actual, String asOf) {
    return Milestones.status(plan, milestone, actual, LocalDate.parse(asOf));
  }

  private static Milestone milestone(Metric metric, double target) {
    return new Milestone(
        "m",
        Optional.empty(),
        metric,
        Optional.empty(),
        target,
        LocalDate.parse("2026-12-01"),
        Optional.empty(),
        Optional.empty());
  }

  private static Deliveries daily(long... rows) {
    TreeMap<LocalDate, Long> byDay = new TreeMap<>();
    for (int i = 0; i < rows.length; i++) {
      byDay.put(MONDAY.plusDays(i), rows[i]);
    }
    return deliveries(byDay);
  }

  private static Deliveries deliveries(Map<LocalDate, Long> rowsByDay) {
    return new Deliveries(new TreeMap<>(rowsByDay), 0, 0, 0, OptionalLong.empty(), Instant.EPOCH);
  }

  private static Scores.Check check(
      String rule, String dimension, Severity severity, long checked, long failed) {
    return new Scores.Check("crm", rule, 0, dimension, severity, checked, failed, Optional.empty());
  }
}
