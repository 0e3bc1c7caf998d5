package io.aurum.common.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.pattern.BasketFiles.Encoded;
import io.aurum.common.pattern.Recommender.Suggestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/** Weights are those of one regression for each item, in whatever order baskets come. */
@Tag("fast")
class ItemWeightsProperties {
  @Property(tries = 60, seed = "42")
  void eachItemIsRegressedOnAllOthers(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int people,
      @ForAll @IntRange(min = 2, max = 45) int items,
      @ForAll @IntRange(min = 1, max = 200) int tenthsOfStrength) {
    Encoded encoded = BasketFiles.encode(lines(new Random(seed), people, items), 1, 0);
    CommonTakers takers = CommonTakers.of(encoded.baskets(), 1, items);
    double strength = tenthsOfStrength / 10.0;
    ItemWeights weights = ItemWeights.of(takers, strength);

    int size = takers.size();
    double mean = IntStream.range(0, size).map(i -> takers.count(i, i)).average().orElseThrow();
    for (int to = 0; to < size; to++) {
      double[] expected = regression(takers, to, strength * mean);
      for (int from = 0; from < size; from++) {
        assertThat(weights.weight(from, to)).isCloseTo(expected[from], within(1e-10));
      }
    }
  }

  /** Least squares of whether an item was taken on the others, with a ridge; 0 for itself. */
  private static double[] regression(CommonTakers takers, int item, double ridge) {
    int[] others = IntStream.range(0, takers.size()).filter(i -> i != item).toArray();
    double[] weights = new double[takers.size()];
    if (others.length == 0) {
      return weights;
    }
    RealMatrix left = new Array2DRowRealMatrix(others.length, others.length);
    RealVector right = left.getColumnVector(0);
    for (int i = 0; i < others.length; i++) {
      for (int j = 0; j < others.length; j++) {
        left.setEntry(i, j, takers.count(others[i], others[j]) + (i == j ? ridge : 0));
      }
      right.setEntry(i, takers.count(others[i], item));
    }
    RealVector solved = new LUDecomposition(left).getSolver().solve(right);
    for (int i = 0; i < others.length; i++) {
      weights[others[i]] = solved.getEntry(i);
    }
    return weights;
  }

  @Property(tries = 30, seed = "42")
  void theOrderOfBasketsChangesNothing(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int people,
      @ForAll @IntRange(min = 2, max = 45) int items) {
    Random random = new Random(seed);
    List<List<String>> lines = lines(random, people, items);
    List<List<String>> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, random);

    assertThat(lists(shuffled)).isEqualTo(lists(lines));
  }

  /** What everybody is recommended who took one item, scores and all. */
  private static List<List<Suggestion>> lists(List<List<String>> lines) {
    Encoded encoded = BasketFiles.encode(lines, 1, 0);
    Ways ways = new Ways(List.of(Way.WEIGHTS), List.of(2.0), 20, 2, 10, 5);
    Recommender recommender =
        Learner.local(ways, encoded.baskets()).learn(Choice.preferred(ways)).recommender();
    return IntStream.range(0, encoded.labels().size())
        .mapToObj(own -> recommender.recommend(new int[] {own}, item -> item != own, 10))
        .toList();
  }

  private static List<List<String>> lines(Random random, int people, int items) {
    List<List<String>> lines = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      List<String> line = new ArrayList<>();
      for (int item = 0; item < items; item++) {
        if (random.nextInt(4) == 0) {
          line.add("item " + item);
        }
      }
      line.add("item " + random.nextInt(items));
      lines.add(line.stream().distinct().toList());
    }
    return lines;
  }
}
