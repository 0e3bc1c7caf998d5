package io.aurum.common.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.match.ClusterEvaluation.Scores;
import io.aurum.common.match.ClusterEvaluation.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ClusterEvaluationTest {

  /**
   * Truth {1,2,3} {4,5} {6}, predicted {1,2} {3,4,5} {6}: 4 true pairs (12 13 23 45), 4 predicted
   * (12 34 35 45), 2 in both. B-cubed precision (1+1+1/3+2/3+2/3+1)/6 = 14/18, recall
   * (2/3+2/3+1/3+1+1+1)/6 = 14/18. Of three true clusters one, {6}, is exact.
   */
  @Test
  void agreesWithAnExampleWorkedByHand() {
    ClusterEvaluation evaluation =
        ClusterEvaluation.of(new int[] {1, 1, 1, 2, 2, 3}, new int[] {7, 7, 8, 8, 8, 9});

    assertThat(evaluation.pairwise()).isEqualTo(new Scores(0.5, 0.5, 0.5));
    assertThat(evaluation.bcubed().precision()).isEqualTo(14.0 / 18, within(1e-15));
    assertThat(evaluation.bcubed().recall()).isEqualTo(14.0 / 18, within(1e-15));
    assertThat(evaluation.exactRate()).isEqualTo(1.0 / 3);
    assertThat(evaluation.largest()).isEqualTo(3);
    assertThat(evaluation.records()).isEqualTo(6);
  }

  @Test
  void onlySingletonsFindNothingAndClaimNothing() {
    ClusterEvaluation evaluation =
        ClusterEvaluation.of(new int[] {1, 1, 1, 1}, new int[] {1, 2, 3, 4});

    assertThat(evaluation.pairwise()).isEqualTo(new Scores(1, 0, 0));
    assertThat(evaluation.bcubed()).isEqualTo(new Scores(1, 0.25, 0.4));
    assertThat(evaluation.exactRate()).isZero();
    assertThat(evaluation.largest()).isEqualTo(1);
  }

  @Test
  void oneClusterForAllFindsEverything() {
    ClusterEvaluation evaluation =
        ClusterEvaluation.of(new int[] {1, 1, 2, 2}, new int[] {5, 5, 5, 5});

    assertThat(evaluation.pairwise().precision()).isEqualTo(2.0 / 6);
    assertThat(evaluation.pairwise().recall()).isEqualTo(1);
    assertThat(evaluation.bcubed().precision()).isEqualTo(0.5);
    assertThat(evaluation.bcubed().recall()).isEqualTo(1);
  }

  @Test
  void aTruthOfSingletonsIsReproducedByNoLink() {
    ClusterEvaluation evaluation = ClusterEvaluation.of(new int[] {1, 2}, new int[] {1, 2});

    assertThat(evaluation.pairwise()).isEqualTo(new Scores(1, 1, 1));
    assertThat(evaluation.exactRate()).isEqualTo(1);
  }

  /** 300 billion records in 3 true clusters, each cut in half: beyond what a long can count. */
  @Test
  void countsPairsBeyondLong() {
    long half = 50_000_000_000L;
    ClusterEvaluation evaluation =
        ClusterEvaluation.of(List.of(new Shape(half, 2 * half, half, 6)));

    assertThat(evaluation.pairwise().precision()).isEqualTo(1);
    assertThat(evaluation.pairwise().recall()).isEqualTo(0.5, within(1e-9));
    assertThat(evaluation.bcubed().recall()).isEqualTo(0.5);
    assertThat(evaluation.exactRate()).isZero();
    assertThat(evaluation.records()).isEqualTo(6 * half);
  }

  @Test
  void refusesWhatIsNoTable() {
    assertThatThrownBy(() -> new Shape(3, 2, 5, 1)).hasMessageContaining("overlap 3, true 2");
    assertThatThrownBy(() -> ClusterEvaluation.of(List.of())).hasMessageContaining("Nothing");
    assertThatThrownBy(() -> ClusterEvaluation.of(new int[2], new int[3]))
        .hasMessageContaining("2 true labels, but 3 predicted");
  }

  @Property(seed = "42", tries = 200)
  void agreesWithTheEnumerationOfAllPairs(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 5) Integer> truth,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Random random = new Random(seed);
    int[] t = truth.stream().mapToInt(Integer::intValue).toArray();
    int[] p = truth.stream().mapToInt(x -> random.nextInt(6) - 3).toArray();

    ClusterEvaluation evaluation = ClusterEvaluation.of(t, p);

    assertThat(evaluation.pairwise().precision()).isEqualTo(pairs(t, p, p), within(1e-12));
    assertThat(evaluation.pairwise().recall()).isEqualTo(pairs(t, p, t), within(1e-12));
    assertThat(evaluation.bcubed().precision()).isEqualTo(perRecord(t, p, p), within(1e-12));
    assertThat(evaluation.bcubed().recall()).isEqualTo(perRecord(t, p, t), within(1e-12));
  }

  @Property(seed = "42", tries = 50)
  void theOrderOfTheTableDoesNotMatter(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 9) Integer> sizes) {
    List<Shape> shapes =
        new ArrayList<>(sizes.stream().map(n -> new Shape(n, n + 3, n + 1, 2)).toList());
    ClusterEvaluation before = ClusterEvaluation.of(shapes);

    Collections.reverse(shapes);

    assertThat(ClusterEvaluation.of(shapes)).isEqualTo(before);
  }

  /** Share of the pairs that are together in {@code base} which are together in both. */
  private static double pairs(int[] t, int[] p, int[] base) {
    int both = 0;
    int all = 0;
    for (int i = 0; i < t.length; i++) {
      for (int j = 0; j < i; j++) {
        all += base[i] == base[j] ? 1 : 0;
        both += t[i] == t[j] && p[i] == p[j] ? 1 : 0;
      }
    }
    return all == 0 ? 1 : (double) both / all;
  }

  /** Mean over records of the share of its {@code base} cluster that is with it in both. */
  private static double perRecord(int[] t, int[] p, int[] base) {
    double sum = 0;
    for (int i = 0; i < t.length; i++) {
      int both = 0;
      int all = 0;
      for (int j = 0; j < t.length; j++) {
        all += base[i] == base[j] ? 1 : 0;
        both += t[i] == t[j] && p[i] == p[j] ? 1 : 0;
      }
      sum += (double) both / all;
    }
    return sum / t.length;
  }
}
