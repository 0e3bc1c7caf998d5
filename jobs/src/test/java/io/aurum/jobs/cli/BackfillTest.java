package io.aurum.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.harness.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Results as of a date are the same whichever dates were run before, and in whatever order, and on
 * whatever machine; only later dates move the state. What a supplier delivered is gone from the
 * state once its licence has ended, and a date before that is computed with it all the same.
 */
class BackfillTest {
  private static final String NO_BIRTH = "'birth_date': NULL";

  @TempDir Path temp;

  @Test
  void aLateDateAnEarlyOneAndTheLateOneAgainGiveTheResultsOfTheOrderedRuns() {
    requireSameResults(List.of(3, 24), List.of(24, 3, 24));
  }

  @Test
  @Tag("long")
  void allDatesOfAMonthInRandomOrderWithRepeats() {
    List<Integer> days = IntStream.rangeClosed(1, ChangingWorld.DAYS).boxed().toList();
    List<Integer> order = new ArrayList<>(days);
    var random = new Random(42);
    for (int repeat = 0; repeat < 10; repeat++) {
      order.add(1 + random.nextInt(ChangingWorld.DAYS));
    }
    Collections.shuffle(order, random);
    requireSameResults(days, order);
  }

  private void requireSameResults(List<Integer> inOrder, List<Integer> anyOrder) {
    Path conf = ChangingWorld.write(temp.resolve("in"), 42);
    var ordered = new OutputFolder(conf, temp.resolve("ordered"));
    Map<LocalDate, Map<String, List<String>>> expected = new HashMap<>();
    for (int day : inOrder) {
      LocalDate asOf = ChangingWorld.date(day);
      ordered.run(asOf);
      expected.put(asOf, ordered.published(asOf));
    }
    requireChanges(expected.values());
    assertThat(ordered.report())
        .contains("<h2>Suppliers</h2>", "expired", "source acme: not read, its licence has ended");

    var jumping = new OutputFolder(conf, temp.resolve("jumping"));
    LocalDate latest = LocalDate.MIN;
    int runs = 0;
    for (int day : anyOrder) {
      LocalDate asOf = ChangingWorld.date(day);
      Map<String, List<String>> state = asOf.isBefore(latest) ? jumping.state() : Map.of();
      Machine.all().get(runs++ % Machine.all().size()).during(() -> jumping.run(asOf));
      assertThat(jumping.published(asOf)).as("results as of " + asOf).isEqualTo(expected.get(asOf));
      if (asOf.isBefore(latest)) {
        assertThat(jumping.state()).as("state after " + asOf).isEqualTo(state);
      } else {
        latest = asOf;
      }
      assertThat(Files.exists(jumping.out().resolve(".backfill"))).isFalse();
    }
    assertThat(currentState(jumping)).isEqualTo(currentState(ordered));
    requireSupplierUntilItsLicenceEnds(expected, jumping);
  }

  private static void requireSupplierUntilItsLicenceEnds(
      Map<LocalDate, Map<String, List<String>>> results, OutputFolder afterwards) {
    LocalDate last = ChangingWorld.date(ChangingWorld.LICENSED_DAYS);
    results.forEach(
        (asOf, tables) ->
            assertThat(tables.get("customer").stream().anyMatch(row -> !row.contains(NO_BIRTH)))
                .as("customers with a birth date as of " + asOf)
                .isEqualTo(!asOf.isAfter(last)));
    afterwards
        .state()
        .forEach(
            (table, rows) ->
                assertThat(rows).as(table).noneMatch(row -> row.contains("'source': acme")));
  }

  /** A world in which nothing happens would prove nothing; on quiet days a table may be empty. */
  private static void requireChanges(Collection<Map<String, List<String>>> results) {
    for (String table : List.of("customer", "identity_stat", "match_pair", "rule_result")) {
      List<List<String>> filled =
          results.stream()
              .map(tables -> tables.get(table))
              .filter(rows -> !rows.isEmpty())
              .toList();
      assertThat(filled).as(table).doesNotHaveDuplicates().hasSizeGreaterThan(results.size() / 2);
    }
  }

  /** The state without what tells of the runs that led to it; a table may lack or be empty. */
  private static Map<String, List<String>> currentState(OutputFolder folder) {
    Map<String, List<String>> state =
        folder.state("run_id", "effective_from", "first_seen", "attempts");
    state.remove("identity_event");
    state.values().removeIf(List::isEmpty);
    state.replaceAll(
        (table, rows) ->
            switch (table) {
              case "golden_customer" -> without(rows, "'status': retired");
              case "quarantine_record" -> without(rows, "'status': resolved");
              case "customer_link" -> with(rows, "'effective_to': NULL");
              default -> rows;
            });
    return state;
  }

  private static List<String> with(List<String> rows, String part) {
    return rows.stream().filter(row -> row.contains(part)).toList();
  }

  private static List<String> without(List<String> rows, String part) {
    return rows.stream().filter(row -> !row.contains(part)).toList();
  }
}
