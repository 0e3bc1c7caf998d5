package io.aurum.common.pattern;

/** Takes frequent itemsets as they are found. */
@FunctionalInterface
public interface ItemsetSink {
  /**
   * @param items numbers of the items, ascending; valid during the call
   * @param size how many of {@code items} count
   * @param count baskets learnt from that hold all of them
   */
  void itemset(int[] items, int size, int count);
}
