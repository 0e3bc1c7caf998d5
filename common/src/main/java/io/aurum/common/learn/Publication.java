package io.aurum.common.learn;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.percent_rank;
import static org.apache.spark.sql.functions.rank;

import io.aurum.common.config.Settings;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.config.TaskSettings.Job;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Publishes scores, reasons and figures of all tasks of a job, each table once. */
final class Publication {
  /** Tables about classes that are made in memory. */
  private static final List<TableSpec> OF_CLASSES =
      List.of(
          Tables.PREDICTION_OUTCOME,
          Tables.MODEL_DRIFT,
          Tables.MODEL_FAIRNESS,
          Tables.FEATURE_ASSOCIATION,
          Tables.SURVIVAL_CURVE,
          Tables.SURVIVAL_COEFFICIENT,
          Tables.UPLIFT_DECILE);

  private static final List<TableSpec> OF_NUMBERS =
      List.of(Tables.PREDICTION_OUTCOME, Tables.MODEL_DRIFT, Tables.FEATURE_ASSOCIATION);

  /** What linear models tell. */
  static final List<TableSpec> INFERRED =
      List.of(Tables.REGRESSION_SUMMARY, Tables.REGRESSION_COEFFICIENT, Tables.DRIVER_EFFECT);

  private static final int DECILES = 10;

  private final SparkSession spark;
  private final Lake lake;
  private final Run run;
  private final Settings settings;

  Publication(SparkSession spark, Lake lake, Run run, Settings settings) {
    this.spark = spark;
    this.lake = lake;
    this.run = run;
    this.settings = settings;
  }

  /** Publishes what the gate said, before anything is learnt. */
  Commit publishReadiness(List<Row> readiness, Job job) {
    return share(Tables.MODEL_READINESS, frame(Tables.MODEL_READINESS, readiness), job);
  }

  /**
   * Publishes what came of a job's tasks.
   *
   * @param scoreTable what the job publishes scores in
   */
  List<Commit> publish(List<DoneTask> done, Job job, TableSpec scoreTable) {
    List<Commit> commits = new ArrayList<>();
    commits.add(
        lake.publish(scoreTable, union(done.stream().map(d -> scoreRows(d, scoreTable)).toList())));
    commits.add(
        share(
            Tables.MODEL_METRIC, rows(done, d -> d.figures().metrics(), Tables.MODEL_METRIC), job));
    for (TableSpec table : job == Job.REGRESS ? OF_NUMBERS : OF_CLASSES) {
      Dataset<Row> rows = rows(done, d -> d.of(table), table);
      commits.add(
          share(table, table.equals(Tables.PREDICTION_OUTCOME) ? outcomes(done, rows) : rows, job));
    }
    if (job == Job.CLASSIFY) {
      commits.add(lake.publish(Tables.CLASS_PROBABILITY, probabilities(done)));
      for (TableSpec table : List.of(Tables.MODEL_CLASS, Tables.MODEL_CONFUSION)) {
        commits.add(lake.publish(table, rows(done, d -> d.of(table), table)));
      }
    }
    infer(done, commits, job);
    commits.add(
        share(Tables.PREDICTION_REASON, union(done.stream().map(this::reasons).toList()), job));
    if (job != Job.REGRESS) {
      commits.add(
          share(
              Tables.MODEL_DECILE,
              rows(done, d -> d.figures().deciles(), Tables.MODEL_DECILE),
              job));
      commits.add(
          share(
              Tables.MODEL_CALIBRATION,
              rows(done, d -> d.figures().bins(), Tables.MODEL_CALIBRATION),
              job));
      commits.add(share(Tables.UPLIFT_SCORE, uplifts(done), job));
    }
    return commits;
  }

  /** What was said at past dates, with what was published then. */
  private Dataset<Row> outcomes(List<DoneTask> done, Dataset<Row> backtests) {
    return done.stream()
        .flatMap(d -> d.published().stream())
        .map(published -> published.outcomes(run.runId()))
        .reduce(backtests, Dataset::unionByName);
  }

  private Dataset<Row> uplifts(List<DoneTask> done) {
    TableSpec table = Tables.UPLIFT_SCORE;
    return done.stream()
        .flatMap(d -> d.uplift().stream())
        .map(rows -> rows.select(columns(table)))
        .reduce(frame(table, List.of()), Dataset::unionByName);
  }

  /** The probability of each class, of the tasks that have several. */
  private Dataset<Row> probabilities(List<DoneTask> done) {
    TableSpec table = Tables.CLASS_PROBABILITY;
    return done.stream()
        .filter(d -> !d.classes().isEmpty())
        .map(d -> ManyClasses.probabilities(named(d), d.classes()))
        .reduce(Dataset::unionByName)
        .map(rows -> rows.select(columns(table)))
        .orElseGet(() -> frame(table, List.of()));
  }

  private static Column[] columns(TableSpec table) {
    return table.columns().stream().map(column -> col(column.name())).toArray(Column[]::new);
  }

  private void infer(List<DoneTask> done, List<Commit> commits, Job job) {
    List<Inference> models =
        done.stream()
            .flatMap(
                d ->
                    Inference.of(
                        d.task(), run.runId(), d.ready().learnt().examples(), d.ready().rows())
                        .stream())
            .toList();
    Map<TableSpec, Function<Inference, List<Row>>> tables =
        Map.of(
            Tables.REGRESSION_SUMMARY, model -> List.of(model.summary()),
            Tables.REGRESSION_COEFFICIENT, Inference::coefficients,
            Tables.DRIVER_EFFECT, Inference::effects);
    for (TableSpec table : INFERRED) {
      List<Row> rows =
          models.stream().flatMap(model -> tables.get(table).apply(model).stream()).toList();
      commits.add(share(table, frame(table, rows), job));
    }
  }

  /** The scores of a task with what names it. */
  private Dataset<Row> named(DoneTask done) {
    return done.scores()
        .withColumn("task", lit(done.task().name()))
        .withColumn("model_id", lit(done.modelId()))
        .withColumn("run_id", lit(run.runId()));
  }

  private Dataset<Row> scoreRows(DoneTask done, TableSpec table) {
    Column higher =
        percent_rank()
            .over(
                Window.partitionBy("source", "predicted_class").orderBy(col("probability_score")));
    Dataset<Row> scores = named(done);
    if (table.equals(Tables.REGRESSION_SCORE)) {
      scores = scores.withColumn("prediction", col(Scoring.SCORE));
    } else {
      Column p = col("probability_score");
      scores =
          scores
              .withColumn("predicted_positive", p.geq(0.5))
              .withColumn("percentile_rate", higher)
              .withColumn("decile", decile());
      if (table.equals(Tables.CHURN_SCORE)) {
        scores = scores.withColumn("risk_band", RiskBand.around(done.baseRate()).of(p));
      }
    }
    return scores.select(columns(table));
  }

  /** As model_decile counts them, rows of equal scores together. */
  private static Column decile() {
    WindowSpec alike = Window.partitionBy("source", "predicted_class");
    Column rank = rank().over(alike.orderBy(col("probability_score").desc()));
    return ceil(rank.multiply(DECILES).divide(count(lit(1)).over(alike))).cast("int");
  }

  private Dataset<Row> reasons(DoneTask done) {
    List<String> names = Scoring.contributors(done.features());
    Column contributors = array(names.stream().map(name -> lit(name)).toArray(Column[]::new));
    return done.scores()
        .select(
            lit(done.task().name()).as("task"),
            col("source"),
            col("entity_id"),
            explode(map_from_arrays(contributors, col(Scoring.CONTRIBUTIONS)))
                .as(new String[] {"feature", "contribution"}),
            lit(run.runId()).as("run_id"));
  }

  private Dataset<Row> rows(
      List<DoneTask> done, Function<DoneTask, List<Row>> rows, TableSpec table) {
    return frame(table, done.stream().flatMap(d -> rows.apply(d).stream()).toList());
  }

  private Dataset<Row> frame(TableSpec table, List<Row> rows) {
    return spark.createDataFrame(rows, lake.contract(table).schema());
  }

  private static Dataset<Row> union(List<Dataset<Row>> parts) {
    return parts.stream().reduce(Dataset::unionByName).orElseThrow();
  }

  /** Publishes the job's rows of a table beside those that the run's other jobs wrote. */
  private Commit share(TableSpec table, Dataset<Row> own, Job job) {
    return new TaskResults(lake, run)
        .publish(table, own, settings.tasks(job).stream().map(TaskSettings::name).toArray());
  }
}
