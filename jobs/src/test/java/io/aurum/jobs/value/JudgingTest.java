package io.aurum.jobs.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.config.PurchaseChoice;
import io.aurum.common.config.ValueSettings;
import io.aurum.jobs.value.Lifecycle.Stage;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Histories, stages and scores, worked by hand. */
@Tag("fast")
class JudgingTest {
  private static final ValueSettings SETTINGS =
      new ValueSettings(90, 90, 180, 365, 365, 0.1, 1, 0.5, PurchaseChoice.LIKELIEST);

  @Test
  void aLifeGoesThroughItsStages() {
    List<String> bought = List.of("2025-01-01", "2025-02-01", "2025-03-01");
    assertThat(at("2025-01-20", bought.subList(0, 1)))
        .isEqualTo(life(Stage.FIRST_TIME, "2025-01-01"));
    assertThat(at("2025-03-02", bought)).isEqualTo(life(Stage.ACTIVE, "2025-02-01"));
    assertThat(at("2025-05-30", bought)).as("day 90").isEqualTo(life(Stage.ACTIVE, "2025-02-01"));
    assertThat(at("2025-05-31", bought)).isEqualTo(life(Stage.DEFECTING, "2025-05-31"));
    assertThat(at("2025-08-28", bought)).isEqualTo(life(Stage.INACTIVE, "2025-08-28"));
    assertThat(at("2026-03-01", bought)).isEqualTo(life(Stage.CHURNED, "2026-03-01"));
  }

  @Test
  void whoComesBackIsReactivatedUntilTheNextPurchase() {
    assertThat(at("2025-10-10", List.of("2025-01-01", "2025-10-01")))
        .isEqualTo(life(Stage.REACTIVATED, "2025-10-01"));
    assertThat(at("2025-11-10", List.of("2025-01-01", "2025-10-01", "2025-11-01")))
        .isEqualTo(life(Stage.ACTIVE, "2025-11-01"));
    assertThat(at("2025-06-10", List.of("2025-01-01", "2025-06-01")))
        .as("defecting is not gone")
        .isEqualTo(life(Stage.ACTIVE, "2025-06-01"));
  }

  @Test
  void equalCustomersScoreEqual() {
    SortedMap<Long, Long> orders = new TreeMap<>();
    orders.put(1L, 5L);
    orders.put(2L, 3L);
    orders.put(7L, 2L);
    long[] bounds = RfmScale.bounds(orders);
    assertThat(bounds).containsExactly(1, 1, 2, 2);
    RfmScale scale = new RfmScale(bounds, bounds, bounds);
    assertThat(scale.frequencyScore(1)).isEqualTo(1);
    assertThat(scale.frequencyScore(2)).as("half are worse: two whole fifths").isEqualTo(3);
    assertThat(scale.frequencyScore(7)).as("eight in ten are worse").isEqualTo(5);
  }

  @Test
  void everyPairOfScoresHasASegment() {
    assertThat(RfmScale.segment(5, 5)).isEqualTo("champion");
    assertThat(RfmScale.segment(1, 5)).isEqualTo("cannot lose");
    assertThat(RfmScale.segment(5, 1)).isEqualTo("new");
    assertThat(RfmScale.segment(3, 3)).isEqualTo("needs attention");
    assertThat(RfmScale.segment(1, 1)).isEqualTo("hibernating");
  }

  @Test
  void aHistoryKnowsWhatWasKnownThen() {
    History history =
        new History(
            new int[] {10, 20, 20, 30},
            new int[] {10, 20, 40, 30},
            new int[] {1, 2, 1, 0},
            new long[] {100, 300, 50, 0},
            new long[] {0, 0, 0, -40});
    assertThat(history.frequency()).isEqualTo(4);
    assertThat(history.cents()).isEqualTo(410);
    assertThat(history.purchaseDays()).containsExactly(10, 20);
    assertThat(history.repeatCents()).isEqualTo(350);
    History then = history.at(25);
    assertThat(then.frequency()).as("one order came to be known on day 40").isEqualTo(3);
    assertThat(then.cents()).isEqualTo(400);
    assertThat(history.centsBetween(10, 20)).isEqualTo(350);
  }

  private static Lifecycle at(String date, List<String> bought) {
    return Lifecycle.at(bought.stream().mapToInt(JudgingTest::day).toArray(), day(date), SETTINGS);
  }

  private static Lifecycle life(Stage stage, String since) {
    return new Lifecycle(stage, day(since));
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }
}
