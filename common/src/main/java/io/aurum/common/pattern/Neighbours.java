package io.aurum.common.pattern;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * For each item, the items most like it by who took both.
 *
 * <p>Two items are alike by the cosine of their columns, {@code common / sqrt(a b)}, shrunk where
 * few took both: times {@code common / (common + shrinkage)} (Linden, Smith and York, Amazon.com
 * Recommendations, IEEE Internet Computing 2003; shrinkage as in Bell and Koren, Scalable
 * Collaborative Filtering, ICDM 2007).
 */
public final class Neighbours implements RecommenderModel {
  /** No item has any. */
  public static final Neighbours NONE = new Neighbours(0);

  private static final long serialVersionUID = 1L;
  private static final int[] NO_ITEMS = {};

  private final int[][] items;
  private final double[][] scores;
  private final int[][] common;

  /**
   * The neighbours of one item, the most alike first.
   *
   * @param of number of the item
   * @param items its neighbours
   * @param scores how alike each is, 0..1
   * @param common baskets with both
   */
  public record Of(int of, int[] items, double[] scores, int[] common) implements Serializable {}

  private record Candidate(int item, double score, int common) {}

  private Neighbours(int size) {
    items = new int[size][];
    scores = new double[size][];
    common = new int[size][];
  }

  /**
   * Finds the neighbours of some items.
   *
   * @param chosen numbers of the items
   * @param minCount baskets that a neighbour is in at least
   * @param shrinkage baskets that two items are thought to lack, at least 0
   * @param most neighbours of an item
   */
  public static List<Of> find(
      Baskets baskets, int[] chosen, int minCount, double shrinkage, int most) {
    List<Of> found = new ArrayList<>();
    int[] counts = new int[baskets.items()];
    for (int item : chosen) {
      IntegerList touched = new IntegerList();
      for (int basket : baskets.basketsWith(item)) {
        for (int i = baskets.from(basket); i < baskets.to(basket); i++) {
          int other = baskets.item(i);
          if (counts[other]++ == 0) {
            touched.add(other);
          }
        }
      }
      found.add(best(baskets, item, touched.toArray(), counts, minCount, shrinkage, most));
    }
    return found;
  }

  /** Of equals the rarer item comes first; the counts are zero again afterwards. */
  private static Of best(
      Baskets baskets,
      int item,
      int[] touched,
      int[] counts,
      int minCount,
      double shrinkage,
      int most) {
    Comparator<Candidate> order =
        Comparator.comparingDouble(Candidate::score)
            .thenComparing(Comparator.comparingInt(Candidate::item).reversed());
    PriorityQueue<Candidate> best = new PriorityQueue<>(order);
    for (int other : touched) {
      int both = counts[other];
      counts[other] = 0;
      if (other != item && baskets.count(other) >= minCount) {
        double cosine = both / Math.sqrt((double) baskets.count(item) * baskets.count(other));
        best.add(new Candidate(other, cosine * both / (both + shrinkage), both));
        if (best.size() > most) {
          best.remove();
        }
      }
    }
    List<Candidate> sorted = best.stream().sorted(order.reversed()).toList();
    return new Of(
        item,
        sorted.stream().mapToInt(Candidate::item).toArray(),
        sorted.stream().mapToDouble(Candidate::score).toArray(),
        sorted.stream().mapToInt(Candidate::common).toArray());
  }

  /**
   * Puts the neighbours of all items together.
   *
   * @param size number of all items
   */
  public static Neighbours of(int size, List<Of> found) {
    Neighbours all = new Neighbours(size);
    for (Of of : found) {
      all.items[of.of] = of.items;
      all.scores[of.of] = of.scores;
      all.common[of.of] = of.common;
    }
    return all;
  }

  @Override
  public Recommender recommender() {
    return new NeighbourRecommender(this);
  }

  int size() {
    return items.length;
  }

  int[] items(int of) {
    return of < items.length ? items[of] : NO_ITEMS;
  }

  double score(int of, int index) {
    return scores[of][index];
  }

  int common(int of, int index) {
    return common[of][index];
  }
}
