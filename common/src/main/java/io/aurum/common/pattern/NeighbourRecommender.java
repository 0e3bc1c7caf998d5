package io.aurum.common.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Recommends to somebody what is most like what they took: an item's score is the sum of how alike
 * it is to each of their items. Sums are formed in the order of the items' numbers, so they are the
 * same everywhere.
 */
final class NeighbourRecommender implements Recommender {
  private final Neighbours neighbours;
  private final double[] sums;
  private final double[] strongest;
  private final int[] because;
  private final int[] common;

  NeighbourRecommender(Neighbours neighbours) {
    this.neighbours = neighbours;
    this.sums = new double[neighbours.size()];
    this.strongest = new double[neighbours.size()];
    this.because = new int[neighbours.size()];
    this.common = new int[neighbours.size()];
  }

  @Override
  public List<Suggestion> recommend(int[] history, IntPredicate allowed, int most) {
    IntegerList touched = new IntegerList();
    for (int item : history) {
      int[] alike = neighbours.items(item);
      for (int i = 0; i < alike.length; i++) {
        add(item, alike[i], neighbours.score(item, i), neighbours.common(item, i), touched);
      }
    }
    List<Suggestion> all = new ArrayList<>();
    for (int item : touched.toArray()) {
      if (allowed.test(item)) {
        all.add(new Suggestion(item, sums[item], List.of(because[item]), common[item]));
      }
      sums[item] = 0;
      strongest[item] = 0;
    }
    return all.stream()
        .sorted(
            Comparator.comparingDouble(Suggestion::score)
                .thenComparingInt(Suggestion::item)
                .reversed())
        .limit(most)
        .toList();
  }

  private void add(int item, int alike, double score, int both, IntegerList touched) {
    if (sums[alike] == 0) {
      touched.add(alike);
    }
    sums[alike] += score;
    if (score > strongest[alike]) {
      strongest[alike] = score;
      because[alike] = item;
      common[alike] = both;
    }
  }
}
