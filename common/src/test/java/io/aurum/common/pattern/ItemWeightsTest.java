package io.aurum.common.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.pattern.BasketFiles.Encoded;
import io.aurum.common.pattern.Recommender.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Weights of few items, worked by hand. */
@Tag("fast")
class ItemWeightsTest {
  /** Taken by 1, 2 and 3: so jam, tea and milk are numbered 0, 1 and 2. */
  private static final List<List<String>> LINES =
      List.of(List.of("milk", "tea", "jam"), List.of("milk", "tea"), List.of("milk"));

  private static CommonTakers takers(List<List<String>> lines, int minCount, int most) {
    return CommonTakers.of(BasketFiles.encode(lines, 1, 0).baskets(), minCount, most);
  }

  /**
   * Counts of pairs are 1 1 1, 1 2 2, 1 2 3; their mean on the diagonal is 2, so a strength of 1/2
   * adds 1. Of 2 1 1, 1 3 2, 1 2 4 the determinant is 13 and the inverse 8 -2 -1, -2 7 -3, -1 -3 5,
   * over 13.
   */
  @Test
  void aColumnOfTheInverseOverItsDiagonal() {
    ItemWeights weights = ItemWeights.of(takers(LINES, 1, 3), 0.5);

    double[][] expected = {{0, 2 / 7.0, 1 / 5.0}, {2 / 8.0, 0, 3 / 5.0}, {1 / 8.0, 3 / 7.0, 0}};
    for (int from = 0; from < 3; from++) {
      for (int to = 0; to < 3; to++) {
        assertThat(weights.weight(from, to)).isCloseTo(expected[from][to], within(1e-15));
      }
    }
  }

  /** Jam needs milk and tea: 1/8 and 2/8, so tea explains it and milk is named too: it is half. */
  @Test
  void whatCountsMostIsNamed() {
    Encoded encoded = BasketFiles.encode(LINES, 1, 0);
    CommonTakers takers = CommonTakers.of(encoded.baskets(), 1, 3);
    WeighedItems model = new WeighedItems(ItemWeights.of(takers, 0.5), takers, Neighbours.NONE);

    List<Suggestion> list = model.recommender().recommend(new int[] {1, 2}, item -> item == 0, 10);

    assertThat(list).hasSize(1);
    assertThat(list.get(0).score()).isCloseTo(3 / 8.0, within(1e-15));
    assertThat(list.get(0).because()).containsExactly(1, 2);
    assertThat(list.get(0).common()).isEqualTo(1);
    assertThat(model.recommender().recommend(new int[] {}, item -> true, 10)).isEmpty();
  }

  /** What two have in common with a third counts once: neighbours count it for each. */
  @Test
  void anItemCanSpeakAgainstAnother() {
    List<List<String>> lines =
        List.of(
            List.of("hub", "left"),
            List.of("hub", "left"),
            List.of("hub", "right"),
            List.of("hub", "right"),
            List.of("hub"));
    Encoded encoded = BasketFiles.encode(lines, 1, 0);
    CommonTakers takers = CommonTakers.of(encoded.baskets(), 1, 3);
    ItemWeights weights = ItemWeights.of(takers, 0.1);
    int left = encoded.labels().indexOf("left");
    int right = encoded.labels().indexOf("right");
    int hub = encoded.labels().indexOf("hub");

    assertThat(weights.weight(left, right)).isNegative();
    assertThat(weights.weight(hub, right)).isPositive();
    assertThat(
            new WeighedItems(weights, takers, Neighbours.NONE)
                .recommender()
                .recommend(new int[] {left}, item -> item != left, 10))
        .extracting(Suggestion::item)
        .containsExactly(hub);
  }

  @Test
  void onlyWhatMostTookIsWeighedAndTheOthersHaveNeighbours() {
    Encoded encoded =
        BasketFiles.encode(
            List.of(
                List.of("a", "b"),
                List.of("a", "b"),
                List.of("a", "b"),
                List.of("x", "y"),
                List.of("x", "y")),
            1,
            0);
    Ways ways = new Ways(List.of(Way.WEIGHTS), List.of(1.0), 2, 2, 0, 5);
    RecommenderModel model = Learner.local(ways, encoded.baskets()).learn(Choice.preferred(ways));
    int x = encoded.labels().indexOf("x");
    int a = encoded.labels().indexOf("a");

    assertThat(((WeighedItems) model).weights().size()).isEqualTo(2);
    assertThat(recommended(model, encoded, a)).containsExactly("b");
    assertThat(recommended(model, encoded, x)).containsExactly("y");
    assertThat(recommended(model, encoded, x, a)).containsExactly("b");
    assertThat(takers(LINES, 2, 3).size()).isEqualTo(2);
    assertThat(ways.bytesOfWeights(1_000_000)).isEqualTo(2 * 2 * 14);
  }

  private static List<String> recommended(RecommenderModel model, Encoded encoded, int... history) {
    int[] sorted = Arrays.stream(history).sorted().toArray();
    return model
        .recommender()
        .recommend(sorted, item -> Arrays.binarySearch(sorted, item) < 0, 10)
        .stream()
        .map(suggestion -> encoded.labels().get(suggestion.item()))
        .toList();
  }

  @Test
  void nothingIsWeighedWithoutARidge() {
    CommonTakers takers = takers(LINES, 1, 3);
    assertThatThrownBy(() -> ItemWeights.of(takers, 0))
        .isInstanceOf(IllegalArgumentException.class);
    double[][] flat = {{1}, {1, 1}};
    assertThatThrownBy(() -> SymmetricInverse.invert(flat))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ItemWeights.of(takers(LINES, 9, 3), 1).size()).isZero();
  }

  /** 1/(n+1) off and n/(n+1) on the diagonal is the inverse of ones with twos on the diagonal. */
  @Test
  void severalBlocksOfPivotsAreSwept() {
    int size = 101;
    double[][] lower = new double[size][];
    for (int row = 0; row < size; row++) {
      lower[row] = IntStream.rangeClosed(0, row).mapToDouble(column -> 1).toArray();
      lower[row][row] = 2;
    }
    SymmetricInverse.invert(lower);

    for (int row = 0; row < size; row++) {
      for (int column = 0; column <= row; column++) {
        double expected = (row == column ? size : -1) / (size + 1.0);
        assertThat(lower[row][column]).isCloseTo(expected, within(1e-14));
      }
    }
  }
}
