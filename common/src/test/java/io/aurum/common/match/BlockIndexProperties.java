package io.aurum.common.match;

import static io.aurum.common.match.MatchTables.candidates;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** The index against the definition, worked out pair by pair; four attributes of few values. */
@Tag("fast")
class BlockIndexProperties {
  private static final int ATTRIBUTES = 4;

  @Property(seed = "42", tries = 500)
  void candidatesAreThePairsThatShareAComparedBlock(
      @ForAll("tables") List<String[]> rows, @ForAll @IntRange(min = 2, max = 5) int limit) {
    BlockIndex index = index(rows, limit);
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      for (int j = i + 1; j < rows.size(); j++) {
        boolean shared = shareBlock(rows, i, j, limit, 0, 0);
        assertThat(index.meets(i, j)).isEqualTo(shared).isEqualTo(index.meets(j, i));
        if (shared) {
          expected.add(i + "-" + j);
        }
      }
    }
    List<String> found =
        candidates(index, rows.size()).stream().map(f -> f.substring(0, f.indexOf(' '))).toList();
    assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
  }

  @Property(seed = "42", tries = 500)
  void workBoundsTheCandidates(@ForAll("tables") List<String[]> rows) {
    BlockIndex index = index(rows, 3);
    BlockIndex.Scratch scratch = index.scratch();
    for (int row = 0; row < rows.size(); row++) {
      int[] found = {0};
      index.candidates(row, scratch, (second, kind) -> found[0]++);
      assertThat((long) found[0]).isLessThan(index.work(row));
    }
  }

  @Property(seed = "42", tries = 500)
  void rangesCoverAllRowsOnce(
      @ForAll("tables") List<String[]> rows, @ForAll @IntRange(min = 1, max = 20) int ranges) {
    List<RowRange> cut = RowRange.balanced(index(rows, 4), rows.size(), ranges);
    assertThat(cut).hasSizeLessThanOrEqualTo(ranges);
    assertThat(cut.stream().flatMapToInt(r -> IntStream.range(r.from(), r.to())).boxed())
        .containsExactlyElementsOf(IntStream.range(0, rows.size()).boxed().toList());
  }

  /** Whether a conjunction that starts with the chosen attributes is compared and holds both. */
  private static boolean shareBlock(
      List<String[]> rows, int i, int j, int limit, int chosen, int from) {
    for (int a = from; a < ATTRIBUTES; a++) {
      String value = rows.get(i)[a];
      int more = chosen | 1 << a;
      boolean candidate =
          value != null
              && value.equals(rows.get(j)[a])
              && (chosen == 0 || block(rows, i, 1 << a) > limit);
      if (candidate
          && (block(rows, i, more) <= limit
              || (Integer.bitCount(more) < BlockIndex.DEPTH
                  && shareBlock(rows, i, j, limit, more, a + 1)))) {
        return true;
      }
    }
    return false;
  }

  /** Rows that agree with the given one on all attributes of the set. */
  private static long block(List<String[]> rows, int row, int attributes) {
    return rows.stream()
        .filter(
            other ->
                IntStream.range(0, ATTRIBUTES)
                    .filter(a -> (attributes & 1 << a) != 0)
                    .allMatch(a -> rows.get(row)[a].equals(other[a])))
        .count();
  }

  private static BlockIndex index(List<String[]> rows, int limit) {
    return BlockIndex.of(MatchTables.table(MatchTables.exact("a", "b", "c", "d"), rows), limit, 0);
  }

  @Provide
  Arbitrary<List<String[]>> tables() {
    return Arbitraries.of("A", "B", "C")
        .injectNull(0.1)
        .array(String[].class)
        .ofSize(ATTRIBUTES)
        .list()
        .ofMaxSize(14);
  }
}
