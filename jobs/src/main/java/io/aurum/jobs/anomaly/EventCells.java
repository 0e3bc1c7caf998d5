package io.aurum.jobs.anomaly;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.aurum.common.config.AnomalySettings;
import io.aurum.common.series.ChangeBridge.Item;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The cells of events: summed over the periods of an event, and over the same periods of up to four
 * seasons before it, of which the mean is the baseline, to six decimals in each cell. A season is
 * as many cycles as the event is long, so that none of its periods counts twice; of short ones
 * there are as many as four weeks of days hold.
 */
final class EventCells {
  private static final int SEASONS_BEFORE = 4;
  private static final int SCALE = 6;

  /** Of a metric in a row: amount, what it is divided by, least and greatest price. */
  private static final int FIGURES = 4;

  private final SparkSession spark;
  private final AnomalySettings analysis;
  private final long[] recorded;

  /**
   * @param recorded beginnings of all periods in which anything was recorded, ascending
   */
  EventCells(SparkSession spark, AnomalySettings analysis, long[] recorded) {
    this.spark = spark;
    this.analysis = analysis;
    this.recorded = recorded;
  }

  /** Sums of one cell, of the event and of the seasons before: amounts and what they divide by. */
  static final class Part {
    /** Rows that tell what the price of a cell is. */
    private static final int LEAST_ROWS = 3;

    private BigDecimal amount = BigDecimal.ZERO;
    private BigDecimal base = BigDecimal.ZERO;
    private BigDecimal amountBefore = BigDecimal.ZERO;
    private BigDecimal baseBefore = BigDecimal.ZERO;
    private long rows;
    private long rowsBefore;
    private Prices prices = Prices.NONE;
    private Prices pricesBefore = Prices.NONE;

    /** Whether what had one price before costs clearly more in all that is sold, or less. */
    boolean isRepriced() {
      return rowsBefore >= LEAST_ROWS
          && pricesBefore.areOne()
          && (prices.areAbove(pricesBefore) || pricesBefore.areAbove(prices));
    }

    BigDecimal amount() {
      return amount;
    }

    BigDecimal base() {
      return base;
    }

    BigDecimal amountBefore() {
      return amountBefore;
    }

    BigDecimal baseBefore() {
      return baseBefore;
    }

    /** Of the event and of a season before. */
    long rows() {
      return rows;
    }

    Item item(boolean counted) {
      return counted
          ? Item.counted(amountBefore, amount)
          : new Item(baseBefore, amountBefore, base, amount);
    }
  }

  /** The least and the greatest price of a piece; NaN where nothing is known of prices. */
  private record Prices(double least, double greatest) {
    static final Prices NONE = new Prices(Double.NaN, Double.NaN);

    /** Relative difference from which it is another price. */
    private static final double ANOTHER = 0.02;

    boolean areOne() {
      return greatest <= least * (1 + ANOTHER);
    }

    boolean areAbove(Prices others) {
      return least > others.greatest * (1 + ANOTHER);
    }
  }

  /** How many seasons of data there are before an event, up to four. */
  int before(Event event) {
    int seasons = 0;
    while (seasons < SEASONS_BEFORE && event.start() - shift(event, seasons + 1) >= recorded[0]) {
      seasons++;
    }
    return seasons;
  }

  /** Periods of a season: the fewest whole cycles that hold the event. */
  private long season(Event event) {
    long length = (event.last() - event.start()) / analysis.grain().seconds() + 1;
    return (length + event.cycle() - 1) / event.cycle() * event.cycle();
  }

  /** Seconds from an event to the same periods a number of seasons before. */
  private long shift(Event event, int seasons) {
    return seasons * season(event) * analysis.grain().seconds();
  }

  /** The cells of each event, by the values of all dimensions. */
  List<Map<List<String>, Part>> of(Dataset<Row> cells, List<Event> events) {
    List<Map<List<String>, Part>> parts = new ArrayList<>();
    events.forEach(event -> parts.add(new HashMap<>()));
    if (events.isEmpty()) {
      return parts;
    }
    for (Row row : summed(cells, periods(events)).collectAsList()) {
      Event event = events.get(row.getInt(0));
      List<String> key = new ArrayList<>();
      for (int d = 0; d < analysis.dimensions().size(); d++) {
        key.add(row.getString(3 + d));
      }
      Part part = parts.get(row.getInt(0)).computeIfAbsent(List.copyOf(key), k -> new Part());
      add(part, row, 3 + analysis.dimensions().size() + FIGURES * event.number(), event);
    }
    return parts;
  }

  private void add(Part part, Row row, int at, Event event) {
    boolean now = row.getBoolean(1);
    long rows = row.getLong(2);
    BigDecimal amount = row.getDecimal(at);
    BigDecimal base = row.getDecimal(at + 1);
    if (!row.isNullAt(at + 2)) {
      Prices prices = new Prices(row.getDouble(at + 2), row.getDouble(at + 3));
      part.prices = now ? prices : part.prices;
      part.pricesBefore = now ? part.pricesBefore : prices;
    }
    if (now) {
      part.amount = scaled(amount, 1);
      part.base = scaled(base, 1);
      part.rows += rows;
    } else {
      int seasons = before(event);
      part.amountBefore = scaled(amount, seasons);
      part.baseBefore = scaled(base, seasons);
      part.rows += rows / seasons;
      part.rowsBefore += rows;
    }
  }

  private static BigDecimal scaled(BigDecimal value, int parts) {
    return value == null
        ? BigDecimal.ZERO
        : value.divide(BigDecimal.valueOf(parts), SCALE, RoundingMode.HALF_EVEN);
  }

  /** The periods of events and of the seasons before them. */
  private Dataset<Row> periods(List<Event> events) {
    StructType type =
        new StructType()
            .add("event", DataTypes.IntegerType, false)
            .add("now", DataTypes.BooleanType, false)
            .add("at", DataTypes.LongType, false);
    for (int d = 0; d < analysis.dimensions().size(); d++) {
      type = type.add("v_" + d, DataTypes.StringType, true);
    }
    List<Row> periods = new ArrayList<>();
    for (int e = 0; e < events.size(); e++) {
      Event event = events.get(e);
      for (int season = 0; season <= before(event); season++) {
        long shift = season == 0 ? 0 : shift(event, season);
        for (long bucket : event.explained()) {
          Object[] cells = new Object[3 + analysis.dimensions().size()];
          cells[0] = e;
          cells[1] = season == 0;
          cells[2] = bucket - shift;
          event.values().forEach((d, value) -> cells[3 + d] = value);
          periods.add(RowFactory.create(cells));
        }
      }
    }
    return spark.createDataFrame(periods, type);
  }

  private Dataset<Row> summed(Dataset<Row> cells, Dataset<Row> periods) {
    Column joined = col(MetricCells.BUCKET).equalTo(col("at"));
    List<Column> keys = new ArrayList<>(List.of(col("event"), col("now")));
    for (int d = 0; d < analysis.dimensions().size(); d++) {
      Column value = col(MetricCells.dimension(d));
      joined = joined.and(coalesce(col("v_" + d).equalTo(value), lit(true)));
      keys.add(value);
    }
    List<Column> sums = new ArrayList<>();
    List<Column> order = new ArrayList<>(List.of(col("event"), col("now"), col("rows")));
    keys.subList(2, keys.size()).forEach(order::add);
    for (int m = 0; m < analysis.metrics().size(); m++) {
      boolean has = Arrays.asList(cells.columns()).contains(MetricCells.amount(m));
      for (String name : List.of(MetricCells.amount(m), MetricCells.base(m))) {
        sums.add((has ? sum(name) : sum(lit(null).cast("decimal(28,8)"))).as("sum_" + name));
        order.add(col("sum_" + name));
      }
      Column unknown = lit(null).cast(DataTypes.DoubleType);
      Column cheapest = has ? col(MetricCells.cheapest(m)) : unknown;
      Column dearest = has ? col(MetricCells.dearest(m)) : unknown;
      sums.add(min(cheapest).as("least_" + m));
      sums.add(max(dearest).as("most_" + m));
      order.add(col("least_" + m));
      order.add(col("most_" + m));
    }
    return cells
        .join(broadcast(periods), joined)
        .groupBy(keys.toArray(Column[]::new))
        .agg(sum(MetricCells.ROWS).as("rows"), sums.toArray(Column[]::new))
        .select(order.toArray(Column[]::new));
  }
}
