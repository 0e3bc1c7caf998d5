package io.aurum.common.pattern;

import io.aurum.common.pattern.Recommender.Suggestion;
import java.util.List;
import java.util.stream.IntStream;

/** What most took, whatever somebody's own items are. */
public final class Popularity implements RecommenderModel {
  private static final long serialVersionUID = 1L;

  private final int[] counts;

  private Popularity(int[] counts) {
    this.counts = counts;
  }

  static Popularity of(Baskets baskets) {
    return new Popularity(IntStream.range(0, baskets.items()).map(baskets::count).toArray());
  }

  @Override
  public Recommender recommender() {
    return (history, allowed, most) ->
        IntStream.iterate(counts.length - 1, item -> item >= 0, item -> item - 1)
            .filter(item -> counts[item] > 0 && allowed.test(item))
            .limit(most)
            .mapToObj(item -> new Suggestion(item, counts[item], List.of(), counts[item]))
            .toList();
  }
}
