package io.aurum.jobs.value;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.ValueSettings;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.learn.TaskResults;
import io.aurum.common.snapshot.Purchases;
import io.aurum.common.stat.Interval;
import io.aurum.common.stat.Wilson;
import io.aurum.common.stat.clv.PurchaseFamily;
import io.aurum.common.stat.clv.PurchaseFit;
import io.aurum.common.table.Entities;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/** One run of the job: judges every customer once, then writes down what follows. */
final class Valuation {
  private static final String ID = Histories.ID;
  private static final String NEW = "(new)";
  private static final DataType MONEY = DataTypes.createDecimalType(18, 2);

  private final JobContext context;
  private final Lake lake;
  private final LocalDate asOf;
  private final String runId;
  private final ValueSettings settings;
  private final Purchases purchases;

  Valuation(JobContext context) {
    this.context = context;
    this.lake = context.lake();
    this.asOf = context.run().asOf();
    this.runId = context.run().runId();
    this.settings = context.settings().analysis().value();
    this.purchases = Purchases.of(lake, context.run(), context.settings());
  }

  JobResult publish() {
    context.progress().phase("judging customers by what they bought");
    Dataset<Row> judged =
        Histories.of(purchases.lines())
            .map(new Judgement((int) asOf.toEpochDay(), settings), Encoders.row(Judgement.schema()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> placed = placed(judged).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<Commit> commits = new ArrayList<>();
      context.progress().phase("writing segments and stages");
      commits.add(lake.publish(Tables.CUSTOMER_RFM, rfm(placed)));
      commits.add(lake.publish(Tables.CUSTOMER_LIFECYCLE, lifecycle(placed)));
      commits.add(publish(Tables.SEGMENT_TRANSITION, transitions(placed)));
      commits.add(publish(Tables.COHORT_RETENTION, cohorts(judged)));
      context.progress().phase("explaining the change of revenue");
      commits.add(publish(Tables.VALUE_BRIDGE, bridge()));
      context.progress().phase("judging the models by the last days");
      Optional<HoldOut> held = HoldOut.of(judged, settings.holdoutShare(), settings.horizonDays());
      List<Row> judgements = held.map(h -> h.rows(runId)).orElse(List.of());
      commits.add(
          new TaskResults(lake, context.run())
              .publish(
                  Tables.MODEL_METRIC, frame(Tables.MODEL_METRIC, judgements), HoldOut.tasks()));
      context.progress().phase("looking ahead");
      Optional<Models> models = Models.fit(judged);
      Optional<PurchaseFit> chosen = models.map(m -> m.chosen(settings.model(), held));
      commits.add(lake.publish(Tables.CUSTOMER_VALUE, worth(judged, models, chosen)));
      commits.add(
          publish(
              Tables.VALUE_MODEL,
              models.map(m -> m.rows(chosen.orElseThrow(), runId)).orElse(List.of())));
      return accounted(commits, notes(chosen, held, judgements));
    } finally {
      placed.unpersist();
      judged.unpersist();
    }
  }

  /** All active customers with their measures, scores and segments. */
  private Dataset<Row> placed(Dataset<Row> judged) {
    List<RfmScale> scales = Scales.of(judged);
    Column seen = to_date(col("first_seen"));
    Column compared = lit(Date.valueOf(asOf.minusDays(settings.compareDays())));
    Dataset<Row> customers =
        lake.read(Tables.GOLDEN_CUSTOMER)
            .where(col("status").equalTo("active").and(seen.leq(lit(Date.valueOf(asOf)))))
            .select(
                col(ID),
                seen.as("seen"),
                when(seen.leq(compared), Lifecycle.Stage.LEAD.label()).as("p_lead"));
    return scored(
        scored(customers.join(judged, new String[] {ID}, "left"), "", scales.get(0)),
        Judgement.PREVIOUS,
        scales.get(1));
  }

  private static Dataset<Row> scored(Dataset<Row> customers, String prefix, RfmScale scale) {
    UserDefinedFunction recency = score(days -> scale.recencyScore(days));
    UserDefinedFunction frequency = score(orders -> scale.frequencyScore(orders));
    UserDefinedFunction monetary = score(cents -> scale.monetaryScore(cents));
    UserDefinedFunction segment =
        udf(
            (UDF2<Integer, Integer, String>) (r, f) -> r == null ? null : RfmScale.segment(r, f),
            DataTypes.StringType);
    Column[] scores = {col(prefix + "r"), col(prefix + "f"), col(prefix + "m")};
    return customers
        .withColumn(prefix + "r", recency.apply(col(prefix + Judgement.RECENCY)))
        .withColumn(prefix + "f", frequency.apply(col(prefix + Judgement.FREQUENCY)))
        .withColumn(prefix + "m", monetary.apply(col(prefix + Judgement.CENTS)))
        .withColumn(
            prefix + "cell",
            concat(scores[0].cast("string"), scores[1].cast("string"), scores[2].cast("string")))
        .withColumn(prefix + "segment", segment.apply(scores[0], scores[1]));
  }

  /** The score of one measure. */
  private interface Score extends Serializable {
    int of(long value);
  }

  private static UserDefinedFunction score(Score score) {
    return udf(
        (UDF1<Long, Integer>) value -> value == null ? null : score.of(value),
        DataTypes.IntegerType);
  }

  private Dataset<Row> rfm(Dataset<Row> placed) {
    Column spent = money(col(Judgement.CENTS));
    return placed
        .where(col(Judgement.FREQUENCY).isNotNull())
        .select(
            col(ID),
            col(Judgement.RECENCY).cast(DataTypes.IntegerType).as("recency_days"),
            col(Judgement.FREQUENCY).as("frequency"),
            spent.as("monetary_amount"),
            round(spent.divide(col(Judgement.FREQUENCY).cast("decimal(18,0)")), 2)
                .cast(MONEY)
                .as("average_order_amount"),
            currency(),
            col("r").as("recency_score"),
            col("f").as("frequency_score"),
            col("m").as("monetary_score"),
            col("cell"),
            col("segment"),
            col("p_cell").as("previous_cell"),
            col("p_segment").as("previous_segment"),
            lit(runId).as("run_id"));
  }

  private Dataset<Row> lifecycle(Dataset<Row> placed) {
    return placed.select(
        col(ID),
        coalesce(col("stage"), lit(Lifecycle.Stage.LEAD.label())).as("stage"),
        coalesce(date_from_unix_date(col("since")), col("seen")).as("since"),
        coalesce(col("p_stage"), col("p_lead")).as("previous_stage"),
        lit(runId).as("run_id"));
  }

  private List<Row> transitions(Dataset<Row> placed) {
    List<Row> rows = new ArrayList<>();
    Dataset<Row> buyers = placed.where(col(Judgement.FREQUENCY).isNotNull());
    rows.addAll(transitions("rfm", buyers, col("p_segment"), col("segment")));
    rows.addAll(
        transitions(
            "lifecycle",
            placed,
            coalesce(col("p_stage"), col("p_lead")),
            coalesce(col("stage"), lit(Lifecycle.Stage.LEAD.label()))));
    return rows;
  }

  private List<Row> transitions(String kind, Dataset<Row> customers, Column from, Column to) {
    List<Row> moves =
        customers
            .groupBy(coalesce(from, lit(NEW)).as("from"), to.as("to"))
            .agg(count(lit(1)), coalesce(sum("change_cents"), lit(0L)))
            .collectAsList();
    Map<String, Long> sizes =
        moves.stream()
            .collect(
                Collectors.groupingBy(
                    r -> r.getString(0), Collectors.summingLong(r -> r.getLong(2))));
    return moves.stream()
        .map(
            move -> {
              long n = sizes.get(move.getString(0));
              Interval interval = Wilson.interval(move.getLong(2), n);
              return RowFactory.create(
                  kind,
                  move.getString(0),
                  move.getString(1),
                  move.getLong(2),
                  n,
                  (double) move.getLong(2) / n,
                  interval.low(),
                  interval.high(),
                  money(move.getLong(3)),
                  purchases.currency().orElse(null),
                  runId);
            })
        .toList();
  }

  private List<Row> cohorts(Dataset<Row> judged) {
    Map<Integer, Map<Integer, Row>> byCohort = new TreeMap<>();
    judged
        .where(col("first_month").isNotNull())
        .select(col("first_month"), explode(col("months")).as("m"))
        .groupBy(
            col("first_month"),
            greatest(lit(0), col("m.month").minus(col("first_month"))).as("period"))
        .agg(count_if(col("m.bought")), sum("m.cents"))
        .collectAsList()
        .forEach(
            row ->
                byCohort
                    .computeIfAbsent(row.getInt(0), month -> new TreeMap<>())
                    .put(row.getInt(1), row));
    int last = Judgement.month((int) asOf.toEpochDay());
    boolean ended = asOf.equals(YearMonth.from(asOf).atEndOfMonth());
    List<Row> rows = new ArrayList<>();
    byCohort.forEach(
        (month, periods) -> {
          for (int period = 0; period <= last - month; period++) {
            rows.add(
                cohort(
                    month,
                    period,
                    periods.get(0).getLong(2),
                    periods.get(period),
                    month + period < last || ended));
          }
        });
    return rows;
  }

  private Row cohort(int month, int period, long customers, Row found, boolean complete) {
    long retained = found == null ? 0 : found.getLong(2);
    Interval interval = Wilson.interval(retained, customers);
    return RowFactory.create(
        Judgement.monthName(month),
        period,
        customers,
        retained,
        (double) retained / customers,
        interval.low(),
        interval.high(),
        money(found == null ? 0 : found.getLong(3)),
        purchases.currency().orElse(null),
        complete,
        runId);
  }

  private List<Row> bridge() {
    Bridge bridge = Bridge.of(purchases, asOf, settings.compareDays());
    return bridge.components().stream()
        .map(
            component ->
                RowFactory.create(
                    component.name(),
                    component.customers(),
                    component.amount(),
                    bridge.previous(),
                    bridge.current(),
                    purchases.currency().orElse(null),
                    settings.compareDays(),
                    runId))
        .toList();
  }

  private Dataset<Row> worth(
      Dataset<Row> judged, Optional<Models> models, Optional<PurchaseFit> chosen) {
    var schema = lake.contract(Tables.CUSTOMER_VALUE).schema();
    if (models.isEmpty()) {
      return context.spark().createDataFrame(List.of(), schema);
    }
    return new Worth(
            chosen.orElseThrow(),
            models.get().spend().orElse(null),
            settings,
            purchases.currency().orElse(null),
            runId)
        .of(judged, models.get().histories(), schema);
  }

  private List<String> notes(
      Optional<PurchaseFit> chosen, Optional<HoldOut> held, List<Row> judgements) {
    List<String> notes = new ArrayList<>(ended().stream().toList());
    if (chosen.isEmpty()) {
      notes.add(
          "Fewer than %d customers bought again: no value is expected of any."
              .formatted(Models.LEAST_REPEATERS));
      return notes;
    }
    Map<String, List<Row>> byTask =
        judgements.stream()
            .collect(
                Collectors.groupingBy(row -> row.getString(0), TreeMap::new, Collectors.toList()));
    byTask.forEach((task, rows) -> notes.add(TaskResults.inWords(task, rows)));
    notes.add(restsOn(chosen.get().family(), held));
    return notes;
  }

  /** Says so where the data ended so long before the date that every customer has churned. */
  private Optional<String> ended() {
    Row latest = lake.read(Tables.CUSTOMER_RFM).agg(min("recency_days")).head();
    return latest.isNullAt(0) || latest.getInt(0) <= settings.churnedDays()
        ? Optional.empty()
        : Optional.of(
            "The last purchase of all lies %d days before %s, so every customer has churned: a run as of the day on which the data ends says more (--as-of, or as-of in the configuration)."
                .formatted(latest.getInt(0), asOf));
  }

  /** Which model was chosen, and which the last days prefer. */
  private String restsOn(PurchaseFamily chosen, Optional<HoldOut> held) {
    return "customer_value rests on %s (value.model = %s)"
            .formatted(Models.label(chosen), Models.label(settings.model()))
        + held.map(HoldOut::closest)
            .map(closest -> ", closest to the purchases held out is " + Models.label(closest))
            .orElse("");
  }

  private JobResult accounted(List<Commit> commits, List<String> notes) {
    Map<String, Long> leftOut = purchases.leftOut();
    long dropped = leftOut.values().stream().mapToLong(Long::longValue).sum();
    return new JobResult(
        lake.count(Entities.ORDER_LINE.table()),
        purchases.lines().count(),
        0,
        dropped,
        dropped == 0
            ? Optional.empty()
            : Optional.of(
                "order lines: "
                    + leftOut.entrySet().stream()
                        .map(e -> String.format(Locale.ROOT, "%,d %s", e.getValue(), e.getKey()))
                        .collect(Collectors.joining(", "))),
        commits,
        Optional.empty(),
        notes);
  }

  private Column currency() {
    return lit(purchases.currency().orElse(null)).cast("string").as("currency");
  }

  private static Column money(Column cents) {
    return cents.cast("decimal(20,0)").divide(lit(new BigDecimal("100"))).cast(MONEY);
  }

  private static BigDecimal money(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }

  private Commit publish(TableSpec table, List<Row> rows) {
    return lake.publish(table, frame(table, rows));
  }

  private Dataset<Row> frame(TableSpec table, List<Row> rows) {
    return context.spark().createDataFrame(rows, lake.contract(table).schema());
  }
}
