package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.ColumnTypes.DOUBLE;
import static io.aurum.common.table.ColumnTypes.STRING;
import static io.aurum.common.table.ColumnTypes.TIMESTAMP;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.Store.RESULT;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The tables of metrics over time. */
final class SeriesTables {
  private static final DataType AMOUNT = DataTypes.createDecimalType(28, 6);

  private static final Column TASK =
      Column.of("task", STRING, "Name of the analysis in the configuration.");
  private static final Column METRIC =
      Column.of("metric", STRING, "Name of the metric in the configuration.");
  private static final Column SERIES =
      Column.of(
          "series",
          STRING,
          "Rows that the series is made of, such as country = DE; (all) is every row.");
  private static final Column PERIOD =
      Column.of("period_start", TIMESTAMP, "Beginning of the period (UTC).");

  static final TableSpec METRIC_ANOMALY =
      new TableSpec(
          "metric_anomaly",
          RESULT,
          "analysis x metric x series x period x type",
          List.of("task", "metric", "series", "period_start", "anomaly_type"),
          List.of(
              TASK,
              METRIC,
              SERIES,
              PERIOD,
              Column.of(
                  "anomaly_type",
                  STRING,
                  "spike, drop, level_shift, variance_change, high_stretch or low_stretch (periods that are odd together), or missing (no value where one is usual); of the method online unusual_level, unusual_jump (from the periods just before), unusual_spread (variation from period to period), unusual_shape (of the course) or unusual_season (away from the same time of earlier cycles)."),
              Column.of(
                  "event_start",
                  TIMESTAMP,
                  "First period of the neighbouring anomalies of the same kind that are explained together (UTC)."),
              Column.of("observed", DOUBLE, "Value of the metric; empty where it is missing.")
                  .optional(),
              Column.of(
                  "expected",
                  DOUBLE,
                  "Value to be expected of trend, seasons and holidays; of a level shift the level before."),
              Column.of(
                  "ci_lo", DOUBLE, "Lower end of the interval that holds 95 % of ordinary values."),
              Column.of("ci_hi", DOUBLE, "Upper end of the interval."),
              Column.of(
                  "severity",
                  DOUBLE,
                  "How many robust standard deviations the value is away, above or below zero."),
              Column.of(
                  "p_value",
                  DOUBLE,
                  "Probability of one as far away by chance; those reported keep the false discovery rate of the analysis in each metric, set of series and kind of test, or are as rare as its rarity asks of the method online."),
              Column.of("n", DataTypes.LongType, "Periods of the series."),
              Column.of("explanation", STRING, "The event in one sentence, with its cause."),
              RUN_ID),
          NONE,
          "Periods in which a metric was not what was to be expected.");

  static final TableSpec ANOMALY_CAUSE =
      new TableSpec(
          "anomaly_cause",
          RESULT,
          "event of an analysis x driver",
          List.of("task", "metric", "series", "event_start", "anomaly_type", "rank"),
          List.of(
              TASK,
              METRIC,
              SERIES,
              Column.of("event_start", TIMESTAMP, "First period of the event (UTC)."),
              Column.of(
                  "event_end",
                  TIMESTAMP,
                  "Beginning of its last period, of a level shift of the last that is compared (UTC)."),
              Column.of(
                  "anomaly_type",
                  STRING,
                  "As in metric_anomaly; asked of a time that the configuration asks about."),
              Column.of(
                  "rank",
                  DataTypes.IntegerType,
                  "1 is the strongest driver; 0 everything that is in no driver."),
              Column.of(
                  "driver",
                  STRING,
                  "Values of dimensions that explain the change; (other) of rank 0."),
              Column.of(
                  "observed_amount", AMOUNT, "Sum over the event, in the unit of the metric."),
              Column.of(
                  "baseline_amount",
                  AMOUNT,
                  "The same periods of up to four seasons before the event, their mean."),
              Column.of(
                  "change_amount",
                  AMOUNT,
                  "observed_amount - baseline_amount: the sum of the five effects to the last digit."),
              Column.of(
                      "change_share",
                      DOUBLE,
                      "Part of the change of the whole series; above 1 where other parts went the other way; empty where the whole did not change.")
                  .optional(),
              Column.of(
                  "volume_amount",
                  AMOUNT,
                  "More or less of what sold before, at its old mix and prices."),
              Column.of("price_amount", AMOUNT, "Prices, for the present quantities."),
              Column.of("mix_amount", AMOUNT, "Other items among those that sold before."),
              Column.of("new_amount", AMOUNT, "Items that did not sell in the seasons before."),
              Column.of("lost_amount", AMOUNT, "Items that sold then and do not now."),
              Column.of(
                      "coincidence",
                      STRING,
                      "Campaigns that fit the driver and ran during the event, changes of price, and what was out of stock or sold nothing.")
                  .optional(),
              Column.of(
                      "out_of_stock",
                      STRING,
                      "What fell in the driver because it had run out; empty where nothing had.")
                  .optional(),
              Column.of(
                      "p_value",
                      DOUBLE,
                      "Probability that what ran out sold nothing for so long by chance, of several the largest; empty where a table of stock tells.")
                  .optional(),
              Column.of("explanation", STRING, "The event in one sentence, with its cause."),
              RUN_ID),
          NONE,
          "Why a metric was not what was to be expected: drivers whose changes sum to the whole.");

  static final TableSpec FORECAST =
      new TableSpec(
          "forecast",
          RESULT,
          "analysis x metric x series x period to come",
          List.of("task", "metric", "series", "period_start"),
          List.of(
              TASK,
              METRIC,
              SERIES,
              PERIOD,
              Column.of("value", DOUBLE, "Value that is forecast."),
              Column.of("lo_80", DOUBLE, "Lower end of the interval for 80 %."),
              Column.of("hi_80", DOUBLE, "Upper end of the interval for 80 %."),
              Column.of("lo_95", DOUBLE, "Lower end of the interval for 95 %."),
              Column.of("hi_95", DOUBLE, "Upper end of the interval for 95 %."),
              Column.of("trend", DOUBLE, "The value without its seasons."),
              Column.of("season", DOUBLE, "What the seasons add."),
              Column.of(
                  "model",
                  STRING,
                  "damped trend, seasonal naive, or the mean of both, whichever back-tested best on the series."),
              Column.of("mean_error", DOUBLE, "Mean absolute error of the model, back-tested."),
              Column.of("baseline_error", DOUBLE, "The same of the seasonal naive model."),
              Column.of("n", DataTypes.LongType, "Origins of the back-test."),
              RUN_ID),
          NONE,
          "What metrics are going to be, with intervals of back-tested errors.");

  private SeriesTables() {}
}
