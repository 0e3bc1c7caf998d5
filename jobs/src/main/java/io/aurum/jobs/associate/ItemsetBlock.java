package io.aurum.jobs.associate;

import io.aurum.common.pattern.IntegerList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Many itemsets in one array: of each the size, the items and the count. */
final class ItemsetBlock {
  private final IntegerList words = new IntegerList();
  private final IntegerList places = new IntegerList();

  /** One itemset: the numbers of its items, and how many baskets hold it. */
  record Itemset(int[] items, int count) {}

  void add(int[] items, int size, int count) {
    places.add(words.size());
    words.add(size);
    words.addAll(items, size);
    words.add(count);
  }

  <T> Iterator<T> map(Function<Itemset, T> row) {
    int[] all = words.toArray();
    return IntStream.of(places.toArray())
        .mapToObj(
            place -> {
              int end = place + 1 + all[place];
              return row.apply(new Itemset(Arrays.copyOfRange(all, place + 1, end), all[end]));
            })
        .iterator();
  }
}
