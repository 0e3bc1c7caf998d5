package io.aurum.common.match;

import static io.aurum.common.match.MatchTables.exact;
import static io.aurum.common.match.MatchTables.row;
import static io.aurum.common.match.MatchTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Patterns and scores of pairs, counted by hand. Six records in three rows. */
@Tag("fast")
class PairTasksTest {
  private static final EncodedTable TABLE =
      table(
          exact("a", "b"),
          List.of(row("A", "X"), row("A", "Y"), row(null, "X")),
          new int[] {3, 2, 1});
  private static final BlockIndex INDEX = BlockIndex.of(TABLE, 10, 0);
  private static final RowRange ALL = new RowRange(0, 3);

  @Test
  void candidatePatternsCountRecordsNotRows() {
    PatternCounts counts = PairTasks.candidatePatterns(TABLE, INDEX, ALL, 1);
    assertThat(text(counts))
        .as("3 + 1 pairs of equal records, 3 x 2 of the first two rows, 3 x 1 of first and last")
        .containsExactlyInAnyOrderEntriesOf(Map.of("[0, 0]", 4L, "[0, 1]", 6L, "[-1, 0]", 3L));
    assertThat(counts.pairs()).isEqualTo(13);
    assertThat(counts.patterns()).isEqualTo(3);
  }

  @Test
  void equalRecordsThatMissAValueAgreeOnTheRest() {
    EncodedTable table = table(exact("a", "b"), List.<String[]>of(row(null, "X")), new int[] {2});
    PatternCounts counts =
        PairTasks.candidatePatterns(table, BlockIndex.of(table, 2, 0), new RowRange(0, 1), 1);
    assertThat(text(counts)).containsExactly(Map.entry("[-1, 0]", 1L));
  }

  @Test
  void aShareOfTheRowsIsASample() {
    EncodedTable table =
        table(
            exact("a"),
            IntStream.range(0, 20_000).mapToObj(i -> row(Integer.toString(i / 2))).toList());
    BlockIndex index = BlockIndex.of(table, 2, 0);
    RowRange all = new RowRange(0, 20_000);
    assertThat(PairTasks.candidatePatterns(table, index, all, 0).pairs()).isZero();
    assertThat(PairTasks.candidatePatterns(table, index, all, 1).pairs()).isEqualTo(10_000);
    assertThat((double) PairTasks.candidatePatterns(table, index, all, 0.3).pairs())
        .as("of 10,000 rows that have a candidate, five standard errors around 30 %")
        .isCloseTo(3_000, within(230.0));
  }

  @Test
  void patternsDoNotDependOnTheCut() {
    PatternCounts parts = new PatternCounts();
    for (int row = 2; row >= 0; row--) {
      parts.addAll(PairTasks.candidatePatterns(TABLE, INDEX, new RowRange(row, row + 1), 1));
    }
    assertThat(text(parts)).isEqualTo(text(PairTasks.candidatePatterns(TABLE, INDEX, ALL, 1)));

    PatternCounts random = new PatternCounts();
    random.addAll(PairTasks.randomPatterns(TABLE, 7, 40, 1_000));
    random.addAll(PairTasks.randomPatterns(TABLE, 7, 0, 40));
    assertThat(text(random)).isEqualTo(text(PairTasks.randomPatterns(TABLE, 7, 0, 1_000)));
    assertThat(text(random)).isNotEqualTo(text(PairTasks.randomPatterns(TABLE, 8, 0, 1_000)));
  }

  @Test
  void randomPairsAreOfRecordsTakenEvenly() {
    int n = 150_000;
    PatternCounts counts = PairTasks.randomPatterns(TABLE, 7, 0, n);
    assertThat(counts.pairs()).isEqualTo(n);
    Map<String, Long> share = text(counts);
    assertThat(share.keySet()).containsExactlyInAnyOrder("[-1, 0]", "[-1, 1]", "[0, 0]", "[0, 1]");
    assertThat(share.get("[0, 0]") / (double) n).isCloseTo(4 / 15.0, within(0.006));
    assertThat(share.get("[0, 1]") / (double) n).isCloseTo(6 / 15.0, within(0.007));
    assertThat(share.get("[-1, 0]") / (double) n).isCloseTo(3 / 15.0, within(0.006));
    assertThat(share.get("[-1, 1]") / (double) n).isCloseTo(2 / 15.0, within(0.005));
  }

  @Test
  void aRandomPairIsNeverARecordWithItself() {
    EncodedTable table = table(exact("a"), List.of(row("A"), row("B"), row("C")));
    assertThat(text(PairTasks.randomPatterns(table, 1, 0, 1_000))).containsOnlyKeys("[1]");
  }

  @Test
  void scoresAreKeptFromTheLeastOn() {
    double[][][] m = {{{0.5, 0.5}}, {{0.5, 0.5}}};
    double[][][] u = {{{0.25, 0.75}}, {{0.125, 0.875}}};
    MatchModel model =
        new MatchModel(
            TABLE.attributes(),
            new int[] {MatchModel.NO_PARENT, MatchModel.NO_PARENT},
            m,
            u,
            0.5,
            1);
    PairScorer scorer = new PairScorer(TABLE, model);
    int best = scorer.weight(0, 2);
    assertThat(best).isGreaterThan(scorer.weight(0, 1));
    ScoredPairs kept = PairTasks.score(TABLE, INDEX, model, ALL, best);
    assertThat(kept.size()).isEqualTo(1);
    assertThat(kept.first(0)).isZero();
    assertThat(kept.second(0)).isEqualTo(2);
    assertThat(kept.weights()).containsExactly(best);
    assertThat(INDEX.kind(kept.keyKinds()[0])).isEqualTo("b:exact");
    assertThat(kept.candidates()).containsExactly(1, 1);

    ScoredPairs parts =
        ScoredPairs.concat(
            IntStream.range(0, 3)
                .mapToObj(
                    row ->
                        PairTasks.score(TABLE, INDEX, model, new RowRange(row, row + 1), -99_999))
                .toList());
    ScoredPairs whole = PairTasks.score(TABLE, INDEX, model, ALL, -99_999);
    assertThat(parts).usingRecursiveComparison().isEqualTo(whole);
    assertThat(whole.size()).isEqualTo(2);
    assertThat(ScoredPairs.concat(List.of()).size()).isZero();
  }

  @Test
  void recordsAreNumberedAlongTheRows() {
    assertThat(TABLE.records()).isEqualTo(6);
    assertThat(IntStream.range(0, 6).map(TABLE::rowOfRecord)).containsExactly(0, 0, 0, 1, 1, 2);
    assertThat(IntStream.range(0, 3).map(TABLE::multiplicity)).containsExactly(3, 2, 1);
    assertThat(TABLE.frequency(0, 0)).isEqualTo(5);
    assertThat(TABLE.frequency(1, TABLE.code(1, 0))).isEqualTo(4);
  }

  @Test
  void rememberedLevelsAreTheComparators() {
    List<MatchAttribute> name =
        List.of(new MatchAttribute("n", Comparators.familyName(), BlockingKeys::name, false));
    String[] names = {"SMITH", "SMYTH", "JONES", "JOHNSON", "LAMPLEY", "CAMPLEY"};
    EncodedTable table =
        table(name, IntStream.range(0, names.length).mapToObj(i -> row(names[i])).toList());
    LevelMemo memo = new LevelMemo(table, 0);
    for (int round = 0; round < 2; round++) {
      for (int a = 0; a < names.length; a++) {
        for (int b = 0; b < names.length; b++) {
          assertThat(memo.level(a, b))
              .isEqualTo(Comparators.familyName().level(Value.of(names[a]), Value.of(names[b])));
        }
      }
    }
  }

  private static Map<String, Long> text(PatternCounts counts) {
    Map<String, Long> text = new TreeMap<>();
    counts.forEach(
        (levels, count) ->
            text.put(
                IntStream.range(0, levels.length)
                    .mapToObj(a -> Byte.toString(levels[a]))
                    .collect(Collectors.joining(", ", "[", "]")),
                count));
    return text;
  }
}
