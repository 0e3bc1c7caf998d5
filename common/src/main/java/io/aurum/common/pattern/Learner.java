package io.aurum.common.pattern;

import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Learns from what everybody took, in one way or several; what several ways need is found once. It
 * belongs to one thread.
 */
public final class Learner {
  private final Ways ways;
  private final Baskets baskets;
  private final Supplier<Neighbours> neighbours;
  private CommonTakers takers;
  private Neighbours found;

  /**
   * @param baskets of everybody
   * @param neighbours finds the neighbours of all items; asked at most once
   */
  public Learner(Ways ways, Baskets baskets, Supplier<Neighbours> neighbours) {
    this.ways = ways;
    this.baskets = baskets;
    this.neighbours = neighbours;
  }

  /** A learner that finds neighbours here. */
  static Learner local(Ways ways, Baskets baskets) {
    int[] all = IntStream.range(0, baskets.items()).toArray();
    return new Learner(
        ways, baskets, () -> Neighbours.of(all.length, ways.neighbours(baskets, all)));
  }

  /** Learns in one way. */
  public RecommenderModel learn(Choice choice) {
    return switch (choice.way()) {
      case WEIGHTS -> weighed(choice.strength());
      case NEIGHBOURS -> neighbours();
      case POPULARITY -> Popularity.of(baskets);
    };
  }

  private WeighedItems weighed(double strength) {
    if (takers == null) {
      takers = CommonTakers.of(baskets, ways.minCount(), ways.weighed());
    }
    Neighbours others = areAllWeighed() ? Neighbours.NONE : neighbours();
    return new WeighedItems(ItemWeights.of(takers, strength), takers, others);
  }

  /** Whether no item that enough people took is left out. */
  private boolean areAllWeighed() {
    int next = baskets.items() - ways.weighed() - 1;
    return next < 0 || baskets.count(next) < ways.minCount();
  }

  private Neighbours neighbours() {
    if (found == null) {
      found = neighbours.get();
    }
    return found;
  }
}
