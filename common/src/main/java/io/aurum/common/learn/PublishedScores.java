package io.aurum.common.learn;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;

import io.aurum.common.config.FutureLabel;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.lake.CustomerLinks;
import io.aurum.common.lake.Facts;
import io.aurum.common.lake.KeyDraw;
import io.aurum.common.lake.Lake;
import io.aurum.common.model.Logit;
import io.aurum.common.run.Run;
import io.aurum.common.snapshot.Futures;
import io.aurum.common.table.TableSpec;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * What was published of customers at a past date, and what became of them: the latest scores of a
 * task whose days have passed by the run's date. By its nature this depends on the dates that were
 * published.
 *
 * <p>A score counts for the customer that its id leads to at the run's date. So a customer who is a
 * merger of several has a row for each score that was published of them. Those who are gone since,
 * or of whom the label asks no more, have none.
 */
final class PublishedScores {
  /** How a row of {@code prediction_outcome}, or a figure, came about. */
  static final String BASIS = "published";

  private static final String ID = Facts.CUSTOMER_ID;
  private static final String SCORED_ID = "scored_customer_id";

  private final TaskSettings task;
  private final FutureLabel label;
  private final LocalDate date;
  private final String modelId;
  private final LocalDate learnedOn;
  private final Dataset<Row> rows;
  private final double naive;

  private PublishedScores(
      TaskSettings task,
      LocalDate date,
      String modelId,
      LocalDate learnedOn,
      Dataset<Row> rows,
      double naive) {
    this.task = task;
    this.label = task.future().orElseThrow();
    this.date = date;
    this.modelId = modelId;
    this.learnedOn = learnedOn;
    this.rows = rows;
    this.naive = naive;
  }

  /**
   * Looks for the latest scores of a task that can be judged; empty where there are none, or the
   * task asks for something else since.
   *
   * @param customers of the task
   * @param table that its scores are published in
   */
  static Optional<PublishedScores> latest(
      Lake lake, Run run, CustomerRows customers, TableSpec table) {
    FutureLabel label = customers.task().future().orElseThrow();
    return lake.dates(table).stream()
        .filter(date -> label.isKnown(date, run.asOf()))
        .sorted(Comparator.reverseOrder())
        .flatMap(date -> of(lake, run, customers, table, date).stream())
        .findFirst();
  }

  private static Optional<PublishedScores> of(
      Lake lake, Run run, CustomerRows customers, TableSpec table, LocalDate date) {
    TaskSettings task = customers.task();
    Dataset<Row> said = lake.read(table, date).where(col("task").equalTo(task.name()));
    return said.select("model_id").takeAsList(1).stream()
        .map(row -> row.getString(0))
        .flatMap(
            model ->
                customers.learnedOn(date).stream()
                    .map(
                        learnedOn ->
                            new PublishedScores(
                                task,
                                date,
                                model,
                                learnedOn,
                                joined(lake, run, customers, said, date),
                                naive(customers, date))))
        .findFirst();
  }

  private static Dataset<Row> joined(
      Lake lake, Run run, CustomerRows customers, Dataset<Row> said, LocalDate date) {
    Dataset<Row> became =
        customers
            .became(date, run.asOf())
            .where(col(Futures.TARGET).isNotNull())
            .select(col(ID), col(Futures.TARGET).as(TaskRows.TARGET));
    return said.withColumnRenamed(ID, SCORED_ID)
        .join(
            CustomerLinks.heirs(lake, date, run.asOf()),
            col(SCORED_ID).equalTo(col(CustomerLinks.FORMER)),
            "left")
        .withColumn(ID, coalesce(col(CustomerLinks.HEIR), col(SCORED_ID)))
        .join(became, new String[] {ID})
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /**
   * Mean label of the latest customers of whom it was known at a date; NaN where there are none.
   */
  private static double naive(CustomerRows customers, LocalDate date) {
    LocalDate cut = date.minusDays(customers.task().future().orElseThrow().days());
    Row mean =
        customers
            .counted(cut, date)
            .agg(avg(col(Futures.TARGET).cast(DataTypes.createDecimalType(28, 6))).cast("double"))
            .head();
    return mean.isNullAt(0) ? Double.NaN : mean.getDouble(0);
  }

  /** The rows of {@code prediction_outcome}. */
  Dataset<Row> outcomes(String runId) {
    boolean isClass = task.isClass();
    Column none = lit(null);
    Column target = col(TaskRows.TARGET);
    return rows.select(
        Stream.of(
                col("task"),
                col(ID),
                col(SCORED_ID),
                lit(Date.valueOf(date)).as("predicted_on"),
                date_add(lit(Date.valueOf(date)), label.days()).as("judged_on"),
                lit(BASIS).as("basis"),
                (isClass ? col("probability_score") : none.cast("double")).as("probability_score"),
                (isClass ? col("predicted_positive") : none.cast("boolean"))
                    .as("predicted_positive"),
                (isClass ? target.gt(0.5) : none.cast("boolean")).as("is_true"),
                (isClass ? none.cast("double") : col("prediction")).as("prediction"),
                (isClass ? none.cast("double") : col("lower")).as("lower"),
                (isClass ? none.cast("double") : col("upper")).as("upper"),
                (isClass ? none.cast("double") : target).as("observed"),
                col("model_id"),
                lit(runId).as("run_id"))
            .toArray(Column[]::new));
  }

  /**
   * How good they were, where there are rows enough to tell; of very many rows of a part, drawn by
   * key.
   */
  Optional<ModelFigures> figures(Run run) {
    List<Column> told =
        Stream.of(
                task.isClass()
                    ? List.of(Scoring.SCORE, TaskRows.TARGET)
                    : List.of("prediction", TaskRows.TARGET, Scoring.LOWER, Scoring.UPPER))
            .flatMap(List::stream)
            .map(name -> col(name))
            .toList();
    double share = (double) TaskRows.MAX_LEARNT / Math.max(1, rows.count());
    List<Row> judged =
        rows.where(KeyDraw.isDrawn(share, run.seed(), col(SCORED_ID)))
            .select(told.toArray(Column[]::new))
            .orderBy(told.toArray(Column[]::new))
            .collectAsList();
    if (!isTelling(judged)) {
      return Optional.empty();
    }
    double baseline = task.isClass() ? Logit.of(naive) : naive;
    ModelFigures figures = new ModelFigures(task, learnedOn, run.runId());
    figures.judge(
        BASIS,
        modelId,
        ModelFigures.Said.of(judged, task.isClass()),
        judged.stream().mapToDouble(row -> baseline).toArray(),
        judged.stream().mapToDouble(row -> row.getDouble(1)).toArray());
    return Optional.of(figures);
  }

  private boolean isTelling(List<Row> judged) {
    long positives = judged.stream().filter(row -> row.getDouble(1) > 0.5).count();
    return task.isClass()
        ? naive > 0
            && naive < 1
            && Math.min(positives, judged.size() - positives) >= Backtest.FEWEST
        : !Double.isNaN(naive) && judged.size() >= Backtest.FEWEST;
  }

  /** Forgets the rows. */
  void release() {
    rows.unpersist();
  }
}
