package io.aurum.common.snapshot;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.FutureLabel;
import io.aurum.common.config.FutureLabel.Event;
import io.aurum.common.config.FutureLabel.Population;
import io.aurum.common.config.Settings;
import io.aurum.common.lake.Facts;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Tables;
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
 * came within the label's days after the cut, 0 where it did not, or the number that is taken of
 * the facts of those days; empty where the days have not passed at the date up to which labels are
 * known. What became known later does not count. Of missing purchases those customers are asked who
 * bought before the cut, of subscriptions those who have an open one, of facts those that the label
 * names.
 */
public final class Futures {
  /** Whether the event came, or how much of it. */
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
    Dataset<Row> came = came(cuts);
    Column isKnown = cuts.choose(cut -> lit(label.isKnown(cut, known)));
    return came.select(col(Snapshots.CUT), col(ID), when(isKnown, col(TARGET)).as(TARGET));
  }

  private Dataset<Row> came(Cuts cuts) {
    if (label.target() instanceof FutureLabel.Facts facts) {
      return ofFacts(cuts, facts);
    }
    Dataset<Row> stayed =
        label.target() == Event.NO_PURCHASE ? withoutPurchase(cuts) : withoutSubscription(cuts);
    return stayed.withColumn(TARGET, when(col("stays"), 0.0).otherwise(1.0));
  }

  /** The day of the first purchase, subscription or other fact; empty where there is none. */
  public Optional<LocalDate> beginning() {
    Dataset<Row> days;
    if (label.target() instanceof FutureLabel.Facts facts) {
      days =
          facts()
              .of(facts.entity())
              .where(wasKnown())
              .select(to_date(col(CustomerFacts.TIME)).as("day"));
    } else {
      days =
          label.target() == Event.NO_PURCHASE
              ? purchases().where(wasKnown()).select(to_date(col("ordered_at")).as("day"))
              : subscriptions().where(wasKnown()).select(to_date(col("started_on")).as("day"));
    }
    Row first = days.agg(min("day")).head();
    return first.isNullAt(0) ? Optional.empty() : Optional.of(first.<LocalDate>getAs(0));
  }

  private Column wasKnown() {
    return col("known_at").lt(lit(Timestamp.from(Cuts.endOf(known))));
  }

  private CustomerFacts facts() {
    return new CustomerFacts(lake, run, Purchases.of(lake, run, settings));
  }

  /** The facts of the days, with what was known of them by the end of the days. */
  private Dataset<Row> ofFacts(Cuts cuts, FutureLabel.Facts asked) {
    Column end = cuts.at(cut -> Cuts.endOf(cut.plusDays(label.days())));
    Column time = col(CustomerFacts.TIME);
    Column within = time.geq(cuts.end()).and(time.lt(end));
    Column counts =
        asked.where().isNone() ? lit(true) : coalesce(expr(asked.where().sql()), lit(false));
    Dataset<Row> facts = cuts.each(facts().of(asked.entity())).where(within.and(wasKnown()));
    Dataset<Row> taken =
        CustomerFacts.asKnownBefore(end, facts, asked.entity())
            .where(counts)
            .groupBy(ID, Snapshots.CUT)
            .agg(taken(asked).cast("double").as("taken"));
    Column number = coalesce(col("taken"), lit(0.0));
    Column target =
        switch (asked.take()) {
          case ANY -> when(number.gt(0), 1.0).otherwise(0.0);
          case NONE -> when(number.gt(0), 0.0).otherwise(1.0);
          default -> number;
        };
    return population(cuts, asked.of())
        .join(taken, new String[] {ID, Snapshots.CUT}, "left")
        .withColumn(TARGET, target);
  }

  private static Column taken(FutureLabel.Facts asked) {
    return switch (asked.take()) {
      case ANY, NONE, COUNT -> count(lit(1));
      case DISTINCT -> count_distinct(col(asked.column()));
      case SUM -> sum(col(asked.column()).cast(Snapshots.EXACT));
    };
  }

  private Dataset<Row> population(Cuts cuts, Population of) {
    Column before = col("ordered_at").lt(cuts.end()).and(col("known_at").lt(cuts.end()));
    Dataset<Row> buyers =
        cuts.each(purchases())
            .where(before)
            .groupBy(ID, Snapshots.CUT)
            .agg(max(col("ordered_at")).as("last"));
    Dataset<Row> customers =
        cuts.each(
                lake.read(Tables.GOLDEN_CUSTOMER)
                    .where(col("status").equalTo("active"))
                    .select(ID, "first_seen"))
            .where(col("first_seen").lt(cuts.end()));
    return switch (of) {
      case ALL -> customers;
      case BUYERS -> buyers.where(isActive(cuts));
      case LEADS -> customers.join(buyers, new String[] {ID, Snapshots.CUT}, "left_anti");
    };
  }

  private Column isActive(Cuts cuts) {
    return label
        .activeWithin()
        .map(days -> col("last").geq(cuts.at(cut -> Cuts.start(cut, Period.ofDays(days)))))
        .orElse(col("last").isNotNull());
  }

  private Dataset<Row> withoutPurchase(Cuts cuts) {
    Column before = col("ordered_at").lt(cuts.end()).and(col("known_at").lt(cuts.end()));
    Column within =
        col("ordered_at")
            .geq(cuts.end())
            .and(col("ordered_at").lt(cuts.at(cut -> Cuts.endOf(cut.plusDays(label.days())))))
            .and(wasKnown());
    return cuts.each(purchases())
        .groupBy(ID, Snapshots.CUT)
        .agg(
            max(when(before, col("ordered_at"))).as("last"),
            coalesce(max(within), lit(false)).as("stays"))
        .where(isActive(cuts));
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
