package io.aurum.common.pattern;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * How many took both of two items, for each pair of those that most took: four bytes for each pair.
 */
public final class CommonTakers implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int first;
  private final int[][] lower;

  private CommonTakers(int first, int[][] lower) {
    this.first = first;
    this.lower = lower;
  }

  /**
   * Counts those who took both.
   *
   * @param minCount baskets that an item must be in
   * @param most so many items at most: those that most took
   */
  public static CommonTakers of(Baskets baskets, int minCount, int most) {
    int first = Math.max(0, baskets.items() - most);
    while (first < baskets.items() && baskets.count(first) < minCount) {
      first++;
    }
    int least = first;
    int[][] lower = new int[baskets.items() - least][];
    IntStream.range(0, lower.length)
        .parallel()
        .forEach(row -> lower[row] = with(baskets, least, least + row));
    return new CommonTakers(least, lower);
  }

  /** Baskets with an item and each item from the first to itself. */
  private static int[] with(Baskets baskets, int first, int item) {
    int[] counts = new int[item - first + 1];
    for (int basket : baskets.basketsWith(item)) {
      for (int i = baskets.to(basket) - 1; i >= baskets.from(basket); i--) {
        int other = baskets.item(i);
        if (other < first) {
          break;
        }
        if (other <= item) {
          counts[other - first]++;
        }
      }
    }
    return counts;
  }

  /** Number of the first item that is counted; all that follow are. */
  int first() {
    return first;
  }

  /** Number of items that are counted. */
  public int size() {
    return lower.length;
  }

  /** Those who took both of two counted items; of an item and itself, those who took it. */
  int count(int item, int other) {
    return lower[Math.max(item, other) - first][Math.min(item, other) - first];
  }
}
