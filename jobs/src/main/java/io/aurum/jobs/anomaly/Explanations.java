package io.aurum.jobs.anomaly;

import io.aurum.common.config.AnomalySettings;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.series.CauseSearch;
import io.aurum.common.series.CauseSearch.Cause;
import io.aurum.common.series.ChangeBridge;
import io.aurum.common.series.ChangeBridge.Item;
import io.aurum.common.series.Cube;
import io.aurum.common.series.Cube.Scope;
import io.aurum.common.series.Scatter;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.anomaly.EventCells.Part;
import io.aurum.jobs.anomaly.Shelves.Empty;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Why events happened: the largest of them, in one pass over the cells ({@link EventCells}). What
 * was less than expected and yet more than in the seasons before, or the other way round, has no
 * cause there.
 */
final class Explanations {
  /**
   * Events that are explained at most beside those that were asked about: those furthest from what
   * was expected.
   */
  private static final int MOST_EVENTS = 200;

  /** Part of a driver's loss that something must have lost for its stock to be of interest. */
  private static final double LEAST_LOSS = 0.1;

  /** Of what a driver lacks, the most that are named. */
  private static final int MOST_EMPTY = 3;

  /** Events of the whole by which the rate of a cell with few of them is drawn to that of all. */
  private static final double PRIOR = 20;

  /** Share of the mean amount of a row below which cells do not scatter. */
  private static final double LEAST_UNIT = 0.0001;

  /** Of a sum: what is expected at least in a cell, in units, so that new cells have a ratio. */
  private static final double LEAST_EXPECTED = 0.5;

  private final JobContext context;
  private final AnomalySettings analysis;
  private final Map<Event, Explained> explained = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private final Coincidences coincidences;
  private final Names names;
  private final Shelves shelves;

  Explanations(
      JobContext context,
      AnomalySettings analysis,
      Dataset<Row> cells,
      long[] recorded,
      List<Event> events) {
    this.context = context;
    this.analysis = analysis;
    EventCells sums = new EventCells(context.spark(), analysis, recorded);
    List<Event> chosen =
        analysis.dimensions().isEmpty()
            ? List.of()
            : events.stream()
                .filter(event -> event.isExplained() && sums.before(event) > 0)
                .sorted(
                    Comparator.comparing(Event::isAsked)
                        .thenComparingDouble(Event::severity)
                        .reversed())
                .limit(MOST_EVENTS + events.stream().filter(Event::isAsked).count())
                .toList();
    this.coincidences = Coincidences.read(context.lake(), chosen);
    List<Map<List<String>, Part>> parts = sums.of(cells, chosen);
    List<Dissected> dissected = new ArrayList<>();
    for (int e = 0; e < chosen.size(); e++) {
      dissected.add(dissect(chosen.get(e), parts.get(e)));
    }
    Set<List<String>> fallen = new LinkedHashSet<>();
    dissected.forEach(event -> fallen.addAll(fallen(event)));
    MiningRows tables = new MiningRows(context.lake(), context.run(), context.settings());
    this.names = Names.read(tables, analysis, named(events, dissected, fallen));
    this.shelves = Shelves.read(context, analysis, names, cells, recorded, fallen, chosen);
    dissected.forEach(this::explain);
  }

  /** Whether an event was explained. */
  boolean has(Event event) {
    return explained.containsKey(event);
  }

  /** Rows of {@code anomaly_cause}. */
  List<Row> causes() {
    return rows;
  }

  /** The event in one sentence. */
  String sentence(Event event) {
    return Sentences.of(analysis, names, event, Optional.ofNullable(explained.get(event)));
  }

  /**
   * What a driver did.
   *
   * @param driver empty of everything that is in no driver
   */
  record Driver(
      Optional<Scope> driver,
      BigDecimal observed,
      BigDecimal baseline,
      ChangeBridge bridge,
      List<Empty> empty,
      String coincidence) {
    BigDecimal change() {
      return observed.subtract(baseline);
    }
  }

  /**
   * An event with its causes.
   *
   * @param drivers the strongest first
   * @param change that they sum to
   * @param observed value of the metric
   * @param baseline the same in the seasons before
   */
  record Explained(List<Driver> drivers, BigDecimal change, double observed, double baseline) {
    double share(Driver driver) {
      return driver.change().doubleValue() / change.doubleValue();
    }
  }

  /** An event taken apart: the cells of each driver, and those that are in none. */
  private record Dissected(
      Event event, Map<Optional<Scope>, List<Map.Entry<List<String>, Part>>> members) {}

  private Dissected dissect(Event event, Map<List<String>, Part> parts) {
    Map<List<String>, Part> sorted =
        new TreeMap<>(Comparator.comparing(values -> String.join("\u0000", values)));
    sorted.putAll(parts);
    List<Scope> scopes = CauseSearch.find(cube(event, sorted)).stream().map(Cause::scope).toList();
    Map<Optional<Scope>, List<Map.Entry<List<String>, Part>>> byScope = new LinkedHashMap<>();
    scopes.forEach(scope -> byScope.put(Optional.of(scope), new ArrayList<>()));
    byScope.put(Optional.empty(), new ArrayList<>());
    sorted.entrySet().forEach(part -> byScope.get(scopeOf(part.getKey(), scopes)).add(part));
    return new Dissected(event, byScope);
  }

  /**
   * Values that sentences name, by dimension: those of series, of drivers and of what can run out.
   */
  private Map<String, Set<String>> named(
      List<Event> events, List<Dissected> dissected, Set<List<String>> fallen) {
    Map<String, Set<String>> values = new TreeMap<>();
    events.forEach(
        event ->
            event.values().forEach((d, value) -> put(values, analysis.dimensions().get(d), value)));
    for (Dissected event : dissected) {
      event.members().keySet().stream()
          .flatMap(Optional::stream)
          .forEach(scope -> scope.values().forEach((name, value) -> put(values, name, value)));
    }
    List<String> by = analysis.stock().by();
    for (List<String> item : fallen) {
      for (int i = 0; i < by.size(); i++) {
        put(values, by.get(i), item.get(i));
      }
    }
    return values;
  }

  private static void put(Map<String, Set<String>> values, String dimension, String value) {
    values.computeIfAbsent(dimension, absent -> new TreeSet<>()).add(value);
  }

  /** What can run out and sold less, in the drivers of an event. */
  private Set<List<String>> fallen(Dissected dissected) {
    Set<List<String>> fallen = new LinkedHashSet<>();
    dissected
        .members()
        .forEach((scope, members) -> fallen.addAll(fallen(dissected.event(), scope, members)));
    return fallen;
  }

  /** What can run out and lost most of what a driver lost, the largest loss first. */
  private List<List<String>> fallen(
      Event event, Optional<Scope> scope, List<Map.Entry<List<String>, Part>> members) {
    List<String> by = analysis.stock().by();
    if (scope.isEmpty() || by.isEmpty() || !event.metric().adds()) {
      return List.of();
    }
    Map<List<String>, BigDecimal> changes =
        new TreeMap<>(Comparator.comparing(values -> String.join("\u0000", values)));
    BigDecimal change = BigDecimal.ZERO;
    for (Map.Entry<List<String>, Part> member : members) {
      BigDecimal own = member.getValue().amount().subtract(member.getValue().amountBefore());
      List<String> item =
          by.stream()
              .map(name -> member.getKey().get(analysis.dimensions().indexOf(name)))
              .toList();
      changes.merge(item, own, BigDecimal::add);
      change = change.add(own);
    }
    double least = LEAST_LOSS * change.doubleValue();
    return changes.entrySet().stream()
        .filter(item -> item.getValue().signum() < 0 && item.getValue().doubleValue() <= least)
        .sorted(Map.Entry.comparingByValue())
        .limit(MOST_EMPTY)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void explain(Dissected dissected) {
    Event event = dissected.event();
    List<Driver> drivers = new ArrayList<>();
    dissected.members().forEach((scope, members) -> drivers.add(driver(event, scope, members)));
    BigDecimal change =
        drivers.stream().map(Driver::change).reduce(BigDecimal.ZERO, BigDecimal::add);
    List<Part> parts =
        dissected.members().values().stream()
            .flatMap(List::stream)
            .map(Map.Entry::getValue)
            .toList();
    Explained whole =
        new Explained(
            drivers,
            change,
            value(event, parts, Part::amount, Part::base),
            value(event, parts, Part::amountBefore, Part::baseBefore));
    if (event.contradicts(whole.observed() - whole.baseline())) {
      return;
    }
    explained.put(event, whole);
    for (int i = 0; i < drivers.size(); i++) {
      Driver driver = drivers.get(i);
      rows.add(row(event, driver.driver().isPresent() ? i + 1 : 0, driver, whole));
    }
  }

  /** The metric over parts: their sum, or one sum over the other. */
  private static double value(
      Event event,
      List<Part> parts,
      Function<Part, BigDecimal> amount,
      Function<Part, BigDecimal> base) {
    double amounts = total(parts, amount).doubleValue();
    return event.metric().isQuotient() ? amounts / total(parts, base).doubleValue() : amounts;
  }

  private Optional<Scope> scopeOf(List<String> values, List<Scope> scopes) {
    return scopes.stream()
        .filter(
            scope ->
                scope.values().entrySet().stream()
                    .allMatch(
                        e ->
                            values
                                .get(analysis.dimensions().indexOf(e.getKey()))
                                .equals(e.getValue())))
        .findFirst();
  }

  private Driver driver(
      Event event, Optional<Scope> scope, List<Map.Entry<List<String>, Part>> members) {
    boolean counted = event.metric().adds() && event.metric().quantity().isEmpty();
    List<Item> items = members.stream().map(part -> part.getValue().item(counted)).toList();
    ChangeBridge bridge = items.isEmpty() ? ChangeBridge.none() : ChangeBridge.of(items);
    BigDecimal observed = total(items, Item::amountNow);
    BigDecimal baseline = total(items, Item::amountBefore);
    List<Empty> empty =
        observed.compareTo(baseline) >= 0
            ? List.of()
            : fallen(event, scope, members).stream()
                .flatMap(item -> shelves.of(event, item).stream())
                .toList();
    BigDecimal repriced =
        ChangeBridge.of(
                members.stream()
                    .filter(part -> part.getValue().isRepriced())
                    .map(part -> part.getValue().item(counted))
                    .toList())
            .price();
    String coincidence =
        scope
            .map(
                s ->
                    coincidences.words(
                        event, s, observed, baseline, bridge, repriced, items, empty))
            .orElse("");
    return new Driver(scope, observed, baseline, bridge, empty, coincidence);
  }

  private static <T> BigDecimal total(List<T> items, Function<T, BigDecimal> part) {
    return items.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What happened in every cell beside what was to be expected, in events. */
  private Cube cube(Event event, Map<List<String>, Part> parts) {
    double unit = event.metric().isQuotient() ? 1 : unit(event, parts);
    double all = parts.values().stream().mapToDouble(p -> p.amountBefore().doubleValue()).sum();
    double bases = parts.values().stream().mapToDouble(p -> p.baseBefore().doubleValue()).sum();
    List<Cube.Cell> cells = new ArrayList<>();
    parts.forEach(
        (values, part) -> {
          double actual = Math.max(0, part.amount().doubleValue()) / unit;
          if (event.metric().isQuotient()) {
            double exposure = part.base().doubleValue();
            double rate =
                (Math.max(0, part.amountBefore().doubleValue()) + PRIOR * Math.max(0, all / bases))
                    / (Math.max(0, part.baseBefore().doubleValue()) + PRIOR);
            if (exposure > 0 && bases > 0 && rate > 0) {
              cells.add(new Cube.Cell(values, actual, rate * exposure, exposure));
            }
          } else {
            double expected = Math.max(LEAST_EXPECTED, part.amountBefore().doubleValue() / unit);
            cells.add(new Cube.Cell(values, actual, expected, expected));
          }
        });
    return new Cube(analysis.dimensions(), cells);
  }

  /**
   * What makes an amount a number of events: the mean amount of a piece, else of a row. Where each
   * cell has one row in a period, rows were summed before and do not count events: then it is what
   * the scatter of the cells says, if that is less.
   */
  private static double unit(Event event, Map<List<String>, Part> parts) {
    double unit = mean(event, parts);
    long most = 2L * event.explained().size();
    boolean summed =
        event.metric().quantity().isEmpty()
            && parts.values().stream().allMatch(part -> part.rows() <= most);
    return summed ? Math.min(unit, Math.max(LEAST_UNIT * unit, scatter(parts.values()))) : unit;
  }

  private static double scatter(Collection<Part> parts) {
    return Scatter.of(
        parts.stream()
            .mapToDouble(part -> Math.max(0, part.amountBefore().doubleValue()))
            .toArray(),
        parts.stream().mapToDouble(part -> part.amount().doubleValue()).toArray());
  }

  private static double mean(Event event, Map<List<String>, Part> parts) {
    double amount = 0;
    double pieces = 0;
    for (Part part : parts.values()) {
      amount += Math.abs(part.amount().doubleValue()) + Math.abs(part.amountBefore().doubleValue());
      pieces +=
          event.metric().quantity().isPresent()
              ? Math.abs(part.base().doubleValue()) + Math.abs(part.baseBefore().doubleValue())
              : part.rows();
    }
    return amount > 0 && pieces > 0 ? amount / pieces : 1;
  }

  private static String outOfStock(Driver driver) {
    List<String> items = driver.empty().stream().filter(Empty::isOut).map(Empty::item).toList();
    return items.isEmpty() ? null : String.join("; ", items);
  }

  /** The least surprising silence of what is said to be out of stock; null where a table tells. */
  private static Double silence(Driver driver) {
    OptionalDouble most =
        driver.empty().stream()
            .filter(Empty::isOut)
            .flatMapToDouble(empty -> empty.pValue().stream())
            .max();
    return most.isPresent() ? most.getAsDouble() : null;
  }

  private Row row(Event event, int rank, Driver driver, Explained whole) {
    ChangeBridge bridge = driver.bridge();
    return RowFactory.create(
        analysis.name(),
        event.metric().name(),
        event.series(),
        Watch.time(event.start()),
        Watch.time(event.last()),
        event.type().name().toLowerCase(Locale.ROOT),
        rank,
        driver.driver().map(Scope::words).orElse("(other)"),
        driver.observed(),
        driver.baseline(),
        driver.change(),
        whole.change().signum() == 0 ? null : whole.share(driver),
        bridge.volume(),
        bridge.price(),
        bridge.mix(),
        bridge.added(),
        bridge.lost(),
        driver.coincidence().isEmpty() ? null : driver.coincidence(),
        outOfStock(driver),
        silence(driver),
        sentence(event),
        context.run().runId());
  }
}
