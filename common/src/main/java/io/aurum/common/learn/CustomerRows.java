package io.aurum.common.learn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;

import io.aurum.common.config.FutureLabel;
import io.aurum.common.config.Settings;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.feature.Feature;
import io.aurum.common.lake.Facts;
import io.aurum.common.lake.Lake;
import io.aurum.common.model.Readiness.Finding;
import io.aurum.common.model.Readiness.Status;
import io.aurum.common.run.Run;
import io.aurum.common.snapshot.Futures;
import io.aurum.common.snapshot.Snapshots;
import io.aurum.common.table.Tables;
import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Customers at past dates with what they did afterwards, as far as it was known by the learning
 * date, and customers at the run's date, of whom that is not known yet.
 *
 * <p>A row's features see what was known by the end of its cut; its label lies in the days after
 * it. What a customer is worth is the value of {@code customer_value}, where one is published.
 */
final class CustomerRows {
  private static final String ID = Facts.CUSTOMER_ID;
  private static final String HISTORY_LENGTH = "history_length";

  private final Lake lake;
  private final Run run;
  private final Settings settings;
  private final TaskSettings task;
  private final FutureLabel label;
  private final LocalDate learnedOn;

  /**
   * @param learnedOn date by whose end labels have to be known
   */
  CustomerRows(Lake lake, Run run, Settings settings, TaskSettings task, LocalDate learnedOn) {
    this.learnedOn = learnedOn;
    this.lake = lake;
    this.run = run;
    this.settings = settings;
    this.task = task;
    this.label = task.future().orElseThrow();
  }

  TaskSettings task() {
    return task;
  }

  /**
   * As at which date the model was learned whose scores are published for a date; empty where there
   * are none, or the task asked for another label then.
   */
  Optional<LocalDate> learnedOn(LocalDate published) {
    return lake
        .read(Tables.MODEL_READINESS, published)
        .where(
            col("task")
                .equalTo(task.name())
                .and(col("check_name").equalTo(HISTORY_LENGTH))
                .and(col("subject").equalTo(task.label())))
        .select("learned_on")
        .collectAsList()
        .stream()
        .findFirst()
        .map(row -> row.<LocalDate>getAs(0));
  }

  /**
   * The customers that the label asks about at a cut with what became of them: {@code cut_date,
   * customer_id, target}, the target empty where it is not known yet.
   *
   * @param known date by whose end it has to be known
   */
  Dataset<Row> became(LocalDate cut, LocalDate known) {
    return new Futures(lake, run, settings, label, known).at(List.of(cut));
  }

  /** Those of them that the task is about. */
  Dataset<Row> counted(LocalDate cut, LocalDate known) {
    Dataset<Row> became = became(cut, known);
    if (task.where().isAll()) {
      return became;
    }
    Dataset<Row> features =
        new Snapshots(lake, run, settings, withParts(task.where().columns()))
            .of(List.of(cut), became);
    return became.join(
        features.where(TaskRows.counts(features, task)).select(Snapshots.CUT, ID),
        new String[] {Snapshots.CUT, ID});
  }

  /** Cuts with a known label, ascending. */
  List<LocalDate> cuts() {
    return label.cutsAt(learnedOn);
  }

  /** Whether the past is long enough, and whether features keep to it. */
  List<Finding> findings() {
    List<LocalDate> cuts = cuts();
    if (cuts.isEmpty()) {
      return List.of(
          finding(HISTORY_LENGTH, Status.STOP, 0, "no cut lies " + label.days() + " days back"));
    }
    long history =
        futures().beginning().map(day -> ChronoUnit.DAYS.between(day, cuts.get(0))).orElse(-1L);
    return List.of(
        finding(
            HISTORY_LENGTH,
            history < 0 ? Status.STOP : history < label.days() ? Status.WARN : Status.PASS,
            (double) history,
            history < 0
                ? "nothing had happened by the first of " + cuts.size() + " cuts"
                : history + " days of history before the first of " + cuts.size() + " cuts"),
        finding(
            "leak_by_time",
            label.lateDays() > 0 ? Status.STOP : Status.PASS,
            label.lateDays(),
            label.lateDays() > 0
                ? "features see " + label.lateDays() + " days beyond the cut, into the label's days"
                : "features end with the cut, before the label's days begin"));
  }

  private Finding finding(String check, Status status, double figure, String reason) {
    return new Finding(check, task.label(), status, figure, true, reason);
  }

  private Futures futures() {
    return new Futures(lake, run, settings, label, learnedOn);
  }

  /**
   * {@code source, entity_id, customer_id, cut_date}, target, worth, the features, and whether the
   * task is about the customer as it was at the cut: at the cuts, the learning date and the run's
   * date.
   */
  Dataset<Row> rows() {
    List<LocalDate> dates =
        Stream.concat(cuts().stream(), Stream.of(learnedOn, run.asOf())).distinct().toList();
    Dataset<Row> futures = futures().at(dates);
    Dataset<Row> features = features(dates, futures);
    Dataset<Row> rows =
        features
            .withColumn(TaskRows.COUNTS, TaskRows.counts(features, task))
            .join(
                futures.withColumnRenamed(Futures.TARGET, TaskRows.TARGET),
                new String[] {Snapshots.CUT, ID})
            .join(worth(), new String[] {ID}, "left")
            .withColumn(TaskRows.SOURCE, lit(TaskSettings.CUSTOMERS))
            .withColumn(TaskRows.ENTITY, col(ID));
    return groups().map(groups -> rows.join(groups, new String[] {ID}, "left")).orElse(rows);
  }

  /**
   * Features without a history by which scores are compared, such as attributes. Nothing is learnt
   * from them; whom they group may be known later.
   */
  private Optional<Dataset<Row>> groups() {
    List<Feature> all = settings.analysis().features();
    Set<String> asked = new LinkedHashSet<>(task.fairness());
    Feature.withHistory(all).forEach(feature -> asked.remove(feature.name()));
    return asked.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Snapshots(lake, run, settings, Feature.withParts(asked, all))
                .at(run.asOf())
                .select(ID, asked.toArray(String[]::new)));
  }

  /** Late features see as far into the label's days as is asked; nobody is scored by them. */
  private Dataset<Row> features(List<LocalDate> dates, Dataset<Row> asked) {
    Snapshots snapshots = new Snapshots(lake, run, settings, needed());
    if (label.lateDays() == 0 || cuts().isEmpty()) {
      return snapshots.of(dates, asked);
    }
    int late = Math.min(label.lateDays(), label.days());
    Dataset<Row> past =
        asked
            .where(col(Snapshots.CUT).lt(lit(Date.valueOf(learnedOn))))
            .withColumn(Snapshots.CUT, date_add(col(Snapshots.CUT), late));
    return snapshots
        .of(cuts().stream().map(cut -> cut.plusDays(late)).toList(), past)
        .withColumn(Snapshots.CUT, date_sub(col(Snapshots.CUT), late));
  }

  /** Features of the task and its condition, their parts, and those that scores are compared by. */
  private List<Feature> needed() {
    return withParts(
        Stream.of(task.features(), task.where().columns(), task.fairness())
            .flatMap(List::stream)
            .toList());
  }

  private List<Feature> withParts(List<String> names) {
    return Feature.withParts(names, Feature.withHistory(settings.analysis().features()));
  }

  private Dataset<Row> worth() {
    return lake.read(Tables.CUSTOMER_VALUE)
        .select(col(ID), col("clv_amount").cast("double").as(TaskRows.WORTH));
  }
}
