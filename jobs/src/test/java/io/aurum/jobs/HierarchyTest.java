package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.feature.Feature;
import io.aurum.common.feature.Feature.Climb;
import io.aurum.common.feature.Feature.OfLevels;
import io.aurum.common.lake.TestSession;
import io.aurum.common.rule.Condition;
import io.aurum.common.run.AurumException;
import io.aurum.common.snapshot.FittedFeatures;
import io.aurum.common.snapshot.Snapshots;
import io.aurum.common.table.Tables;
import io.aurum.jobs.profile.ProfileJob;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where ten customers live, as finely as three of them share it. */
class HierarchyTest {
  private static final String[] POSTAL_CODES = {
    "10115", "10115", "10115", "10117", "10117", "10119", "1010", "1010", "1020", "8010"
  };
  private static final String[] CITIES = {
    "Berlin", "Berlin", "Berlin", "Berlin", "Berlin", "Berlin", "Wien", "Wien", "Wien", "Graz"
  };

  @TempDir Path out;
  private CustomerFixture world;

  @BeforeEach
  void write() {
    world =
        new CustomerFixture(out)
            .attribute("postal_code", "postal-code")
            .attribute("city", "city")
            .attribute("country", "country");
    List<Map<String, Object>> golden = new ArrayList<>();
    for (int i = 0; i < POSTAL_CODES.length; i++) {
      golden.add(customer("c" + i, POSTAL_CODES[i], CITIES[i], i < 6 ? "DE" : "AT"));
    }
    golden.add(customer("nowhere", null, null, null));
    world.lake().replace(Tables.GOLDEN_CUSTOMER, world.rows(Tables.GOLDEN_CUSTOMER, golden));
  }

  /** Of ten postal codes seven, of ten cities one and of the countries none are rare. */
  @Test
  void theFinestLevelWithFewEnoughRareValuesIsTold() {
    world.features(
        area("exact", 0.7), area("town", 0.1), area("land", 0.09), area("none", 0, "postal_code"));
    Map<String, List<String>> told = profile();
    assertThat(told.get("c0")).containsExactly("10115", "Berlin", "DE", "10115");
    assertThat(told.get("c5")).containsExactly("other", "Berlin", "DE", "other");
    assertThat(told.get("c9")).containsExactly("other", "other", "AT", "other");
    assertThat(told.get("nowhere")).containsOnlyNulls();
    assertThat(
            world.lake().read(Tables.FEATURE_PARAMETER).collectAsList().stream()
                .map(
                    row ->
                        "%s %s %s of %s"
                            .formatted(
                                row.<String>getAs("feature"),
                                row.<String>getAs("parameter"),
                                row.<Double>getAs("value"),
                                row.<Integer>getAs("distinct_values"))))
        .containsExactlyInAnyOrder(
            "exact level 1.0 of 1",
            "town level 2.0 of 2",
            "land level 3.0 of 2",
            "none level 1.0 of 1");
  }

  /** Attributes have no history, and what is not known is at no level. */
  @Test
  void atAPastCutNothingIsTold() {
    world.features(area("town", 0.1));
    JobContext context = world.nextRun("run-2").context();
    Snapshots snapshots = new Snapshots(world.lake(), context.run(), context.settings());
    LocalDate before = context.run().asOf().minusDays(1);
    List<Feature> features = context.settings().analysis().features();
    FittedFeatures fitted = FittedFeatures.learn(features, snapshots.at(context.run().asOf()));
    assertThat(fitted.shape(snapshots.at(before), before).select("town").distinct().collectAsList())
        .singleElement()
        .matches(row -> row.isNullAt(0));
  }

  @Test
  void levelsThatAreNoValuesAreNamed() {
    world.features(area("area", 0, "postal_code + array(1)"));
    assertThatThrownBy(
            () ->
                new ProfileJob()
                    .check(TestSession.spark(), world.context().settings(), world.context().run()))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("bad feature area");
  }

  private Map<String, List<String>> profile() {
    JobResult result = new ProfileJob().run(world.nextRun("run-2").context());
    assertThat(result.balances()).isTrue();
    Map<String, List<String>> told = new HashMap<>();
    world
        .lake()
        .read(Tables.CUSTOMER_PROFILE)
        .select("customer_id", "exact", "town", "land", "none")
        .collectAsList()
        .forEach(
            row -> {
              List<String> values = new ArrayList<>();
              for (int i = 1; i < row.size(); i++) {
                values.add(row.getString(i));
              }
              told.put(row.getString(0), values);
            });
    return told;
  }

  private static Feature area(String name, double rare) {
    return area(name, rare, "postal_code", "city", "country");
  }

  private static Feature area(String name, double rare, String... levels) {
    return new Feature(
        name,
        new OfLevels(Stream.of(levels).map(sql -> new Condition(sql, "test.conf:1")).toList()),
        new Climb(3, rare),
        Feature.Type.TEXT,
        "Where they live.");
  }

  private static Map<String, Object> customer(
      String id, String postalCode, String city, String country) {
    Map<String, Object> row = new HashMap<>();
    row.put("customer_id", id);
    row.put("profile_kind", "person");
    row.put("status", "active");
    row.put("sources", 1);
    row.put("records", 1);
    row.put("source_names", "crm");
    row.put("first_seen", Instant.parse("2025-01-01T00:00:00Z"));
    row.put("last_seen", Instant.parse("2025-01-01T00:00:00Z"));
    row.put("postal_code", postalCode);
    row.put("city", city);
    row.put("country", country);
    row.put("run_id", "run-1");
    return row;
  }
}
