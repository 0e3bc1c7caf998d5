package io.aurum.common.pattern;

import io.aurum.common.pattern.Recommender.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Recommends what a person's items speak for together: an item's score is the sum of their weights
 * for it, and what speaks against all in all is not recommended. Sums are formed in the order of
 * the items' numbers, so they are the same everywhere.
 *
 * @param weights of the items that most took
 * @param takers of the same items
 * @param others recommends to those who took none of them
 */
public record WeighedItems(ItemWeights weights, CommonTakers takers, Neighbours others)
    implements RecommenderModel {
  /** The second item is named where it counts at least this share of the first. */
  private static final double WORTH_NAMING = 0.5;

  @Override
  public Recommender recommender() {
    return new OfOneThread();
  }

  private final class OfOneThread implements Recommender {
    private final Recommender toTheRest = others.recommender();
    private final double[] sums = new double[weights.size()];

    @Override
    public List<Suggestion> recommend(int[] history, IntPredicate allowed, int most) {
      int first = weights.first();
      int[] weighed = Arrays.stream(history).filter(item -> item >= first).toArray();
      if (weighed.length == 0) {
        return toTheRest.recommend(history, allowed, most);
      }
      Arrays.fill(sums, 0);
      for (int item : weighed) {
        weights.addTo(sums, item);
      }
      int[] best = TopItems.of(sums, i -> sums[i] > 0 && allowed.test(first + i), most);
      List<Suggestion> list = new ArrayList<>(best.length);
      for (int i : best) {
        list.add(explained(weighed, first + i, sums[i]));
      }
      return list;
    }
  }

  /** An item that nobody took together with what is recommended explains nothing. */
  private Suggestion explained(int[] history, int item, double score) {
    double[] shares =
        Arrays.stream(history)
            .mapToDouble(own -> takers.count(own, item) > 0 ? weights.weight(own, item) : 0)
            .toArray();
    int[] strongest = TopItems.of(shares, i -> shares[i] > 0, 2);
    if (strongest.length == 0) {
      return new Suggestion(item, score, List.of(), takers.count(item, item));
    }
    List<Integer> because =
        Arrays.stream(strongest)
            .filter(i -> shares[i] >= WORTH_NAMING * shares[strongest[0]])
            .map(i -> history[i])
            .boxed()
            .toList();
    return new Suggestion(item, score, because, takers.count(because.get(0), item));
  }
}
