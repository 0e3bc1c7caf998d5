package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.config.Rhythm;
import io.aurum.common.feature.Binning;
import io.aurum.common.feature.Feature;
import io.aurum.common.feature.Feature.Bins;
import io.aurum.common.feature.Feature.OfFacts;
import io.aurum.common.feature.Feature.Scale;
import io.aurum.common.feature.Feature.Shape;
import io.aurum.common.feature.Feature.Take;
import io.aurum.common.feature.Scaling;
import io.aurum.common.feature.Smoothing;
import io.aurum.common.rule.Condition;
import io.aurum.common.table.Tables;
import io.aurum.jobs.profile.ProfileJob;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bins and scales of ten customers, learned on the last day of November and kept until February.
 */
class LearnedShapesTest {
  private static final LocalDate LEARNED = LocalDate.parse("2025-11-30");
  private static final LocalDate DECEMBER = LocalDate.parse("2025-12-31");
  private static final LocalDate JANUARY = LocalDate.parse("2026-01-31");

  @TempDir Path out;

  /**
   * Orders by customer: 0 0 0 0 1 1 1 1 1 2 3 in November, whose thirds part below and from 1, and
   * 0 1 1 1 1 1 2 2 3 4 5 in January, whose thirds part at 1 and 2.
   */
  @Test
  void binsOfALearningDateHoldUntilTheNext() throws IOException {
    CustomerFixture world =
        known(TenCustomers.write(out))
            .features(
                orders("order_bins", new Bins(Binning.Method.QUANTILE, 3, "")),
                orders("order_scale", new Scale(Scaling.Method.MIN_MAX)),
                lateOrders())
            .learning(new Rhythm(LEARNED, Period.ofMonths(3)));

    Map<String, String> alone = profile(world, JANUARY);
    assertThat(parameters(world))
        .containsExactlyInAnyOrder(
            "order_bins edge 1.0 2025-11-30",
            "order_scale centre 0.0 2025-11-30",
            "order_scale width 3.0 2025-11-30",
            "late_scale centre 0.0 2026-01-31",
            "late_scale width 1.0 2026-01-31");
    assertThat(alone.get("c8")).isEqualTo("2: from 1|1.6666666666666667");

    profile(world, DECEMBER);
    List<String> ofDecember = parameters(world);
    Map<String, String> atLearning = profile(world, LEARNED);
    assertThat(atLearning.get("c4")).isEqualTo("2: from 1|1.0");

    assertThat(profile(world, JANUARY)).as("from what was published").isEqualTo(alone);
    assertThat(profile(world, JANUARY)).as("a rerun").isEqualTo(alone);
    assertThat(profile(world, DECEMBER)).hasSize(11);
    assertThat(parameters(world)).as("a backfill").isEqualTo(ofDecember);

    delete(out.resolve("publish/feature_parameter/as_of=" + LEARNED));
    assertThat(profile(world, JANUARY)).as("without what was published").isEqualTo(alone);
  }

  /** What was learned of another declaration does not fit, and neither does another date's. */
  @Test
  void anotherDeclarationIsLearnedAgain() {
    CustomerFixture world =
        known(TenCustomers.write(out))
            .features(orders("order_bins", new Bins(Binning.Method.QUANTILE, 3, "")))
            .learning(new Rhythm(LEARNED, Period.ofMonths(3)));
    profile(world, LEARNED);
    world.features(orders("order_bins", new Bins(Binning.Method.EQUAL_WIDTH, 3, "")));
    profile(world, JANUARY);
    assertThat(parameters(world))
        .as("thirds of 0..3")
        .containsExactly("order_bins edge 1.0 2025-11-30", "order_bins edge 2.0 2025-11-30");
    world.learning(new Rhythm(DECEMBER, Period.ofMonths(3)));
    profile(world, JANUARY);
    assertThat(parameters(world)).allMatch(parameter -> parameter.endsWith("2025-12-31"));
    world.learning(new Rhythm(JANUARY, Period.ofMonths(3)));
    profile(world, DECEMBER);
    assertThat(parameters(world))
        .as("before the first learning date")
        .allMatch(parameter -> parameter.endsWith("2025-12-31"));
  }

  /** Whose orders they are is known from the beginning. */
  private static CustomerFixture known(CustomerFixture world) {
    List<Map<String, Object>> links = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      Map<String, Object> link = world.link("crm", "r" + i, "c" + i, null);
      link.put("effective_from", LocalDate.parse("2024-11-01"));
      links.add(link);
    }
    world.lake().replace(Tables.CUSTOMER_LINK, world.rows(Tables.CUSTOMER_LINK, links));
    return world;
  }

  private Map<String, String> profile(CustomerFixture world, LocalDate date) {
    JobResult result = new ProfileJob().run(world.nextRun("run-" + date, date).context());
    assertThat(result.balances()).isTrue();
    assertThat(result.notes()).isNotEmpty();
    return world.lake().read(Tables.CUSTOMER_PROFILE).collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.getAs("customer_id"),
                row ->
                    row.getAs("order_bins")
                        + (List.of(row.schema().fieldNames()).contains("order_scale")
                            ? "|" + row.getAs("order_scale")
                            : "")));
  }

  private static List<String> parameters(CustomerFixture world) {
    return world.lake().read(Tables.FEATURE_PARAMETER).collectAsList().stream()
        .map(LearnedShapesTest::inWords)
        .sorted()
        .toList();
  }

  private static String inWords(Row row) {
    return "%s %s %s %s"
        .formatted(
            row.<String>getAs("feature"),
            row.<String>getAs("parameter"),
            row.<Double>getAs("value"),
            row.<LocalDate>getAs("learned_on"));
  }

  private static Feature orders(String name, Shape shape) {
    return of(name, new Condition("not is_return", "test.conf:1"), shape);
  }

  /** Nobody had an order of January in November: there is no scale of that. */
  private static Feature lateOrders() {
    return of(
        "late_scale",
        new Condition(
            "ordered_at >= timestamp '2026-01-31 00:00:00' and not is_return", "test.conf:2"),
        new Scale(Scaling.Method.MIN_MAX));
  }

  private static Feature of(String name, Condition where, Shape shape) {
    return new Feature(
        name,
        new OfFacts("order_line", Take.COUNT, "", Optional.empty(), where, 0, Smoothing.NONE),
        shape,
        Feature.Type.COUNT,
        "For tests.");
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes any) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path own, IOException any) throws IOException {
            Files.delete(own);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
