package io.aurum.jobs.recommend;

import io.aurum.common.config.RecommendSettings.Exclusion;
import io.aurum.common.pattern.Baskets;
import io.aurum.common.pattern.Recommender;
import io.aurum.common.pattern.Recommender.Suggestion;
import io.aurum.common.pattern.RecommenderModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
 * @param people customers who took anything
 * @param most recommended to a customer
 */
record Adviser(
    String task,
    Shop shop,
    Map<String, Integer> numbers,
    int[] counts,
    RecommenderModel model,
    int people,
    RuleShelf rules,
    Set<Exclusion> exclude,
    int most,
    String runId)
    implements Serializable {
  /** A place in the list of a customer, and the own item that counts most for it. */
  private record Place(int item, double score, Optional<String> because, String reason) {}

  static int[] counts(Baskets baskets) {
    int[] counts = new int[baskets.items()];
    Arrays.setAll(counts, baskets::count);
    return counts;
  }

  /** Rows of {@code recommendation} for rows of {@link Histories#people}. */
  Iterator<Row> advise(Iterator<Row> people) {
    Recommender recommender = model.recommender();
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
    List<Row> rows = new ArrayList<>();
    for (Place place :
        places(recommender.recommend(history, allowed, most), rules.fitting(history, allowed))) {
      rows.add(
          RowFactory.create(
              task,
              person.getString(0),
              rows.size() + 1,
              shop.codes().get(place.item),
              shop.names().get(place.item),
              place.score,
              place.because.orElse(null),
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

  /**
   * A rule gives the reason where there is one: it says more than a pair. What only rules expect
   * comes last, scored below the others by their confidence.
   */
  private List<Place> places(List<Suggestion> list, List<RuleShelf.Rule> fitting) {
    Map<Integer, RuleShelf.Rule> rulesOf = new HashMap<>();
    fitting.forEach(rule -> rulesOf.put(rule.consequent(), rule));
    List<Place> places = new ArrayList<>();
    for (Suggestion suggestion : list) {
      RuleShelf.Rule rule = rulesOf.remove(suggestion.item());
      places.add(rule == null ? place(suggestion) : place(rule, suggestion.score()));
    }
    double least = places.isEmpty() ? 1 : places.get(places.size() - 1).score;
    fitting.stream()
        .filter(rule -> rulesOf.containsKey(rule.consequent()))
        .limit(most - places.size())
        .forEach(rule -> places.add(place(rule, least * rule.confidence())));
    return places;
  }

  private Place place(RuleShelf.Rule rule, double score) {
    Optional<String> because = Optional.of(shop.codes().get(rule.antecedent()[0]));
    return new Place(rule.consequent(), score, because, reason(rule));
  }

  private Place place(Suggestion suggestion) {
    Optional<String> because = suggestion.because().stream().findFirst().map(shop.codes()::get);
    return new Place(suggestion.item(), suggestion.score(), because, reason(suggestion));
  }

  private String reason(Suggestion suggestion) {
    List<Integer> because = suggestion.because();
    if (because.isEmpty()) {
      return String.format(
          Locale.ROOT, "%,d of %,d customers took this", suggestion.common(), people);
    }
    return String.format(
        Locale.ROOT,
        "took %s, and %,d of the %,d who %s took this too",
        because.stream().map(shop::called).collect(Collectors.joining(" and ")),
        suggestion.common(),
        counts[because.get(0)],
        because.size() == 1 ? "did" : "took the first");
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
