package io.aurum.common.snapshot;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.FutureLabel;
import io.aurum.common.config.Settings;
import io.aurum.common.lake.Facts;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.table.Entities;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What customers did after a cut, and which customers that is asked of.
 *
 * <p>Rows are {@link Snapshots#CUT}, {@code customer_id} and {@value #TARGET}: 1 where the event
 * came within the label's days after the cut, 0 where it did not, empty where the days have not
 * passed at the date up to which labels are known. What became known later does not count. Of
 * purchases those customers are asked who bought before the cut, of subscriptions those who have an
 * open one.
 */
public final class Futures {
  /** Whether the event came. */
  public static final String TARGET = "target";

  private static final String ID = Facts.CUSTOMER_ID;

  private final Lake lake;
  private final Run run;
  private final Settings settings;
  private final FutureLabel label;
  private final LocalDate known;

  /**
   * @param known date by whose end labels are known: the run's or an earlier one
   */
  public Futures(Lake lake, Run run, Settings settings, FutureLabel label, LocalDate known) {
    this.lake = lake;
    this.run = run;
    this.settings = settings;
    this.label = label;
    this.known = known;
  }

  /**
   * The customers of several cuts with what became of them.
   *
   * @param dates at least one
   */
  public Dataset<Row> at(List<LocalDate> dates) {
    Cuts cuts = new Cuts(dates);
    Dataset<Row> came =
        switch (label.event()) {
          case NO_PURCHASE -> withoutPurchase(cuts);
          case SUBSCRIPTION_ENDED -> withoutSubscription(cuts);
        };
    Column isKnown = cuts.choose(cut -> lit(label.isKnown(cut, known)));
    return came.select(
        col(Snapshots.CUT),
        col(ID),
        when(isKnown, when(col("stays"), 0.0).otherwise(1.0)).as(TARGET));
  }

  /** The day of the first purchase or subscription; empty where there is none. */
  public Optional<LocalDate> beginning() {
    Dataset<Row> days =
        switch (label.event()) {
          case NO_PURCHASE ->
              purchases().where(wasKnown()).select(to_date(col("ordered_at")).as("day"));
          case SUBSCRIPTION_ENDED ->
              subscriptions().where(wasKnown()).select(to_date(col("started_on")).as("day"));
        };
    Row first = days.agg(min("day")).head();
    return first.isNullAt(0) ? Optional.empty() : Optional.of(first.<LocalDate>getAs(0));
  }

  private Column wasKnown() {
    return col("known_at").lt(lit(Timestamp.from(Cuts.endOf(known))));
  }

  private Dataset<Row> withoutPurchase(Cuts cuts) {
    Column before = col("ordered_at").lt(cuts.end()).and(col("known_at").lt(cuts.end()));
    Column within =
        col("ordered_at")
            .geq(cuts.end())
            .and(col("ordered_at").lt(cuts.at(cut -> Cuts.endOf(cut.plusDays(label.days())))))
            .and(wasKnown());
    Column active =
        label
            .activeWithin()
            .map(days -> col("last").geq(cuts.at(cut -> Cuts.start(cut, Period.ofDays(days)))))
            .orElse(col("last").isNotNull());
    return cuts.each(purchases())
        .groupBy(ID, Snapshots.CUT)
        .agg(
            max(when(before, col("ordered_at"))).as("last"),
            coalesce(max(within), lit(false)).as("stays"))
        .where(active);
  }

  private Dataset<Row> withoutSubscription(Cuts cuts) {
    Column cut = col(Snapshots.CUT);
    Column started = to_date(col("started_on")).leq(cut).and(col("known_at").lt(cuts.end()));
    Column ended = to_date(col("ended_on"));
    Column outlasts = ended.isNull().or(ended.gt(date_add(cut, label.days())));
    return cuts.each(subscriptions())
        .where(started.and(ended.isNull().or(ended.gt(cut))))
        .groupBy(ID, Snapshots.CUT)
        .agg(max(outlasts).as("stays"));
  }

  private Dataset<Row> purchases() {
    return Purchases.of(lake, run, settings)
        .lines()
        .where(not(col("is_return")))
        .select(ID, "ordered_at", "known_at");
  }

  private Dataset<Row> subscriptions() {
    return new Facts(lake, run)
        .of(Entities.SUBSCRIPTION)
        .where(col(ID).isNotNull().and(col("started_on").isNotNull()));
  }
}
