package io.aurum.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DemoGeneratorTest {
  private static final Generated SMALL = Generated.of(500, 42);

  @Test
  void equalSettingsGiveEqualBytes() {
    Generated again = Generated.of(500, 42);

    assertThat(again.files().keySet()).isEqualTo(SMALL.files().keySet());
    SMALL
        .files()
        .forEach((path, bytes) -> assertThat(again.files().get(path)).as(path).isEqualTo(bytes));
  }

  @Test
  void anotherSeedGivesOtherCustomers() {
    Generated other = Generated.of(500, 43);

    assertThat(other.text("crm/crm-1.csv")).isNotEqualTo(SMALL.text("crm/crm-1.csv"));
  }

  @Test
  void everythingIsPlantedAtLeastFiveTimesInTheSmallestData() {
    Map<String, Long> cases =
        SMALL.rows("truth/planted.csv").stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get("group") + "/" + row.get("kind"), Collectors.counting()));

    for (DuplicateKind kind : DuplicateKind.values()) {
      assertThat(cases.get("duplicate/" + kind.code())).as(kind.code()).isGreaterThanOrEqualTo(5);
    }
    for (ApartKind kind : ApartKind.values()) {
      assertThat(cases.get("apart/" + kind.code())).as(kind.code()).isGreaterThanOrEqualTo(5);
    }
    for (InvalidKind kind : InvalidKind.values()) {
      assertThat(cases.get("invalid/" + kind.code())).as(kind.code()).isGreaterThanOrEqualTo(5);
    }
    for (MalformedKind kind : MalformedKind.values()) {
      assertThat(cases.get("malformed/" + kind.rule())).as(kind.rule()).isGreaterThanOrEqualTo(5);
    }
    assertThat(cases.get("profile/anonymous")).isEqualTo(50);
    assertThat(cases.get("profile/organisation")).isGreaterThanOrEqualTo(5);
  }

  @Test
  void theTruthNamesEveryCustomerOfTheSettings() {
    Set<String> people =
        SMALL.rows("truth/records.csv").stream()
            .map(row -> row.get("person_id"))
            .filter(id -> id.startsWith("P"))
            .collect(Collectors.toSet());

    assertThat(people).hasSize(500);
  }

  @Test
  void keysAreUniqueWithinASource() {
    List<Map<String, String>> records = SMALL.rows("truth/records.csv");
    Set<String> keys = new HashSet<>();
    records.forEach(row -> keys.add(row.get("source") + "|" + row.get("key")));

    assertThat(keys).hasSameSizeAs(records);
  }
}
