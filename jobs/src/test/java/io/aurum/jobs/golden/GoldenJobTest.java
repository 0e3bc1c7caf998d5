package io.aurum.jobs.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.aurum.common.lake.Commit;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.Tables;
import io.aurum.jobs.CustomerFixture;
import io.aurum.jobs.JobResult;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenJobTest {
  @TempDir static Path out;

  private static CustomerFixture merged;
  private static JobResult result;

  @BeforeAll
  static void mergeOnce() {
    merged = world("merged");
    merged.write(records(merged), "c1", "c1", "c1", "c2");
    result = new GoldenJob().run(merged.context());
  }

  private static CustomerFixture world(String folder) {
    return new CustomerFixture(out.resolve(folder))
        .attribute("given_name", "given-name", SurvivorshipRule.MOST_FREQUENT)
        .attribute("email", "email", SurvivorshipRule.SOURCE_TRUST, SurvivorshipRule.NEWEST)
        .attribute("birth_date", "birth-date", SurvivorshipRule.SOURCE_TRUST)
        .attribute("points", "number", SurvivorshipRule.MAX)
        .attribute("last_visit", "timestamp", SurvivorshipRule.NEWEST)
        .attribute("consented", "boolean", SurvivorshipRule.NEWEST)
        .attribute("street", "address-line", SurvivorshipRule.NEWEST)
        .attribute("city", "city", SurvivorshipRule.MOST_FREQUENT)
        .group("address", "street", "city");
  }

  private static List<Map<String, Object>> records(CustomerFixture world) {
    return List.of(
        world.record(
            "crm",
            "1",
            "2025-01-01T00:00:00Z",
            "person",
            "given_name",
            "Ann",
            "email",
            "ann@a.org",
            "birth_date",
            "1980-02-29",
            "points",
            "9.5",
            "street",
            "1 Old Rd",
            "city",
            "Leeds"),
        world.record(
            "shop",
            "1",
            "2025-06-01T12:30:00.123456Z",
            "person",
            "given_name",
            "ANN",
            "email",
            "ann@b.org",
            "birth_date",
            "1981-02-28",
            "points",
            "10",
            "last_visit",
            "2025-05-31T23:59:59Z",
            "consented",
            "true",
            "street",
            "2 New St"),
        world.record(
            "shop",
            "2",
            "2025-03-01T00:00:00Z",
            "anonymous",
            "given_name",
            "Anna",
            "city",
            "Leeds"),
        world.record("crm", "7", "2025-02-01T00:00:00Z", "organisation", "city", "Hull"));
  }

  @Test
  void mergesTheRecordsOfEachCustomer() {
    Map<String, Row> golden = golden(merged);
    assertThat(golden).containsOnlyKeys("c1", "c2");
    Row ann = golden.get("c1");
    assertThat(ann.<String>getAs("profile_kind")).isEqualTo("person");
    assertThat(ann.<String>getAs("status")).isEqualTo("active");
    assertThat(ann.<Integer>getAs("sources")).isEqualTo(2);
    assertThat(ann.<Integer>getAs("records")).isEqualTo(3);
    assertThat(ann.<String>getAs("source_names")).isEqualTo("crm,shop");
    assertThat(ann.<Instant>getAs("first_seen")).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(ann.<Instant>getAs("last_seen"))
        .isEqualTo(Instant.parse("2025-06-01T12:30:00.123456Z"));
    assertThat(ann.<String>getAs("run_id")).isEqualTo("run-1");
    assertThat(ann.<String>getAs("given_name")).isEqualTo("Ann");
    assertThat(ann.<String>getAs("email")).isEqualTo("ann@a.org");
    assertThat(ann.<LocalDate>getAs("birth_date")).isEqualTo(LocalDate.parse("1980-02-29"));
    assertThat(ann.<Double>getAs("points")).isEqualTo(10.0);
    assertThat(ann.<Instant>getAs("last_visit")).isEqualTo(Instant.parse("2025-05-31T23:59:59Z"));
    assertThat(ann.<Boolean>getAs("consented")).isTrue();
    assertThat(ann.<String>getAs("street")).isEqualTo("2 New St");
    assertThat(ann.<String>getAs("city")).isNull();
    assertThat(golden.get("c2").<String>getAs("profile_kind")).isEqualTo("organisation");
    assertThat(golden.get("c2").<String>getAs("city")).isEqualTo("Hull");
  }

  @Test
  void saysWhereEveryValueCameFrom() {
    Map<String, Map<String, String>> lineage =
        merged.read(Tables.GOLDEN_LINEAGE, "customer_id", "attribute");
    assertThat(lineage)
        .containsOnlyKeys(
            "c1/given_name",
            "c1/email",
            "c1/birth_date",
            "c1/points",
            "c1/last_visit",
            "c1/consented",
            "c1/street",
            "c2/city");
    assertThat(lineage.get("c1/given_name"))
        .containsEntry("winning_source", "crm")
        .containsEntry("winning_source_record_id", "1")
        .containsEntry("rule", "most-frequent")
        .containsEntry("candidates", "3")
        .containsEntry("agreeing", "2")
        .containsEntry("distinct_values", "2")
        .containsEntry("runners_up", "ArraySeq([Anna,1,shop])");
    assertThat(lineage.get("c1/email"))
        .containsEntry("rule", "source-trust")
        .containsEntry("runners_up", "ArraySeq([ann@b.org,1,shop])");
    assertThat(lineage.get("c1/points"))
        .containsEntry("rule", "max")
        .containsEntry("winning_source", "shop");
    assertThat(lineage.get("c1/street")).containsEntry("rule", "newest");
    assertThat(lineage.get("c2/city"))
        .containsEntry("rule", "only-value")
        .containsEntry("runners_up", "ArraySeq()");
  }

  @Test
  void accountsForEveryRecord() {
    assertThat(result.rowsIn()).isEqualTo(4);
    assertThat(result.accepted()).isEqualTo(4);
    assertThat(result.balances()).isTrue();
    assertThat(result.commits())
        .extracting(Commit::table, Commit::rowsAdded)
        .containsExactly(tuple("golden_customer", 2L), tuple("golden_lineage", 8L));
  }

  @Test
  void customersWithoutRecordsAreRetiredAndKeepNoPersonalData() {
    CustomerFixture world = world("retired");
    world.write(records(world), "c1", "c1", "c1", "c2");
    new GoldenJob().run(world.context());
    world.nextRun("run-2").write(records(world).subList(3, 4), "c2");
    JobResult result = new GoldenJob().run(world.context());
    assertThat(result.balances()).isTrue();
    assertThat(world.read(Tables.GOLDEN_CUSTOMER, "customer_id").get("c1"))
        .containsOnlyKeys(
            "customer_id",
            "profile_kind",
            "status",
            "sources",
            "records",
            "source_names",
            "first_seen",
            "last_seen",
            "run_id")
        .containsEntry("status", "retired")
        .containsEntry("records", "0")
        .containsEntry("sources", "0")
        .containsEntry("source_names", "")
        .containsEntry("run_id", "run-2");
    assertThat(world.read(Tables.GOLDEN_LINEAGE, "customer_id", "attribute"))
        .containsOnlyKeys("c2/city");
    world.nextRun("run-3");
    new GoldenJob().run(world.context());
    assertThat(world.read(Tables.GOLDEN_CUSTOMER, "customer_id").get("c1"))
        .containsEntry("status", "retired");
  }

  @Test
  void neitherTheOrderOfRecordsNorARerunChangesAnything() {
    CustomerFixture world = world("shuffled");
    List<Map<String, Object>> shuffled = new ArrayList<>(records(world));
    Collections.shuffle(shuffled, new Random(7));
    String[] customers =
        shuffled.stream()
            .map(r -> r.get("source_record_id").equals("7") ? "c2" : "c1")
            .toArray(String[]::new);
    world.write(shuffled, customers);
    new GoldenJob().run(world.context());
    for (int run = 1; run <= 2; run++) {
      assertThat(world.read(Tables.GOLDEN_CUSTOMER, "customer_id"))
          .isEqualTo(merged.read(Tables.GOLDEN_CUSTOMER, "customer_id"));
      assertThat(world.read(Tables.GOLDEN_LINEAGE, "customer_id", "attribute"))
          .isEqualTo(merged.read(Tables.GOLDEN_LINEAGE, "customer_id", "attribute"));
      new GoldenJob().run(world.nextRun("run-1").context());
    }
  }

  @Test
  void endedLinksDoNotCount() {
    CustomerFixture world = world("ended");
    world.write(records(world), "c1", "c1", "c1", "c2");
    world
        .lake()
        .append(
            Tables.CUSTOMER_LINK,
            world.rows(
                Tables.CUSTOMER_LINK,
                List.of(world.link("crm", "1", "c9", LocalDate.parse("2026-01-15")))));
    new GoldenJob().run(world.context());
    assertThat(golden(world)).containsOnlyKeys("c1", "c2");
  }

  @Test
  void aRecordWithoutLinkStopsTheJobBeforeItWrites() {
    CustomerFixture world = world("unlinked");
    world.write(records(world), "c1", "c1", "c1");
    assertThatThrownBy(() -> new GoldenJob().run(world.context()))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("4 accepted records, but 3 records in customers")
        .extracting(e -> ((AurumException) e).exitCode())
        .isEqualTo(ExitCode.BUG);
    assertThat(world.lake().exists(Tables.GOLDEN_CUSTOMER)).isFalse();
  }

  @Test
  void noRecordsGiveNoCustomers() {
    CustomerFixture world = world("empty");
    world.write(List.of());
    JobResult result = new GoldenJob().run(world.context());
    assertThat(result.balances()).isTrue();
    assertThat(world.lake().count(Tables.GOLDEN_CUSTOMER)).isZero();
  }

  @Test
  void unionsThatCannotBeAreRefusedWithTheirKey() {
    CustomerFixture numbers =
        new CustomerFixture(out.resolve("numbers"))
            .attribute("age", "number", SurvivorshipRule.UNION);
    assertThatThrownBy(() -> new GoldenJob().run(numbers.context()))
        .hasMessageContaining("attributes.age.survivorship")
        .extracting(e -> ((AurumException) e).exitCode())
        .isEqualTo(ExitCode.USAGE);
    CustomerFixture group =
        new CustomerFixture(out.resolve("group"))
            .attribute("street", "address-line", SurvivorshipRule.UNION)
            .attribute("city", "city")
            .group("address", "street", "city");
    assertThatThrownBy(() -> new GoldenJob().run(group.context()))
        .hasMessageContaining("Attribute street survives by union and leads a group");
  }

  private static Map<String, Row> golden(CustomerFixture world) {
    Map<String, Row> golden = new HashMap<>();
    world
        .lake()
        .read(Tables.GOLDEN_CUSTOMER)
        .collectAsList()
        .forEach(row -> golden.put(row.getAs("customer_id"), row));
    return golden;
  }
}
