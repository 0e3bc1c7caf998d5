package io.aurum.common.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What follows from knowing that a source holds no customer twice. */
@Tag("fast")
class CleanSourcesTest {
  private static final Set<String> CRM = Set.of("crm");

  @Test
  void twoRecordsOfACleanSourceAreNeverOneCustomer() {
    MatchInput input = input("crm ANNA", "crm ANNE", "web ANN");
    CleanSources clean = CleanSources.of(input, CRM);

    assertThat(clean.apart(0, 1)).isTrue();
    assertThat(clean.apart(0, 2)).isFalse();
    assertThat(cluster(clean, pair(0, 1, 12), pair(0, 2, 10), pair(1, 2, 9)))
        .as("the best pair is forbidden, the next one holds, the last would bring both together")
        .containsExactly(0, 1, 0);
    assertThat(cluster(CleanSources.none(3), pair(0, 1, 12), pair(0, 2, 10), pair(1, 2, 9)))
        .containsExactly(0, 0, 0);
  }

  @Test
  void whatABridgeJoinsKeepsItsSources() {
    MatchInput input = input("crm ANNA", "shop ANN", "web ANNE", "crm HANNA");
    CleanSources clean = CleanSources.of(input, CRM);

    assertThat(cluster(clean, pair(0, 1, 12), pair(1, 2, 11), pair(0, 2, 11), pair(2, 3, 20)))
        .as("2 and 3 first; 0 and 1 then stay by themselves")
        .containsExactly(0, 0, 2, 2);
  }

  @Test
  void sourcesOfWhichNothingIsKnownMayRepeatCustomers() {
    MatchInput input = input("web ANNA", "web ANNE");
    CleanSources clean = CleanSources.of(input, CRM);

    assertThat(cluster(clean, pair(0, 1, 12))).containsExactly(0, 0);
  }

  @Test
  void whatAHardIdentifierForcedStays() {
    MatchInput input = input("crm ANNA", "crm ANNE", "web ANN");
    int[] forced = {0, 0, 2};

    assertThat(
            linkage().cluster(table(3), forced, scored(), CleanSources.of(input, CRM), (a, b) -> 0))
        .containsExactly(0, 0, 2);
  }

  @Test
  void equalRecordsOfACleanSourceAreAsManyCustomers() {
    MatchInput input = input("crm ANNA", "crm ANNA", "web ANNA");
    CleanSources clean = CleanSources.of(input, CRM);

    assertThat(input.table().rows()).isEqualTo(1);
    assertThat(IntStream.range(0, 3).filter(clean::surplus))
        .as("all but the first one of the source")
        .containsExactly(1);
  }

  private static MatchInput input(String... records) {
    RecordBatch.Builder batch = new RecordBatch.Builder(1);
    for (int r = 0; r < records.length; r++) {
      String[] parts = records[r].split(" ", -1);
      batch.add(
          parts[0],
          "id" + r,
          "hash" + r,
          new RecordBatch.First(0, "hash" + r),
          new String[] {parts[1]});
    }
    return MatchInput.of(MatchTables.exact("name"), List.of(batch.build()));
  }

  private static int[] cluster(CleanSources clean, int[]... pairs) {
    int rows = 1 + List.of(pairs).stream().mapToInt(pair -> pair[1]).max().orElse(0);
    return linkage()
        .cluster(
            table(rows), IntStream.range(0, rows).toArray(), scored(pairs), clean, (a, b) -> 0);
  }

  private static AverageLinkage linkage() {
    return new AverageLinkage(-1, 20, 0);
  }

  private static EncodedTable table(int rows) {
    return MatchTables.blank(IntStream.range(0, rows).map(row -> 1).toArray());
  }

  private static ScoredPairs scored(int[]... pairs) {
    return MatchTables.scored(List.of(pairs));
  }

  private static int[] pair(int first, int second, int weight) {
    return new int[] {first, second, weight};
  }
}
