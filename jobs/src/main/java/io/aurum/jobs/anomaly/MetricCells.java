package io.aurum.jobs.anomaly;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.AnomalySettings;
import io.aurum.common.config.AnomalySettings.Grain;
import io.aurum.common.config.AnomalySettings.Measure;
import io.aurum.common.config.AnomalySettings.Metric;
import io.aurum.common.lake.MiningRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Rows of a table summed by period and by all dimensions together: {@code bucket} (beginning of the
 * period, seconds since 1970), a column for each dimension, {@code n} rows, and for each metric two
 * sums, what it adds up and what it is divided by or how many pieces there are, the largest amount
 * that is added up, and the least and the greatest price of a piece. Sums are decimals, so they are
 * the same however the rows lie.
 */
final class MetricCells {
  static final String BUCKET = "bucket";
  static final String ROWS = "n";

  /** The series of all rows. */
  static final String ALL = "(all)";

  /** What stands for a dimension without a value. */
  static final String NO_VALUE = "(none)";

  private static final DataType EXACT = DataTypes.createDecimalType(28, 8);

  private final AnomalySettings analysis;
  private final Dataset<Row> counted;

  /**
   * @param rows of the analysis' table
   * @param before first instant after the date of the run
   */
  MetricCells(AnomalySettings analysis, Dataset<Row> rows, Instant before) {
    this.analysis = analysis;
    Dataset<Row> timed = rows.withColumn(BUCKET, bucket(analysis.grain(), analysis.time(), rows));
    Dataset<Row> kept = timed.where(isKept(analysis, timed, before));
    for (int d = 0; d < analysis.dimensions().size(); d++) {
      Column value = col(quoted(analysis.dimensions().get(d))).cast(DataTypes.StringType);
      kept = kept.withColumn(dimension(d), coalesce(value, lit(NO_VALUE)));
    }
    this.counted = kept;
  }

  /** Name of the column of a dimension. */
  static String dimension(int number) {
    return "d_" + number;
  }

  /** Name of the column with what a metric adds up. */
  static String amount(int metric) {
    return "m_" + metric;
  }

  /** Name of the column with what a metric is divided by, or the pieces of a sum. */
  static String base(int metric) {
    return "b_" + metric;
  }

  /** Name of the column with the largest amount that a metric adds up. */
  static String largest(int metric) {
    return "x_" + metric;
  }

  /** Name of the column with the least price of a piece. */
  static String cheapest(int metric) {
    return "c_" + metric;
  }

  /** Name of the column with the greatest price of a piece. */
  static String dearest(int metric) {
    return "e_" + metric;
  }

  /** Rows that are not counted, asked of the table on its own. */
  static long left(AnomalySettings analysis, Dataset<Row> rows, Instant before) {
    Dataset<Row> timed = rows.withColumn(BUCKET, bucket(analysis.grain(), analysis.time(), rows));
    return timed.where(not(coalesce(isKept(analysis, timed, before), lit(false)))).count();
  }

  /** Periods in which anything was recorded, ascending. */
  long[] recorded() {
    return periods(counted);
  }

  /** Periods of rows that have one, ascending. */
  static long[] periods(Dataset<Row> rows) {
    return rows.select(BUCKET).distinct().collectAsList().stream()
        .mapToLong(row -> row.getLong(0))
        .sorted()
        .toArray();
  }

  Dataset<Row> cells() {
    List<Column> keys = new ArrayList<>(List.of(col(BUCKET)));
    for (int d = 0; d < analysis.dimensions().size(); d++) {
      keys.add(col(dimension(d)));
    }
    List<Column> sums = new ArrayList<>();
    for (int m = 0; m < analysis.metrics().size(); m++) {
      Metric metric = analysis.metrics().get(m);
      if (metric.measure() != Measure.DISTINCT) {
        sums.add(amountOf(metric).as(amount(m)));
        sums.add(baseOf(metric).as(base(m)));
        sums.add(largestOf(metric).as(largest(m)));
        sums.add(min(priceOf(metric)).as(cheapest(m)));
        sums.add(max(priceOf(metric)).as(dearest(m)));
      }
    }
    return counted
        .groupBy(keys.toArray(Column[]::new))
        .agg(count(lit(1)).as(ROWS), sums.toArray(Column[]::new));
  }

  /** Numbers of different values by period and the dimensions of a cut. */
  Dataset<Row> distinct(List<Integer> cut, int metric) {
    List<Column> keys = new ArrayList<>(List.of(col(BUCKET)));
    cut.forEach(d -> keys.add(col(dimension(d))));
    Column column = col(quoted(analysis.metrics().get(metric).column().orElseThrow()));
    return counted
        .groupBy(keys.toArray(Column[]::new))
        .agg(
            count(lit(1)).as(ROWS),
            count_distinct(column).cast(EXACT).as(amount(metric)),
            lit(null).cast(EXACT).as(base(metric)),
            lit(null).cast(EXACT).as(largest(metric)),
            lit(null).cast(DataTypes.DoubleType).as(cheapest(metric)),
            lit(null).cast(DataTypes.DoubleType).as(dearest(metric)));
  }

  private static Column isKept(AnomalySettings analysis, Dataset<Row> timed, Instant before) {
    return col(BUCKET)
        .lt(lit(before.getEpochSecond()))
        .and(MiningRows.holds(timed, analysis.where()));
  }

  /** Beginning of the period in which a row happened, seconds since 1970; null where unknown. */
  static Column bucket(Grain grain, String column, Dataset<Row> rows) {
    Column time = col(quoted(column));
    DataType type = rows.schema().apply(column).dataType();
    Column seconds =
        type.equals(DataTypes.TimestampType) || type.equals(DataTypes.DateType)
            ? unix_seconds(time.cast(DataTypes.TimestampType))
            : coalesce(
                time.try_cast(DataTypes.LongType),
                unix_seconds(time.cast(DataTypes.StringType).try_cast(DataTypes.TimestampType)));
    long length = grain.seconds();
    long origin = grain.origin();
    return floor(seconds.minus(lit(origin)).divide(lit(length)))
        .multiply(lit(length))
        .plus(lit(origin));
  }

  private static Column amountOf(Metric metric) {
    return switch (metric.measure()) {
      case COUNT -> count(lit(1)).cast(EXACT);
      case SUM, MEAN -> sum(number(metric.column().orElseThrow()));
      case RATIO -> sum(when(hasBoth(metric), number(metric.column().orElseThrow())));
      case DISTINCT -> throw new IllegalArgumentException(metric.name());
    };
  }

  /** Only of a sum: other metrics are not what single amounts make. */
  private static Column largestOf(Metric metric) {
    return metric.measure() == Measure.SUM
        ? max(number(metric.column().orElseThrow()))
        : max(lit(null).cast(EXACT));
  }

  /** Of what is sold in pieces. */
  private static Column priceOf(Metric metric) {
    Column none = lit(null).cast(DataTypes.DoubleType);
    return metric.measure() == Measure.SUM && metric.quantity().isPresent()
        ? when(
            number(metric.quantity().get()).gt(0),
            number(metric.column().orElseThrow())
                .cast(DataTypes.DoubleType)
                .divide(number(metric.quantity().get()).cast(DataTypes.DoubleType)))
        : none;
  }

  private static Column baseOf(Metric metric) {
    return switch (metric.measure()) {
      case COUNT -> lit(null).cast(EXACT);
      case SUM -> metric.quantity().map(c -> sum(number(c))).orElse(sum(lit(null).cast(EXACT)));
      case MEAN -> count(number(metric.column().orElseThrow())).cast(EXACT);
      case RATIO -> sum(when(hasBoth(metric), number(metric.per().orElseThrow())));
      case DISTINCT -> throw new IllegalArgumentException(metric.name());
    };
  }

  private static Column hasBoth(Metric metric) {
    return number(metric.column().orElseThrow())
        .isNotNull()
        .and(number(metric.per().orElseThrow()).isNotNull());
  }

  private static Column number(String column) {
    return col(quoted(column)).try_cast(EXACT);
  }

  /** The name of a series: its dimensions with their values. */
  static Column series(AnomalySettings analysis, List<Integer> cut) {
    Column words = lit("");
    for (int i = 0; i < cut.size(); i++) {
      String dimension = analysis.dimensions().get(cut.get(i));
      words =
          concat(
              words, lit((i == 0 ? "" : " and ") + dimension + " = "), col(dimension(cut.get(i))));
    }
    return cut.isEmpty() ? lit(ALL) : words;
  }

  private static String quoted(String column) {
    return "`" + column + "`";
  }
}
