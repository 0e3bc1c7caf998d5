package io.aurum.common.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.pattern.BasketFiles.Encoded;
import io.aurum.common.pattern.Recommender.Suggestion;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RecommenderTest {
  private static final List<List<String>> LINES =
      List.of(
          List.of("tea", "milk", "cake"),
          List.of("tea", "milk"),
          List.of("tea", "milk"),
          List.of("tea", "jam"),
          List.of("jam", "bread"));

  private final Encoded encoded = BasketFiles.encode(LINES, 1, 0);
  private final Neighbours neighbours =
      Neighbours.of(
          encoded.labels().size(),
          Neighbours.find(encoded.baskets(), IntStream.range(0, 5).toArray(), 1, 2, 10));

  @Test
  void whatIsMostAlikeComesFirst() {
    int tea = encoded.labels().indexOf("tea");
    List<Suggestion> list =
        neighbours.recommender().recommend(new int[] {tea}, item -> item != tea, 10);

    assertThat(list)
        .extracting(s -> encoded.labels().get(s.item()))
        .containsExactly("milk", "cake", "jam");
    Suggestion milk = list.get(0);
    assertThat(milk.because()).containsExactly(tea);
    assertThat(milk.common()).isEqualTo(3);
    assertThat(milk.score()).isCloseTo(3 / Math.sqrt(4 * 3) * 3 / (3 + 2), within(1e-15));
  }

  @Test
  void aRecommenderIsTheSameAfterUse() {
    int tea = encoded.labels().indexOf("tea");
    Recommender recommender = neighbours.recommender();
    List<Suggestion> first = recommender.recommend(new int[] {tea}, item -> true, 2);

    assertThat(recommender.recommend(new int[] {tea}, item -> true, 2)).isEqualTo(first);
    assertThat(recommender.recommend(new int[] {}, item -> true, 2)).isEmpty();
  }

  /** Of three taken the second and third place hold two: (1/log2(3) + 1/2) over the ideal. */
  @Test
  void listsAreJudgedByPlaces() {
    RankingQuality quality = new RankingQuality();
    quality.add(List.of(7, 1, 2), Set.of(1, 2, 3));
    quality.add(List.of(), Set.of(5));

    double ideal = 1 + Math.log(2) / Math.log(3) + 0.5;
    assertThat(quality.gain())
        .isCloseTo((Math.log(2) / Math.log(3) + 0.5) / ideal / 2, within(1e-15));
    assertThat(quality.recall()).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(quality.items()).isEqualTo(3);
    assertThat(quality.people()).isEqualTo(2);
    RankingQuality perfect = new RankingQuality();
    perfect.add(List.of(1, 2, 3), Set.of(1, 2, 3));
    perfect.add(List.of(5), Set.of(5));
    double first = 1 - (Math.log(2) / Math.log(3) + 0.5) / ideal;
    assertThat(quality.gainErrorAgainst(perfect)).isCloseTo((1 - first) / 2, within(1e-15));
  }

  /** Two groups that share nothing: factors must prefer a group's own item to the other's. */
  @Test
  void factorsTellGroupsApart() {
    int ofGroup = 20;
    int[][] histories = new int[4 * ofGroup][];
    for (int person = 0; person < histories.length; person++) {
      int base = person % 2 * ofGroup;
      int missing = person / 2 % ofGroup;
      histories[person] =
          IntStream.range(0, ofGroup).filter(i -> i != missing).map(i -> base + i).toArray();
    }
    LeastSquaresFactors factors = LeastSquaresFactors.of(histories, 2 * ofGroup, 42);

    for (int person = 0; person < histories.length; person++) {
      int missing = person / 2 % ofGroup;
      double own = factors.score(person, person % 2 * ofGroup + missing);
      double other = factors.score(person, (1 - person % 2) * ofGroup + missing);
      assertThat(own).as("person %d, who has taken neither", person).isGreaterThan(other + 0.2);
    }
  }
}
