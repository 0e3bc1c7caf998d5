package io.aurum.common.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.pattern.BasketFiles.Encoded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** The miner finds what trying every set finds. */
@Tag("fast")
class ItemsetMinerProperties {
  @Property(tries = 300, seed = "42")
  void findsWhatTryingEverySetFinds(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 200) int baskets,
      @ForAll @IntRange(min = 1, max = 9) int items,
      @ForAll @IntRange(min = 1, max = 6) int minCount,
      @ForAll @IntRange(min = 1, max = 5) int maxItems) {
    Random random = new Random(seed);
    List<List<String>> lines = randomBaskets(random, baskets, items);
    Encoded encoded = BasketFiles.encode(lines, minCount, baskets / 3);
    int[][] ancestors = ancestors(random, encoded.labels().size());
    Taxonomy taxonomy = Taxonomy.of(ancestors);

    assertThat(minedItemsets(encoded, taxonomy, minCount, maxItems))
        .isEqualTo(triedItemsets(encoded, ancestors, minCount, maxItems));
    assertThat(minedRules(encoded, taxonomy, minCount, maxItems))
        .isEqualTo(triedRules(encoded, ancestors, minCount, maxItems));
  }

  private static List<List<String>> randomBaskets(Random random, int baskets, int items) {
    List<List<String>> lines = new ArrayList<>();
    double density = random.nextDouble();
    for (int i = 0; i < baskets; i++) {
      List<String> line = new ArrayList<>();
      for (int item = 0; item < items; item++) {
        if (random.nextDouble() < density) {
          line.add("item" + item);
        }
      }
      lines.add(line);
    }
    return lines;
  }

  /** Some items are kinds of the first one. */
  private static int[][] ancestors(Random random, int items) {
    int[][] ancestors = new int[items][];
    for (int item = 0; item < items; item++) {
      ancestors[item] = item > 0 && random.nextInt(4) == 0 ? new int[] {0} : new int[] {};
    }
    return ancestors;
  }

  private static Map<Set<Integer>, Integer> minedItemsets(
      Encoded encoded, Taxonomy taxonomy, int minCount, int maxItems) {
    Map<Set<Integer>, Integer> found = new HashMap<>();
    ItemsetMiner miner = new ItemsetMiner(encoded.baskets(), taxonomy, minCount, maxItems);
    for (int item = 0; item < encoded.baskets().items(); item++) {
      miner.itemsets(
          item, (items, size, count) -> assertThat(found.put(set(items, size), count)).isNull());
    }
    return found;
  }

  private static Map<String, String> minedRules(
      Encoded encoded, Taxonomy taxonomy, int minCount, int maxItems) {
    Map<String, String> found = new TreeMap<>();
    ItemsetMiner miner = new ItemsetMiner(encoded.baskets(), taxonomy, minCount, maxItems);
    for (int item = 0; item < encoded.baskets().items(); item++) {
      miner.rules(
          item,
          (antecedent, size, consequent, counts) ->
              assertThat(
                      found.put(
                          set(antecedent, size) + " => " + consequent,
                          counts.antecedent()
                              + " "
                              + counts.both()
                              + " "
                              + counts.heldOutAntecedent()
                              + " "
                              + counts.heldOutBoth()))
                  .isNull());
    }
    return found;
  }

  private static Map<Set<Integer>, Integer> triedItemsets(
      Encoded encoded, int[][] ancestors, int minCount, int maxItems) {
    Map<Set<Integer>, Integer> found = new HashMap<>();
    for (int bits = 1; bits < 1 << encoded.baskets().items(); bits++) {
      Set<Integer> set = set(bits);
      int count = count(encoded.baskets(), set, 0, encoded.size());
      if (count >= minCount && set.size() <= maxItems && isPlain(set, ancestors)) {
        found.put(set, count);
      }
    }
    return found;
  }

  private static Map<String, String> triedRules(
      Encoded encoded, int[][] ancestors, int minCount, int maxItems) {
    Map<String, String> found = new TreeMap<>();
    Baskets baskets = encoded.baskets();
    triedItemsets(encoded, ancestors, minCount, maxItems)
        .forEach(
            (set, both) -> {
              for (int consequent : set.size() > 1 ? set : Set.<Integer>of()) {
                Set<Integer> antecedent = new TreeSet<>(set);
                antecedent.remove(consequent);
                found.put(
                    antecedent + " => " + consequent,
                    count(baskets, antecedent, 0, encoded.size())
                        + " "
                        + both
                        + " "
                        + count(baskets, antecedent, encoded.size(), baskets.baskets())
                        + " "
                        + count(baskets, set, encoded.size(), baskets.baskets()));
              }
            });
    return found;
  }

  private static boolean isPlain(Set<Integer> set, int[][] ancestors) {
    return set.stream().noneMatch(item -> Arrays.stream(ancestors[item]).anyMatch(set::contains));
  }

  private static int count(Baskets baskets, Set<Integer> set, int from, int to) {
    int count = 0;
    for (int basket = from; basket < to; basket++) {
      Set<Integer> items = new HashSet<>();
      for (int i = baskets.from(basket); i < baskets.to(basket); i++) {
        items.add(baskets.item(i));
      }
      count += items.containsAll(set) ? 1 : 0;
    }
    return count;
  }

  private static Set<Integer> set(int[] items, int size) {
    Set<Integer> set = new TreeSet<>();
    for (int i = 0; i < size; i++) {
      set.add(items[i]);
    }
    return set;
  }

  private static Set<Integer> set(int bits) {
    Set<Integer> set = new TreeSet<>();
    for (int item = 0; item < Integer.SIZE; item++) {
      if ((bits >>> item & 1) != 0) {
        set.add(item);
      }
    }
    return set;
  }
}
