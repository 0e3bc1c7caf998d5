package io.aurum.common.pattern;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Baskets of numbered items, as a miner reads them: by basket, and by item.
 *
 * <p>Items are numbered from 0 in ascending order of how many baskets learnt from hold them, so
 * that item 0 is the rarest. Baskets {@code 0 .. learnt-1} are learnt from; the others are held
 * out, to see whether what was learnt holds there too. Which number a basket has changes no result.
 */
public final class Baskets implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int learnt;
  private final int[] starts;
  private final int[] items;
  private final int[] counts;
  private transient volatile Columns columns;

  /** Baskets by item: {@code baskets[starts[i] .. starts[i+1]-1]}, ascending. */
  private record Columns(int[] starts, int[] baskets) {}

  /**
   * @param learnt number of baskets learnt from; they come first
   * @param starts where each basket starts in {@code items}, and one more: where the last ends
   * @param items numbers of the items of each basket, ascending, none twice
   * @param counts of each item, how many baskets learnt from hold it; ascending
   */
  public Baskets(int learnt, int[] starts, int[] items, int[] counts) {
    Objects.checkFromToIndex(0, learnt, starts.length - 1);
    if (starts[starts.length - 1] != items.length) {
      throw new IllegalArgumentException("The last basket does not end with the items");
    }
    for (int i = 1; i < counts.length; i++) {
      if (counts[i] < counts[i - 1]) {
        throw new IllegalArgumentException("Items are not in ascending order of their counts");
      }
    }
    this.learnt = learnt;
    this.starts = starts;
    this.items = items;
    this.counts = counts;
  }

  /**
   * Puts blocks of baskets together. A block is, for each basket, the number of its items and then
   * the items, ascending.
   *
   * @param learnt blocks of baskets learnt from
   * @param heldOut blocks of baskets held out
   * @param counts of each item, how many baskets learnt from hold it; ascending
   */
  public static Baskets of(List<int[]> learnt, List<int[]> heldOut, int[] counts) {
    List<int[]> blocks = Stream.concat(learnt.stream(), heldOut.stream()).toList();
    int learntBaskets = baskets(learnt);
    int baskets = learntBaskets + baskets(heldOut);
    int words = blocks.stream().mapToInt(block -> block.length).reduce(0, Math::addExact);
    int[] starts = new int[baskets + 1];
    int[] items = new int[words - baskets];
    int basket = 0;
    for (int[] block : blocks) {
      for (int i = 0; i < block.length; i += 1 + block[i]) {
        System.arraycopy(block, i + 1, items, starts[basket], block[i]);
        starts[basket + 1] = starts[basket] + block[i];
        basket++;
      }
    }
    return new Baskets(learntBaskets, starts, items, counts);
  }

  private static int baskets(List<int[]> blocks) {
    int baskets = 0;
    for (int[] block : blocks) {
      for (int i = 0; i < block.length; i += 1 + block[i]) {
        baskets++;
      }
    }
    return baskets;
  }

  /** Number of different items. */
  public int items() {
    return counts.length;
  }

  /** Baskets learnt from that hold an item. */
  public int count(int item) {
    return counts[item];
  }

  /** Number of items in all baskets together: four bytes each, twice. */
  public int occurrences() {
    return items.length;
  }

  int learnt() {
    return learnt;
  }

  int baskets() {
    return starts.length - 1;
  }

  int from(int basket) {
    return starts[basket];
  }

  int to(int basket) {
    return starts[basket + 1];
  }

  int item(int index) {
    return items[index];
  }

  /** Numbers of the baskets with an item, ascending. */
  int[] basketsWith(int item) {
    Columns byItem = columns();
    return Arrays.copyOfRange(byItem.baskets, byItem.starts[item], byItem.starts[item + 1]);
  }

  /**
   * For each item, roughly what it costs to find the itemsets of which it is the rarest item: pairs
   * of a basket with it and a more frequent item in that basket.
   */
  public long[] work() {
    long[] work = new long[counts.length];
    for (int basket = 0; basket < baskets(); basket++) {
      for (int i = starts[basket]; i < starts[basket + 1]; i++) {
        work[items[i]] += 1L + starts[basket + 1] - i;
      }
    }
    return work;
  }

  private Columns columns() {
    Columns known = columns;
    if (known == null) {
      known = transposed();
      columns = known;
    }
    return known;
  }

  private Columns transposed() {
    int[] next = new int[counts.length + 1];
    for (int item : items) {
      next[item + 1]++;
    }
    for (int i = 0; i < counts.length; i++) {
      next[i + 1] += next[i];
    }
    int[] itemStarts = next.clone();
    int[] baskets = new int[items.length];
    for (int basket = 0; basket < baskets(); basket++) {
      for (int i = starts[basket]; i < starts[basket + 1]; i++) {
        baskets[next[items[i]]++] = basket;
      }
    }
    return new Columns(itemStarts, baskets);
  }
}
