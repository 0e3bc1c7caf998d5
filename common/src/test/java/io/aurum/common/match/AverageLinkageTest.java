package io.aurum.common.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clusterings worked by hand. */
@Tag("fast")
class AverageLinkageTest {
  private static final int[] FREE = {0, 1, 2};
  private static final int[] ONES = {1, 1, 1};

  @Test
  void oneBadPairKeepsAChainApart() {
    int[] clusters = cluster(-10, ONES, FREE, pair(0, 1, 12), pair(1, 2, 10), pair(0, 2, -18));
    assertThat(clusters).as("(10 - 18) / 2 < 0").containsExactly(0, 0, 2);
  }

  @Test
  void aPairThatNeverMetCountsAgainst() {
    assertThat(cluster(-10, ONES, FREE, pair(0, 1, 12), pair(1, 2, 10)))
        .as("(10 - 10) / 2 = 0")
        .containsExactly(0, 0, 0);
    assertThat(cluster(-11, ONES, FREE, pair(0, 1, 12), pair(1, 2, 10)))
        .as("(10 - 11) / 2 < 0")
        .containsExactly(0, 0, 2);
  }

  @Test
  void recordsCountNotRows() {
    int[][] pairs = {pair(0, 1, 10), pair(1, 2, 6), pair(0, 2, -10)};
    assertThat(cluster(-1, ONES, FREE, pairs)).as("(6 - 10) / 2").containsExactly(0, 0, 2);
    assertThat(cluster(-1, new int[] {1, 3, 1}, FREE, pairs))
        .as("(3 x 6 - 10) / 4")
        .containsExactly(0, 0, 0);
  }

  @Test
  void weightsAreClamped() {
    assertThat(cluster(-1, ONES, FREE, pair(0, 1, 30), pair(0, 2, 19), pair(1, 2, -30)))
        .as("(19 - 20) / 2 < 0")
        .containsExactly(0, 0, 2);
    assertThat(cluster(-1, ONES, FREE, pair(0, 1, 30), pair(0, 2, 20), pair(1, 2, -30)))
        .as("(20 - 20) / 2 = 0")
        .containsExactly(0, 0, 0);
  }

  @Test
  void forcedRowsStayTogetherAndSpeakTogether() {
    int[] forced = {0, 0, 2};
    assertThat(cluster(-1, ONES, forced, pair(0, 1, -20), pair(0, 2, 10), pair(1, 2, -20)))
        .as("(10 - 20) / 2 < 0")
        .containsExactly(0, 0, 2);
    assertThat(cluster(-1, ONES, forced, pair(1, 2, 10))).containsExactly(0, 0, 0);
    assertThat(forced).as("the input is left alone").containsExactly(0, 0, 2);
  }

  @Test
  void withoutPairsAllAreAlone() {
    assertThat(cluster(-1, ONES, FREE)).containsExactly(0, 1, 2);
  }

  @Test
  void aLongChainFallsIntoPairs() {
    int n = 100_000;
    int[] ones = new int[n];
    Arrays.fill(ones, 1);
    int[] clusters =
        cluster(
            -10,
            ones,
            IntStream.range(0, n).toArray(),
            IntStream.range(0, n - 1).mapToObj(i -> pair(i, i + 1, 10)).toArray(int[][]::new));
    assertThat(clusters).isEqualTo(IntStream.range(0, n).map(i -> i - i % 2).toArray());
  }

  @Test
  void aMissingPairMustCountAgainst() {
    assertThatThrownBy(() -> new AverageLinkage(0, 20, 1)).hasMessageContaining("0, 1");
    assertThatThrownBy(() -> new AverageLinkage(-1, 20, -1)).hasMessageContaining("-1, -1");
  }

  @Test
  void twoWellKnownClustersGetASecondLook() {
    int[][] pairs = {pair(0, 1, 12)};
    int[] wellKnown = {5, 5};
    assertThat(cluster(wellKnown, -1, pairs)).as("their pairs speak against").containsExactly(0, 1);
    assertThat(cluster(wellKnown, 0, pairs)).as("they do not").containsExactly(0, 0);
    assertThat(cluster(new int[] {4, 5}, -1, pairs)).as("too few records").containsExactly(0, 0);
  }

  @Test
  void theSecondLookWeighsPairsThatNeverMet() {
    int[] forced = {0, 0, 2, 2, 0};
    int[] fives = {5, 5, 5, 5, 5};
    int[][] pairs = {pair(0, 2, 20), pair(1, 3, 20)};
    assertThat(cluster(-1, fives, forced, (a, b) -> a == 4 ? -40 : 30, pairs))
        .as("(4 x 20 - 2 x 40) / 6 = 0, as 30 is clamped to 20")
        .containsExactly(0, 0, 0, 0, 0);
    assertThat(cluster(-1, fives, forced, (a, b) -> a == 4 ? -41 : 30, pairs))
        .containsExactly(0, 0, 2, 2, 0);
  }

  private static int[] cluster(int[] multiplicity, int weight, int[]... pairs) {
    return cluster(-1, multiplicity, new int[] {0, 1}, (a, b) -> weight, pairs);
  }

  private static int[] cluster(int missing, int[] multiplicity, int[] forced, int[]... pairs) {
    return cluster(missing, multiplicity, forced, (a, b) -> 0, pairs);
  }

  private static int[] cluster(
      int missing, int[] multiplicity, int[] forced, IntBinaryOperator weights, int[]... pairs) {
    return new AverageLinkage(missing, 20, 0)
        .cluster(
            MatchTables.blank(multiplicity),
            forced,
            MatchTables.scored(List.of(pairs)),
            CleanSources.none(multiplicity.length),
            weights);
  }

  private static int[] pair(int first, int second, int weight) {
    return new int[] {first, second, weight};
  }
}
