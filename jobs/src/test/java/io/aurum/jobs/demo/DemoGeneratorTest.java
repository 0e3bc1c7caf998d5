package io.aurum.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurum.common.run.AurumException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DemoGeneratorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Generated SMALL = Generated.of(500, 42);

  @Test
  void equalSettingsGiveEqualBytes() {
    Generated again = Generated.of(500, 42);

    assertThat(again.files().keySet()).isEqualTo(SMALL.files().keySet());
    SMALL
        .files()
        .forEach((path, bytes) -> assertThat(again.files().get(path)).as(path).isEqualTo(bytes));
  }

  /** What depends on the identity of objects shows only between processes. */
  @Test
  void anotherProcessGivesEqualBytes() throws IOException {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=tr",
                "-Duser.timezone=Asia/Kolkata",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream out = other.getInputStream()) {
      assertThat(new String(out.readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo(SMALL.digest());
    }
  }

  /** Generates the small data and prints its digest. */
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] args) {
      System.out.print(Generated.of(500, 42).digest());
      System.out.flush();
    }
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
  void theSupplierSaysEverythingAtLeastFiveTimesAndItsRowsAreInTheTruth() {
    List<Map<String, String>> cases = SMALL.rows("truth/supplied.csv");
    Map<String, Long> kinds =
        cases.stream()
            .collect(Collectors.groupingBy(row -> row.get("kind"), Collectors.counting()));

    for (SuppliedKind kind : SuppliedKind.values()) {
      assertThat(kinds.get(kind.code())).as(kind.code()).isGreaterThanOrEqualTo(5);
    }
    assertThat(SMALL.rows("bought/acme_data.csv"))
        .extracting(row -> row.get("id"))
        .containsExactlyElementsOf(cases.stream().map(row -> row.get("key")).toList());
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

  @Test
  void everyRecordOfTheTextSourcesIsInTheTruth() throws IOException {
    assertThat(keysInFiles("crm", ',')).containsAll(keysInTruth("crm"));
    assertThat(keysInFiles("newsletter", ';')).containsAll(keysInTruth("newsletter"));
    Set<String> shop = new HashSet<>();
    for (String path : SMALL.in("web_shop")) {
      for (String line : SMALL.lines(path)) {
        if (line.endsWith("}")) {
          shop.add(JSON.readTree(line).path("id").asText());
        }
      }
    }
    assertThat(shop).containsAll(keysInTruth("web_shop"));
  }

  @Test
  void theFilesHoldNoRecordBeyondTheTruthButDamagedRows() {
    long rows = 0;
    for (String path : SMALL.in("newsletter")) {
      rows += SMALL.lines(path).size() - 1;
    }
    assertThat(rows).isEqualTo(keysInTruth("newsletter").size() + damaged("newsletter", "").size());
  }

  @Test
  void damagedRowsStandWhereTheTruthSaysAndAreDamagedAsItSays() {
    for (Map<String, String> planted : damaged("crm", "file.encoding")) {
      assertThat(lineOf(planted)).contains("\uFFFD");
    }
    for (Map<String, String> planted : damaged("crm", "file.unclosed-quote")) {
      assertThat(lineOf(planted)).endsWith("\"cut off");
      assertThat(SMALL.lines(planted.get("file"))).hasSize(Integer.parseInt(planted.get("line")));
    }
    for (Map<String, String> planted : damaged("crm", "record.missing-key")) {
      assertThat(lineOf(planted)).startsWith(",");
    }
    for (Map<String, String> planted : damaged("newsletter", "file.ragged")) {
      assertThat(lineOf(planted).chars().filter(c -> c == ';').count()).isEqualTo(1);
    }
    for (Map<String, String> planted : damaged("web_shop", "file.not-json")) {
      assertThat(lineOf(planted)).startsWith("{\"id\":\"W").doesNotEndWith("}");
    }
    for (Map<String, String> planted : damaged("web_shop", "record.missing-key")) {
      assertThat(lineOf(planted)).doesNotContain("\"id\"").endsWith("}");
    }
  }

  @Test
  void anExactDuplicateDiffersInKeyAndDatesAlone() {
    Map<String, String> rows = new HashMap<>();
    for (String path : SMALL.in("crm")) {
      for (String line : SMALL.lines(path)) {
        rows.put(line.substring(0, Math.max(0, line.indexOf(','))), line);
      }
    }
    List<Map<String, String>> exact =
        planted("duplicate", "exact-duplicate").stream()
            .filter(row -> row.get("source").equals("crm"))
            .filter(row -> rows.get(row.get("key")).endsWith("Z"))
            .toList();

    assertThat(exact).isNotEmpty();
    for (Map<String, String> row : exact) {
      List<String> copy = Csv.parse(rows.get(row.get("key")));
      List<String> original = Csv.parse(rows.get(row.get("other_key")));
      assertThat(copy.subList(1, 13)).isEqualTo(original.subList(1, 13));
    }
  }

  @Test
  void duplicatesAndTheirBasesBelongToOnePerson() {
    Map<String, String> people = new HashMap<>();
    SMALL
        .rows("truth/records.csv")
        .forEach(row -> people.put(row.get("source") + "|" + row.get("key"), row.get("person_id")));

    for (Map<String, String> row : SMALL.rows("truth/planted.csv")) {
      if (row.get("group").equals("duplicate")) {
        assertThat(people.get(row.get("source") + "|" + row.get("key")))
            .isEqualTo(row.get("person_id"))
            .isEqualTo(people.get(row.get("other_source") + "|" + row.get("other_key")));
      }
      if (row.get("group").equals("apart")) {
        assertThat(people.values()).contains(row.get("person_id"), row.get("other_person_id"));
        assertThat(row.get("person_id")).isNotEqualTo(row.get("other_person_id"));
      }
    }
  }

  @Test
  void theSummaryCountsWhatIsPlanted() throws IOException {
    JsonNode summary = JSON.readTree(SMALL.text("truth/summary.json"));

    assertThat(summary.at("/customers").asInt()).isEqualTo(500);
    assertThat(summary.at("/planted/duplicate/nickname").asInt())
        .isEqualTo(planted("duplicate", "nickname").size());
    assertThat(summary.at("/planted/malformed/file.ragged").asInt())
        .isEqualTo(planted("malformed", "file.ragged").size());
    assertThat(summary.at("/records/loyalty").asInt()).isEqualTo(keysInTruth("loyalty").size());
  }

  @Test
  void tooFewCustomersAreRefused() {
    assertThatThrownBy(() -> new DemoSettings(499, 1, Generated.AS_OF))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("499");
  }

  private static List<Map<String, String>> planted(String group, String kind) {
    return SMALL.rows("truth/planted.csv").stream()
        .filter(row -> row.get("group").equals(group) && row.get("kind").equals(kind))
        .toList();
  }

  /** Damaged rows of a source; of every kind where the rule is empty. */
  private static List<Map<String, String>> damaged(String source, String rule) {
    List<Map<String, String>> rows =
        SMALL.rows("truth/planted.csv").stream()
            .filter(row -> row.get("group").equals("malformed"))
            .filter(row -> row.get("source").equals(source))
            .filter(row -> rule.isEmpty() || row.get("kind").equals(rule))
            .toList();
    assertThat(rows).isNotEmpty();
    return rows;
  }

  private static String lineOf(Map<String, String> planted) {
    return SMALL.lines(planted.get("file")).get(Integer.parseInt(planted.get("line")) - 1);
  }

  private static Set<String> keysInTruth(String source) {
    return SMALL.rows("truth/records.csv").stream()
        .filter(row -> row.get("source").equals(source))
        .map(row -> row.get("key"))
        .collect(Collectors.toSet());
  }

  private static Set<String> keysInFiles(String folder, char delimiter) {
    Set<String> keys = new HashSet<>();
    for (String path : SMALL.in(folder)) {
      for (String line : SMALL.lines(path)) {
        int end = line.indexOf(delimiter);
        keys.add(end < 0 ? line : line.substring(0, end));
      }
    }
    return keys;
  }
}
