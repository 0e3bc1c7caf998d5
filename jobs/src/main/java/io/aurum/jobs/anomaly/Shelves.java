package io.aurum.jobs.anomaly;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.aurum.common.config.AnomalySettings;
import io.aurum.common.config.AnomalySettings.Grain;
import io.aurum.common.config.AnomalySettings.Levels;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.series.Cube.Scope;
import io.aurum.common.series.Silence;
import io.aurum.jobs.JobContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What was there to be sold while events happened: what the table of stock says of the time, and of
 * what it does not mention, whether it sold nothing where chance does not explain that.
 */
final class Shelves {
  /** Silence that chance explains with more than this is not worth a word. */
  private static final double SURPRISING = 0.001;

  /** Periods around an event in which a silence is looked for, and what was usual before it. */
  private static final int AROUND = 120;

  private final AnomalySettings analysis;
  private final Names names;
  private final long[] recorded;
  private final Map<List<String>, Map<Long, Long>> sales;
  private final Map<List<String>, Map<Long, Boolean>> levels;

  private Shelves(
      AnomalySettings analysis,
      Names names,
      long[] recorded,
      Map<List<String>, Map<Long, Long>> sales,
      Map<List<String>, Map<Long, Boolean>> levels) {
    this.analysis = analysis;
    this.names = names;
    this.recorded = recorded;
    this.sales = sales;
    this.levels = levels;
  }

  /**
   * Something that was not sold.
   *
   * @param item values of the dimensions that name it, in words
   * @param isOut false where it was in stock all the same
   * @param pValue of the silence; empty where the table of stock tells
   */
  record Empty(String item, String words, boolean isOut, OptionalDouble pValue) {}

  /**
   * Looks up what is known of items.
   *
   * @param names of the items
   * @param cells of the analysis
   * @param recorded beginnings of all periods in which anything was recorded, ascending
   * @param items by the values that name them, which fell in some event
   * @param events in which they fell
   */
  static Shelves read(
      JobContext context,
      AnomalySettings analysis,
      Names names,
      Dataset<Row> cells,
      long[] recorded,
      Set<List<String>> items,
      List<Event> events) {
    if (items.isEmpty()) {
      return new Shelves(analysis, names, recorded, Map.of(), Map.of());
    }
    Dataset<Row> wanted = wanted(context, analysis, items);
    Map<List<String>, Map<Long, Boolean>> levels = new HashMap<>();
    analysis
        .stock()
        .levels()
        .ifPresent(table -> read(context, analysis, table, wanted, events, levels));
    return new Shelves(analysis, names, recorded, sales(analysis, cells, wanted), levels);
  }

  private static Dataset<Row> wanted(
      JobContext context, AnomalySettings analysis, Set<List<String>> items) {
    StructType type = new StructType();
    for (int i = 0; i < analysis.stock().by().size(); i++) {
      type = type.add(wanted(i), DataTypes.StringType, false);
    }
    List<Row> rows = items.stream().map(item -> RowFactory.create(item.toArray())).toList();
    return context.spark().createDataFrame(rows, type);
  }

  private static String wanted(int i) {
    return "s_" + i;
  }

  private static Map<List<String>, Map<Long, Long>> sales(
      AnomalySettings analysis, Dataset<Row> cells, Dataset<Row> wanted) {
    List<String> by = analysis.stock().by();
    Column joined = lit(true);
    for (int i = 0; i < by.size(); i++) {
      Column value = col(MetricCells.dimension(analysis.dimensions().indexOf(by.get(i))));
      joined = joined.and(value.equalTo(col(wanted(i))));
    }
    List<Column> keys = keys(by);
    keys.add(col(MetricCells.BUCKET));
    Map<List<String>, Map<Long, Long>> sales = new HashMap<>();
    cells
        .join(broadcast(wanted), joined)
        .groupBy(keys.toArray(Column[]::new))
        .agg(sum(MetricCells.ROWS))
        .collectAsList()
        .forEach(
            row ->
                sales
                    .computeIfAbsent(item(row, by.size()), item -> new HashMap<>())
                    .put(row.getLong(by.size()), row.getLong(by.size() + 1)));
    return sales;
  }

  private static void read(
      JobContext context,
      AnomalySettings analysis,
      Levels table,
      Dataset<Row> wanted,
      List<Event> events,
      Map<List<String>, Map<Long, Boolean>> levels) {
    List<String> by = analysis.stock().by();
    Dataset<Row> rows =
        new MiningRows(context.lake(), context.run(), context.settings()).of(table.table());
    Column step = MetricCells.bucket(table.step(), table.time(), rows);
    Column out = MiningRows.holds(rows, table.out());
    Dataset<Row> stock = rows.withColumn("aurum_step", step).withColumn("aurum_out", out);
    Column joined = col("aurum_step").isInCollection(steps(analysis, events, table.step()));
    for (int i = 0; i < by.size(); i++) {
      Column value = col("`" + by.get(i) + "`").cast(DataTypes.StringType);
      joined = joined.and(value.equalTo(col(wanted(i))));
    }
    List<Column> keys = keys(by);
    keys.add(col("aurum_step"));
    stock
        .join(broadcast(wanted), joined)
        .groupBy(keys.toArray(Column[]::new))
        .agg(min(col("aurum_out")))
        .collectAsList()
        .forEach(
            row ->
                levels
                    .computeIfAbsent(item(row, by.size()), item -> new HashMap<>())
                    .put(row.getLong(by.size()), row.getBoolean(by.size() + 1)));
  }

  private static List<Column> keys(List<String> by) {
    List<Column> keys = new ArrayList<>();
    for (int i = 0; i < by.size(); i++) {
      keys.add(col(wanted(i)));
    }
    return keys;
  }

  private static List<String> item(Row row, int size) {
    List<String> item = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      item.add(row.getString(i));
    }
    return List.copyOf(item);
  }

  private static Set<Long> steps(AnomalySettings analysis, List<Event> events, Grain step) {
    Set<Long> steps = new TreeSet<>();
    for (Event event : events) {
      steps.addAll(steps(analysis, event, step));
    }
    return steps;
  }

  /** Beginnings of the steps in which any of an event is. */
  private static List<Long> steps(AnomalySettings analysis, Event event, Grain step) {
    List<Long> steps = new ArrayList<>();
    long first = step.begin(Instant.ofEpochSecond(event.start()));
    long end = event.last() + analysis.grain().seconds();
    for (long at = first; at < end; at += step.seconds()) {
      steps.add(at);
    }
    return steps;
  }

  /** Whether an item was missing while an event happened; empty where nothing says so. */
  Optional<Empty> of(Event event, List<String> item) {
    Grain step = analysis.stock().levels().map(Levels::step).orElse(Grain.DAY);
    List<Long> steps = steps(analysis, event, step);
    Map<Long, Boolean> known = levels.getOrDefault(item, Map.of());
    long out = steps.stream().filter(at -> known.getOrDefault(at, false)).count();
    if (out > 0) {
      String words =
          "%s was out of stock %s"
              .formatted(names.words(scope(item)), Sentences.part(out, steps.size(), step));
      return Optional.of(new Empty(scope(item).words(), words, true, OptionalDouble.empty()));
    }
    boolean inStock = known.keySet().containsAll(steps);
    return silence(event, item).map(silence -> empty(item, silence, inStock));
  }

  private Empty empty(List<String> item, Dated silence, boolean inStock) {
    String words =
        String.format(
            Locale.ROOT,
            "%s sold nothing %s (p = %.1e)%s",
            names.words(scope(item)),
            silence.words(),
            silence.pValue(),
            inStock ? " although it was in stock" : ", probably out of stock");
    return new Empty(scope(item).words(), words, !inStock, OptionalDouble.of(silence.pValue()));
  }

  private Scope scope(List<String> item) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < item.size(); i++) {
      values.put(analysis.stock().by().get(i), item.get(i));
    }
    return new Scope(values);
  }

  private record Dated(String words, double pValue) {}

  private Optional<Dated> silence(Event event, List<String> item) {
    Map<Long, Long> sold = sales.getOrDefault(item, Map.of());
    int first = at(event.start());
    int last = at(event.last());
    int from = Math.max(0, first - AROUND);
    int to = Math.min(recorded.length - 1, last + AROUND);
    long[] counts = new long[to - from + 1];
    Arrays.setAll(counts, i -> sold.getOrDefault(recorded[from + i], 0L));
    return Silence.around(counts, first - from, last - from)
        .filter(silence -> silence.pValue() <= SURPRISING)
        .map(
            silence ->
                new Dated(dates(from + silence.from(), from + silence.to()), silence.pValue()));
  }

  /** The last recorded period that begins at or before a time. */
  private int at(long second) {
    int found = Arrays.binarySearch(recorded, second);
    return Math.max(0, found >= 0 ? found : -found - 2);
  }

  private String dates(int from, int to) {
    String begin = Sentences.time(analysis, recorded[from]);
    if (to == recorded.length - 1) {
      return "since " + begin;
    }
    return from == to
        ? "on " + begin
        : "from " + begin + " to " + Sentences.time(analysis, recorded[to]);
  }
}
