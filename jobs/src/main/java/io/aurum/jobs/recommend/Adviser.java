package io.aurum.jobs.recommend;

import io.aurum.common.config.RecommendSettings.Exclusion;
import io.aurum.common.pattern.Baskets;
import io.aurum.common.pattern.Neighbours;
import io.aurum.common.pattern.Recommender;
import io.aurum.common.pattern.Recommender.Suggestion;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Makes the list of each customer.
 *
 * @param numbers of the items, by code
 * @param counts people who took each item
 * @param most recommended to a customer
 */
record Adviser(
    String task,
    Shop shop,
    Map<String, Integer> numbers,
    int[] counts,
    Neighbours neighbours,
    RuleShelf rules,
    Set<Exclusion> exclude,
    int most,
    String runId)
    implements Serializable {
  /** Of the reciprocal ranks of Cormack, Clarke and Buettcher. */
  private static final double RANK_OFFSET = 60;

  /** Places of both lists that are merged. */
  private static final int DEPTH = 100;

  /** A place in the merged list. */
  private static final class Merged {
    final int item;
    double score;
    int because;
    String reason = "";

    Merged(int item) {
      this.item = item;
    }
  }

  static int[] counts(Baskets baskets) {
    int[] counts = new int[baskets.items()];
    Arrays.setAll(counts, baskets::count);
    return counts;
  }

  /** Rows of {@code recommendation} for rows of {@link Histories#people}. */
  Iterator<Row> advise(Iterator<Row> people) {
    Recommender recommender = new Recommender(neighbours);
    Iterable<Row> all = () -> people;
    return StreamSupport.stream(all.spliterator(), false)
        .flatMap(person -> advise(recommender, person).stream())
        .iterator();
  }

  private List<Row> advise(Recommender recommender, Row person) {
    BitSet taken = items(person.getList(1));
    BitSet returned = items(person.getList(2));
    BitSet liked = (BitSet) taken.clone();
    liked.andNot(returned);
    int[] history = liked.stream().toArray();
    IntPredicate allowed =
        item ->
            shop.offered().get(item)
                && !(exclude.contains(Exclusion.OWNED) && taken.get(item))
                && !(exclude.contains(Exclusion.RETURNED) && returned.get(item));
    List<Merged> best =
        merged(recommender.recommend(history, allowed, DEPTH), rules.fitting(history, allowed));
    List<Row> rows = new ArrayList<>();
    for (Merged place : best) {
      rows.add(
          RowFactory.create(
              task,
              person.getString(0),
              rows.size() + 1,
              shop.codes().get(place.item),
              shop.names().get(place.item),
              place.score,
              shop.codes().get(place.because),
              place.reason,
              runId));
    }
    return rows;
  }

  private BitSet items(List<String> codes) {
    BitSet items = new BitSet();
    for (String code : codes) {
      Integer number = numbers.get(code);
      if (number != null) {
        items.set(number);
      }
    }
    return items;
  }

  /** A rule gives the reason where there is one: it says more than a pair. */
  private List<Merged> merged(List<Suggestion> alike, List<RuleShelf.Rule> fitting) {
    Map<Integer, Merged> places = new HashMap<>();
    for (int rank = 0; rank < alike.size(); rank++) {
      Suggestion suggestion = alike.get(rank);
      Merged place = places.computeIfAbsent(suggestion.item(), Merged::new);
      place.score += 1 / (RANK_OFFSET + rank + 1);
      place.because = suggestion.because();
      place.reason = reason(suggestion);
    }
    for (int rank = 0; rank < Math.min(DEPTH, fitting.size()); rank++) {
      RuleShelf.Rule rule = fitting.get(rank);
      Merged place = places.computeIfAbsent(rule.consequent(), Merged::new);
      place.score += 1 / (RANK_OFFSET + rank + 1);
      place.because = rule.antecedent()[0];
      place.reason = reason(rule);
    }
    return places.values().stream()
        .sorted(
            Comparator.<Merged>comparingDouble(place -> place.score)
                .thenComparingInt(place -> place.item)
                .reversed())
        .limit(most)
        .toList();
  }

  private String reason(Suggestion suggestion) {
    return String.format(
        Locale.ROOT,
        "took %s, and %,d of the %,d who did took this too",
        shop.called(suggestion.because()),
        suggestion.common(),
        counts[suggestion.because()]);
  }

  private String reason(RuleShelf.Rule rule) {
    return String.format(
        Locale.ROOT,
        "took %s, and this is in %,d of the %,d baskets with that",
        Arrays.stream(rule.antecedent())
            .mapToObj(shop::called)
            .sorted()
            .collect(Collectors.joining(" and ")),
        rule.both(),
        rule.asked());
  }
}
