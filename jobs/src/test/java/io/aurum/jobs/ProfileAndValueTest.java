package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.cluster.Method;
import io.aurum.common.cluster.Preparation;
import io.aurum.common.config.ClusterSettings;
import io.aurum.common.config.Rhythm;
import io.aurum.common.feature.Binning;
import io.aurum.common.feature.Feature;
import io.aurum.common.feature.Feature.AsIs;
import io.aurum.common.feature.Feature.OfExpression;
import io.aurum.common.feature.Feature.OfFacts;
import io.aurum.common.feature.Feature.OfFeatures;
import io.aurum.common.feature.Feature.OfResult;
import io.aurum.common.feature.Feature.Shape;
import io.aurum.common.feature.Feature.Take;
import io.aurum.common.feature.Smoothing;
import io.aurum.common.lake.TestSession;
import io.aurum.common.rule.Condition;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.Run;
import io.aurum.common.snapshot.FittedFeatures;
import io.aurum.common.snapshot.Snapshots;
import io.aurum.common.table.Tables;
import io.aurum.jobs.cluster.ClusterJob;
import io.aurum.jobs.profile.ProfileJob;
import io.aurum.jobs.report.ReportJob;
import io.aurum.jobs.value.ValueJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profile and value of ten customers, against figures worked by hand. */
class ProfileAndValueTest {
  private static final Condition SALES = new Condition("not is_return", "test.conf:1");
  private static final Feature ORDERS = feature("orders", Take.COUNT, "", SALES, null);
  private static final Feature SPEND =
      new Feature(
          "spend",
          new OfFacts(
              "order_line",
              Take.SUM,
              "amount",
              Optional.empty(),
              Condition.NONE,
              0,
              Smoothing.NONE),
          new AsIs(),
          Feature.Type.MONEY,
          "Spent.");

  private static final ClusterSettings BUYERS =
      new ClusterSettings(
          "buyers",
          "customer_profile",
          new Condition("orders > 0", "test.conf:2"),
          List.of("orders", "spend"),
          List.of("recency", "stage"),
          2,
          2,
          List.of(Method.K_MEANS),
          5,
          Preparation.Measure.STANDARDISE,
          ClusterSettings.Noise.ASSIGN,
          Optional.of(new Rhythm(LocalDate.parse("2025-11-02"), Period.ofMonths(3))),
          Map.of(),
          Map.of(),
          List.of(),
          2,
          Optional.empty());

  @TempDir static Path out;
  private static CustomerFixture world;
  private static JobResult value;
  private static JobResult profile;

  @BeforeAll
  static void run() {
    world =
        TenCustomers.write(out)
            .features(
                feature(
                    "average", new OfFeatures("spend", "orders"), new AsIs(), Feature.Type.NUMBER),
                feature("first_category", Take.FIRST, "product_category", SALES, null),
                feature("first_product", Take.FIRST, "product_id", SALES, null),
                feature("last_90d", Take.COUNT, "", SALES, Period.ofDays(90)),
                feature(
                    "late", Take.COUNT, "", new Condition("delivered_on > promised_on", ""), null),
                feature(
                    "order_bins",
                    new OfFacts(
                        "order_line", Take.COUNT, "", Optional.empty(), SALES, 0, Smoothing.NONE),
                    new Feature.Bins(Binning.Method.QUANTILE, 2, ""),
                    Feature.Type.COUNT),
                ORDERS,
                feature("recency", Take.RECENCY, "", SALES, null),
                SPEND,
                feature("tenure", Take.TENURE, "", SALES, null),
                feature("cost", Take.SUM, "cost_amount", SALES, null),
                feature(
                    "visits",
                    new OfFacts(
                        "interaction",
                        Take.COUNT,
                        "",
                        Optional.empty(),
                        Condition.NONE,
                        0,
                        Smoothing.NONE),
                    new AsIs(),
                    Feature.Type.COUNT),
                feature(
                    "visits_per_order",
                    new OfFeatures("visits", "orders"),
                    new AsIs(),
                    Feature.Type.NUMBER),
                feature(
                    "trend",
                    new OfFacts(
                        "order_line",
                        Take.TREND,
                        "",
                        Optional.of(Period.ofDays(90)),
                        SALES,
                        3,
                        Smoothing.NONE),
                    new AsIs(),
                    Feature.Type.NUMBER),
                result("cell", "customer_rfm", "cell"),
                result("stage", "customer_lifecycle", "stage"),
                expression("regular", "orders > 1 and stage <> 'inactive'", Feature.Type.NUMBER),
                expression("habit", "concat(stage, ' ', average)", Feature.Type.TEXT));
    value = new ValueJob().run(world.context());
    profile = new ProfileJob().run(world.context());
  }

  @Test
  void everyLineIsAccountedFor() {
    assertThat(value.rowsIn()).isEqualTo(24);
    assertThat(value.accepted()).isEqualTo(22);
    assertThat(value.droppedReason())
        .hasValue("order lines: 1 of no known customer, 1 without a rate of exchange");
    assertThat(value.balances()).isTrue();
    assertThat(profile.accepted()).isEqualTo(11);
    assertThat(profile.balances()).isTrue();
  }

  @Test
  void theReportShowsBuyersAndTheChangeOfRevenue() throws IOException {
    new ReportJob().run(world.context());
    assertThat(Files.readString(out.resolve("report/index.html")))
        .contains("What customers do and what they are worth", "days in each period")
        .doesNotContain("What can be predicted");
  }

  @Test
  void scoresAndSegmentsAreThoseWorkedByHand() {
    assertThat(column("customer_rfm", "recency_days, frequency, monetary_amount, cell, segment"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "c0", "0|1|10.00|513|new",
                "c1", "10|2|40.00|433|potential loyalist",
                "c2", "30|3|90.00|444|loyal",
                "c3", "40|1|5.00|311|about to sleep",
                "c4", "50|4|100.00|354|loyal",
                "c5", "120|1|7.00|212|hibernating",
                "c6", "200|2|120.00|135|at risk",
                "c7", "395|1|3.00|111|hibernating",
                "c8", "1|5|230.00|555|champion",
                "c10", "62|1|8.00|212|hibernating"));
    assertThat(column("customer_rfm", "previous_segment"))
        .containsAllEntriesOf(
            Map.of(
                "c2", "new",
                "c4", "loyal",
                "c5", "promising",
                "c6", "at risk",
                "c7", "hibernating",
                "c8", "hibernating",
                "c0", "null"));
  }

  @Test
  void stagesAreThoseWorkedByHand() {
    assertThat(column("customer_lifecycle", "stage, since, previous_stage"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("c0", "first-time|2026-01-31|lead"),
                Map.entry("c1", "active|2026-01-21|lead"),
                Map.entry("c2", "active|2025-12-01|first-time"),
                Map.entry("c3", "first-time|2025-12-22|lead"),
                Map.entry("c4", "active|2025-09-01|active"),
                Map.entry("c5", "defecting|2026-01-02|first-time"),
                Map.entry("c6", "inactive|2026-01-11|defecting"),
                Map.entry("c7", "churned|2026-01-01|inactive"),
                Map.entry("c8", "active|2026-01-28|inactive"),
                Map.entry("c9", "lead|2024-11-01|lead"),
                Map.entry("c10", "first-time|2025-11-30|lead")));
  }

  /** No visit is a number, of which ratios are made; what nobody said is none. */
  @Test
  void whatDidNotHappenIsZeroAndWhatIsUnknownIsEmpty() {
    assertThat(column("customer_profile", "visits, visits_per_order, cost"))
        .containsAllEntriesOf(Map.of("c1", "0|0.0|null", "c9", "0|null|0"));
  }

  @Test
  void segmentsOfCustomersStandBesideTheirScoresAndStages() {
    JobResult found = new ClusterJob().run(world.clusters(BUYERS).context());

    assertThat(List.of(found.rowsIn(), found.accepted(), found.dropped()))
        .containsExactly(11L, 10L, 1L);
    Map<String, Map<String, String>> segments = new TreeMap<>();
    for (Row row : world.lake().read(Tables.SEGMENT_MEMBERSHIP).collectAsList()) {
      String family = row.getAs("family");
      segments
          .computeIfAbsent(family, any -> new TreeMap<>())
          .put(row.getAs("customer_id"), row.getAs("segment"));
    }
    assertThat(segments).containsOnlyKeys("cluster", "lifecycle", "micro", "rfm");
    assertThat(segments.get("rfm")).hasSize(10).containsEntry("c8", "champion");
    assertThat(segments.get("lifecycle")).hasSize(10).containsEntry("c7", "churned");
    assertThat(segments.get("cluster"))
        .as("those who bought for 90 and more, and the others")
        .containsAllEntriesOf(Map.of("c2", "2", "c4", "2", "c6", "2", "c8", "2"))
        .containsAllEntriesOf(Map.of("c0", "1", "c1", "1", "c3", "1", "c5", "1", "c7", "1"));
    assertThat(
            rows(
                world
                    .lake()
                    .read(Tables.SEGMENT_FEATURE)
                    .where("family = 'cluster' and segment = '2'")
                    .withColumnRenamed("feature", "customer_id"),
                "value, n"))
        .as("told of by what did not make them, too")
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "orders",
                "null|10",
                "spend",
                "null|10",
                "recency",
                "null|10",
                "stage",
                "active|10"));
    assertThat(
            world.lake().read(Tables.SEGMENT_SUMMARY).where("family = 'cluster'").collectAsList())
        .as("but not named by it")
        .allSatisfy(
            row ->
                assertThat(row.<String>getAs("segment_name")).doesNotContain("recency", "stage"));
    assertThat(segments.get("micro"))
        .as("of two and more customers")
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("c0", "first-time / 1"),
                Map.entry("c3", "first-time / 1"),
                Map.entry("c10", "first-time / 1"),
                Map.entry("c2", "active / 2"),
                Map.entry("c4", "active / 2"),
                Map.entry("c8", "active / 2"),
                Map.entry("c1", "(other)"),
                Map.entry("c5", "(other)"),
                Map.entry("c6", "(other)"),
                Map.entry("c7", "(other)")));
    assertThat(found.notes().get(0))
        .endsWith("; micro-segments of fewer than 2 rows (4) are told of as (other)");
    assertThat(world.lake().read(Tables.SEGMENT_SUMMARY).where("family = 'micro'").collectAsList())
        .extracting(row -> row.getAs("segment") + "|" + row.getAs("n"))
        .containsExactlyInAnyOrder("first-time / 1|3", "active / 2|3", "(other)|4");
  }

  @Test
  void theChangeOfRevenueIsExplainedToTheCent() {
    List<Row> rows =
        world
            .lake()
            .read(Tables.VALUE_BRIDGE)
            .select(
                "component",
                "customers",
                "amount",
                "previous_revenue_amount",
                "current_revenue_amount")
            .collectAsList();
    assertThat(
            rows.stream()
                .collect(Collectors.toMap(r -> r.getString(0), r -> r.getLong(1) + "|" + r.get(2))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "new", "4|63.00",
                "reactivated", "1|200.00",
                "lost", "1|-7.00",
                "upgraded", "1|30.00",
                "downgraded", "0|0.00",
                "price", "1|-25.00",
                "refunded", "1|-20.00",
                "unidentified", "0|11.11"));
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.get(3) + "|" + row.get(4)).isEqualTo("87.00|339.11"));
  }

  @Test
  void cohortsAndMovementsAreCounted() {
    assertThat(
            world
                .lake()
                .read(Tables.COHORT_RETENTION)
                .where("cohort_month in ('2024-12', '2025-08') and retained > 0")
                .orderBy("cohort_month", "period")
                .select("cohort_month", "period", "customers", "retained", "revenue_amount")
                .collectAsList())
        .extracting(row -> row.mkString("|"))
        .containsExactly(
            "2024-12|0|1|1|50.00",
            "2024-12|13|1|1|180.00",
            "2025-08|0|1|1|25.00",
            "2025-08|1|1|1|25.00",
            "2025-08|2|1|1|25.00",
            "2025-08|4|1|1|25.00");
    assertThat(
            world
                .lake()
                .read(Tables.SEGMENT_TRANSITION)
                .where("kind = 'rfm' and from_segment = 'hibernating'")
                .orderBy("to_segment")
                .select("to_segment", "customers", "n", "rate", "value_change_amount")
                .collectAsList())
        .extracting(row -> row.mkString("|"))
        .containsExactly("champion|1|2|0.5|180.00", "hibernating|1|2|0.5|0.00");
  }

  @Test
  void withTooFewRepeatersNothingIsExpected() {
    assertThat(world.lake().read(Tables.CUSTOMER_VALUE).count()).isZero();
    assertThat(value.notes()).singleElement().asString().contains("Fewer than 10 customers");
  }

  private static Feature result(String name, String table, String column) {
    return new Feature(
        name, new OfResult(table, column), new AsIs(), Feature.Type.TEXT, "From " + table + ".");
  }

  private static Feature expression(String name, String sql, Feature.Type type) {
    List<String> parts = Stream.of("average", "orders", "stage").filter(sql::contains).toList();
    return new Feature(
        name,
        new OfExpression(new Condition(sql, "a.conf:1"), parts),
        new AsIs(),
        type,
        "Is " + sql + ".");
  }

  @Test
  void aRunLongAfterTheLastPurchaseSaysSo() {
    JobResult late =
        new ValueJob()
            .run(
                TenCustomers.write(out.resolve("late"))
                    .nextRun("run-3", LocalDate.parse("2027-02-01"))
                    .context());
    assertThat(late.notes().get(0)).startsWith("The last purchase of all lies 366 days before");
    assertThat(value.notes()).noneMatch(note -> note.startsWith("The last purchase"));
  }

  @Test
  void profilesShowResultsAndWhatIsMadeOfFeatures() {
    assertThat(column("customer_profile", "cell, stage, regular, habit"))
        .containsEntry("c8", "555|active|1.0|active 46.0")
        .containsEntry("c6", "135|inactive|0.0|inactive 60.0")
        .containsEntry("c0", "513|first-time|0.0|first-time 10.0")
        .containsEntry("c9", "null|lead|0.0|null");
    Snapshots snapshots = new Snapshots(world.lake(), current(), world.settings());
    assertThat(rows(snapshots.at(LocalDate.parse("2025-11-02")), "orders, cell, regular, habit"))
        .as("results have no history")
        .containsEntry("c8", "1|null|0.0|null")
        .containsEntry("c4", "3|null|null|null");
  }

  @Test
  void featuresAreThoseWorkedByHand() {
    assertThat(
            column(
                "customer_profile",
                "orders, spend, currency, average, recency, tenure, last_90d, first_product, first_category, late, order_bins"))
        .containsEntry("c8", "5|230.00|EUR|46.0|1|426|4|mug|kitchen/cups|0|2: from 1")
        .containsEntry("c4", "4|100.00|EUR|25.0|50|183|1|mug|kitchen/cups|0|2: from 1")
        .containsEntry("c9", "0|0.00|EUR|null|null|null|0|null|null|0|1: below 1");
    assertThat(column("customer_profile", "trend").get("c8"))
        .as("0, 0 and 4 orders in three months: slope 2")
        .isEqualTo("2.0");
    assertThat(world.read(Tables.FEATURE_PARAMETER, "feature", "parameter"))
        .containsOnlyKeys("order_bins/edge");
    assertThat(world.read(Tables.FEATURE_STATISTIC, "feature").get("late"))
        .containsEntry("redundant", "all customers have the same value");
  }

  /** At a cut in the past everything after it is unknown, and kept parameters apply to it. */
  @Test
  void aSnapshotSeesNothingAfterItsCut() {
    Snapshots snapshots = new Snapshots(world.lake(), current(), world.settings());
    LocalDate cut = LocalDate.parse("2025-11-02");
    Dataset<Row> past = snapshots.at(cut);
    // what is a mug was known a month later
    assertThat(rows(past, "orders, spend, recency, last_90d, first_product, first_category"))
        .containsEntry("c8", "1|50.00|336|0|mug|null")
        .containsEntry("c4", "3|75.00|32|2|mug|null")
        .containsEntry("c0", "0|0.00|null|0|null|null");
    List<Feature> features = world.settings().analysis().features();
    FittedFeatures learned = FittedFeatures.learn(features, snapshots.at(current().asOf()));
    FittedFeatures kept = FittedFeatures.of(features, learned.parameters());
    assertThat(kept.parameters()).isEqualTo(learned.parameters());
    assertThat(rows(kept.shape(past, cut), "order_bins")).containsEntry("c0", "1: below 1");
    assertThatThrownBy(() -> snapshots.at(LocalDate.parse("2026-02-01")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBadConditionIsNamedBeforeTheRun() {
    CustomerFixture bad =
        new CustomerFixture(out.resolve("bad"))
            .features(
                feature("x", Take.COUNT, "", new Condition("amunt > 1", "a.conf:7"), null),
                feature("y", Take.COUNT, "", new Condition("rand() > 0.5", "a.conf:8"), null),
                expression("z", "'orders'", Feature.Type.NUMBER));
    assertThatThrownBy(() -> new ProfileJob().check(TestSession.spark(), bad.settings(), current()))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("a.conf:7")
        .hasMessageContaining("amunt")
        .hasMessageContaining("a.conf:8")
        .hasMessageContaining("chance")
        .hasMessageContaining("bad feature z: it gives STRING and not a number");
  }

  private static Run current() {
    return world.context().run();
  }

  private static Map<String, String> column(String table, String columns) {
    return rows(
        world
            .lake()
            .read(
                Tables.all().stream()
                    .filter(t -> t.name().equals(table))
                    .findFirst()
                    .orElseThrow()),
        columns);
  }

  private static Map<String, String> rows(Dataset<Row> rows, String columns) {
    return rows.selectExpr(("customer_id, " + columns).split(", ", -1)).collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.getString(0),
                row -> row.mkString("|").substring(row.getString(0).length() + 1)));
  }

  private static Feature feature(
      String name, Take take, String column, Condition where, Period window) {
    boolean text = take == Take.FIRST;
    return feature(
        name,
        new OfFacts(
            "order_line", take, column, Optional.ofNullable(window), where, 0, Smoothing.NONE),
        new AsIs(),
        text ? Feature.Type.TEXT : Feature.Type.COUNT);
  }

  private static Feature feature(
      String name, Feature.Origin origin, Shape shape, Feature.Type type) {
    return new Feature(name, origin, shape, type, "For tests.");
  }
}
