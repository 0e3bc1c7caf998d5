package io.aurum.common.pattern;

import java.io.Serializable;
import java.util.List;

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
    int neighbours)
    implements Serializable {
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

  /** Neighbours of some items, by number. */
  public List<Neighbours.Of> neighbours(Baskets baskets, int[] items) {
    return Neighbours.find(baskets, items, minCount, shrinkage, neighbours);
  }
}
