package io.aurum.common.match;

import static io.aurum.common.match.MatchTables.candidates;
import static io.aurum.common.match.MatchTables.exact;
import static io.aurum.common.match.MatchTables.row;
import static io.aurum.common.match.MatchTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.match.BlockIndex.KeyKindAudit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Blocks of small tables worked by hand, and of one that would be ruinous if done squarely. */
@Tag("fast")
class BlockIndexTest {
  private static final EncodedTable CITY_AND_CODE =
      table(
          exact("city", "code"),
          List.of(row("A", "x"), row("A", "x"), row("B", "x"), row("B", "y"), row(null, "y")));

  @Test
  void rowsThatShareAKeyMeetOnceByTheFirstKind() {
    assertThat(candidates(BlockIndex.of(CITY_AND_CODE, 3, 0), 5))
        .containsExactlyInAnyOrder(
            "0-1 city:exact",
            "0-2 code:exact",
            "1-2 code:exact",
            "2-3 city:exact",
            "3-4 code:exact");
  }

  @Test
  void blocksAboveTheLimitAreGivenUp() {
    BlockIndex index = BlockIndex.of(CITY_AND_CODE, 2, 0);
    assertThat(candidates(index, 5))
        .containsExactly("0-1 city:exact", "2-3 city:exact", "3-4 code:exact");
    assertThat(index.audit())
        .containsExactly(
            new KeyKindAudit(0, "city:exact", 2, 4, 2, 0, 0),
            new KeyKindAudit(1, "code:exact", 1, 2, 2, 1, 3));
    assertThat(index.purged(0)).isEmpty();
    assertThat(index.purged(1)).isDeepEqualTo(new int[][] {{0, 1, 2}});
    assertThat(index.kinds()).isEqualTo(2);
  }

  @Test
  void meetingIsHavingAComparedBlockInCommon() {
    BlockIndex index = BlockIndex.of(CITY_AND_CODE, 2, 0);
    assertThat(index.meets(0, 1)).isTrue();
    assertThat(index.meets(4, 3)).isTrue();
    assertThat(index.meets(0, 2)).isFalse();
    assertThat(index.meets(0, 4)).isFalse();
  }

  @Test
  void nothingIsGivenUpWhileAllPairsAreFree() {
    assertThat(candidates(BlockIndex.of(CITY_AND_CODE, 2, 5), 5))
        .as("three blocks of two rows and one of three: six pairs")
        .isEqualTo(candidates(BlockIndex.of(CITY_AND_CODE, 2, 0), 5))
        .isNotEqualTo(candidates(BlockIndex.of(CITY_AND_CODE, 2, 6), 5));
    assertThat(candidates(BlockIndex.of(CITY_AND_CODE, 2, 6), 5))
        .isEqualTo(candidates(BlockIndex.of(CITY_AND_CODE, 3, 0), 5));
  }

  @Test
  void commonKeysFindTheirPairsTogether() {
    EncodedTable table =
        table(exact("a", "b"), List.of(row("A", "X"), row("A", "X"), row("A", "Y"), row("B", "X")));
    BlockIndex index = BlockIndex.of(table, 2, 0);
    assertThat(candidates(index, 4)).containsExactly("0-1 a:exact+b:exact");
    assertThat(index.audit())
        .containsExactly(
            new KeyKindAudit(0, "a:exact", 0, 0, 0, 1, 3),
            new KeyKindAudit(1, "a:exact+b:exact", 1, 2, 2, 0, 0),
            new KeyKindAudit(2, "b:exact", 0, 0, 0, 1, 3));
  }

  @Test
  void conjunctionsGoThreeDeep() {
    EncodedTable table =
        table(
            exact("a", "b", "c"),
            List.of(
                row("A", "X", "P"), row("A", "X", "P"), row("A", "X", "Q"), row("A", "Y", "P")));
    BlockIndex index = BlockIndex.of(table, 2, 0);
    assertThat(candidates(index, 4)).containsExactly("0-1 a:exact+b:exact+c:exact");
    assertThat(index.audit().stream().map(KeyKindAudit::kind))
        .containsExactly(
            "a:exact", "a:exact+b:exact+c:exact", "b:exact", "b:exact+c:exact", "c:exact");
  }

  @Test
  void conjunctionsGoNoDeeper() {
    EncodedTable table =
        table(
            exact("a", "b", "c", "d"),
            List.of(
                row("A", "X", "P", "S"),
                row("A", "X", "P", "S"),
                row("A", "X", "P", "T"),
                row("B", "Y", "Q", "S")));
    assertThat(candidates(BlockIndex.of(table, 2, 0), 4))
        .as("a, b and c are too common together, but each of them with d is not")
        .containsExactly("0-1 a:exact+b:exact+d:exact");
    EncodedTable same =
        table(
            exact("a", "b", "c"),
            List.of(row("A", "X", "P"), row("A", "X", "P"), row("A", "X", "P")));
    assertThat(candidates(BlockIndex.of(same, 2, 0), 3)).isEmpty();
  }

  @Test
  void aKeyThatAValueGivesTwiceCountsOnce() {
    List<MatchAttribute> name =
        List.of(new MatchAttribute("name", Comparators.fullName(), BlockingKeys::words, false));
    EncodedTable table = table(name, List.of(row("ANNA ANNA"), row("ANNA LEE"), row("TOM LEE")));
    BlockIndex index = BlockIndex.of(table, 2, 0);
    assertThat(candidates(index, 3)).containsExactly("0-1 name:word", "1-2 name:word");
    assertThat(index.audit()).containsExactly(new KeyKindAudit(0, "name:word", 2, 4, 2, 0, 0));
  }

  @Test
  void everyVisitStartsAfresh() {
    BlockIndex index = BlockIndex.of(CITY_AND_CODE, 3, 0);
    BlockIndex.Scratch scratch = index.scratch();
    for (int visit = 0; visit < 2; visit++) {
      IntList found = new IntList();
      index.candidates(0, scratch, (second, kind) -> found.add(second));
      assertThat(found.toArray()).containsExactlyInAnyOrder(1, 2);
    }
  }

  @Test
  void theLimitHoldsAtLeastAPair() {
    assertThatThrownBy(() -> BlockIndex.of(CITY_AND_CODE, 1, 0)).hasMessageContaining("1");
  }

  @Test
  void aTableWithoutRowsHasNoCandidates() {
    BlockIndex index = BlockIndex.of(table(exact("a"), List.of()), 2, 0);
    assertThat(candidates(index, 0)).isEmpty();
    assertThat(index.audit()).isEmpty();
  }

  @Test
  void aValueThatAllShareCostsNoPairs() {
    int n = 200_000;
    EncodedTable table =
        table(
            exact("country", "city", "phone"),
            IntStream.range(0, n)
                .mapToObj(i -> row("PL", "C" + i % 100, Integer.toString(i / 2)))
                .toList());
    BlockIndex index = BlockIndex.of(table, 50, 0);
    assertThat(candidates(index, n))
        .hasSize(n / 2)
        .allMatch(found -> found.endsWith("phone:exact"));
    assertThat(index.audit())
        .containsExactly(
            new KeyKindAudit(0, "phone:exact", n / 2, n, 2, 0, 0),
            new KeyKindAudit(1, "country:exact", 0, 0, 0, 1, 19_999_900_000L),
            new KeyKindAudit(2, "city:exact", 0, 0, 0, 100, 100 * 1_999_000L));
  }
}
