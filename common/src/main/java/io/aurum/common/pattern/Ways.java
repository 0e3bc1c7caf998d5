package io.aurum.common.pattern;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Ways to recommend that may be chosen from, and what is set for each.
 *
 * @param preferred ways, the preferred first; at least one
 * @param strengths of the ridge that weighs items, the preferred first; at least one, above 0
 * @param weighed items that are weighed at most: those that most took
 * @param minCount people who took an item, before it is recommended
 * @param shrinkage common people that two neighbours are thought to lack
 * @param neighbours of an item at most
 */
public record Ways(
    List<Way> preferred,
    List<Double> strengths,
    int weighed,
    int minCount,
    double shrinkage,
    int neighbours) {
  public Ways {
    preferred = List.copyOf(preferred);
    strengths = List.copyOf(strengths);
  }

  /** Bytes that weights, a matrix of half their size and half the counts of pairs take. */
  public long bytesOfWeights(int items) {
    long side = Math.min(items, weighed);
    return side * side * (Double.BYTES + Double.BYTES / 2 + Integer.BYTES / 2);
  }

  /** The same with one way alone. */
  public Ways only(Way way) {
    return new Ways(List.of(way), strengths, weighed, minCount, shrinkage, neighbours);
  }

  /**
   * Learns from everybody's items.
   *
   * @param found finds the neighbours of all items; asked where they are needed
   */
  public RecommenderModel learn(Choice choice, Baskets baskets, Supplier<Neighbours> found) {
    return switch (choice.way()) {
      case WEIGHTS -> weighed(choice, baskets, found);
      case NEIGHBOURS -> found.get();
      case POPULARITY -> Popularity.of(baskets);
    };
  }

  /** The same, neighbours found here too. */
  RecommenderModel learn(Choice choice, Baskets baskets) {
    return learn(choice, baskets, () -> neighbours(baskets));
  }

  private WeighedItems weighed(Choice choice, Baskets baskets, Supplier<Neighbours> found) {
    CommonTakers takers = CommonTakers.of(baskets, minCount, weighed);
    ItemWeights weights = ItemWeights.of(takers, choice.strength());
    return new WeighedItems(
        weights, takers, areAllWeighed(baskets) ? Neighbours.NONE : found.get());
  }

  /** Whether no item that enough people took is left out. */
  private boolean areAllWeighed(Baskets baskets) {
    int next = baskets.items() - weighed - 1;
    return next < 0 || baskets.count(next) < minCount;
  }

  private Neighbours neighbours(Baskets baskets) {
    int[] all = IntStream.range(0, baskets.items()).toArray();
    return Neighbours.of(baskets.items(), neighbours(baskets, all));
  }

  /** Neighbours of some items, by number. */
  public List<Neighbours.Of> neighbours(Baskets baskets, int[] items) {
    return Neighbours.find(baskets, items, minCount, shrinkage, neighbours);
  }
}
