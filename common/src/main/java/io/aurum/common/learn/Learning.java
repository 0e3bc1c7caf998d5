package io.aurum.common.learn;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.percent_rank;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.FutureLabel;
import io.aurum.common.config.Settings;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.config.TaskSettings.Job;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.learn.TaskRows.Learnt;
import io.aurum.common.model.CrossFit;
import io.aurum.common.model.CrossFit.Learned;
import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.model.LearningReport;
import io.aurum.common.model.Readiness;
import io.aurum.common.model.Readiness.Finding;
import io.aurum.common.model.Readiness.Status;
import io.aurum.common.run.ContentHash;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Entity;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/**
 * Does the tasks of one job.
 *
 * <ol>
 *   <li>All tasks are asked whether they can be learnt honestly. If one cannot, {@code
 *       model_readiness} says why and nothing is learnt.
 *   <li>Each task's model is learnt, or taken from the registry where it has been learnt of the
 *       same rows by the same code.
 *   <li>Every row is scored; a row that was learnt from by the model that has not seen it.
 *   <li>Scores, reasons and figures of all tasks are published, each table once.
 * </ol>
 */
public final class Learning {
  /** Tables that every job of tasks writes, beside that of its scores. */
  public static final List<TableSpec> SHARED =
      List.of(
          Tables.MODEL_READINESS,
          Tables.MODEL_REGISTRY,
          Tables.MODEL_METRIC,
          Tables.MODEL_DECILE,
          Tables.MODEL_CALIBRATION,
          Tables.PREDICTION_REASON,
          Tables.PREDICTION_OUTCOME,
          Tables.MODEL_DRIFT,
          Tables.MODEL_FAIRNESS);

  /** Tables that every job of tasks reads. */
  public static final List<TableSpec> READS =
      Stream.concat(
              Stream.of(
                  Tables.TABLE_ROW,
                  Tables.CUSTOMER_LINK,
                  Tables.GOLDEN_CUSTOMER,
                  Tables.CUSTOMER_VALUE),
              Entities.all().stream()
                  .filter(entity -> entity.customer() == Entity.Customer.REFERENCED)
                  .map(Entity::table))
          .distinct()
          .toList();

  private static final int DECILES = 10;
  private static final String TRAINED = "trained";
  private static final String BACKTEST = "backtest";

  private final SparkSession spark;
  private final Lake lake;
  private final Run run;
  private final Settings settings;
  private final Progress progress;
  private final ModelStore models;

  /**
   * @param progress is told what is being done
   */
  public Learning(SparkSession spark, Lake lake, Run run, Settings settings, Progress progress) {
    this.spark = spark;
    this.lake = lake;
    this.run = run;
    this.settings = settings;
    this.progress = progress;
    this.models = new ModelStore(spark, lake);
  }

  /**
   * What came of the tasks.
   *
   * @param rows of all tasks' tables
   * @param scored of them
   * @param stopped why nothing was learnt; empty where something was
   * @param notes the main figure of each task, in words
   */
  public record Outcome(
      long rows, long scored, List<Commit> commits, Optional<String> stopped, List<String> notes) {}

  /** A task that is ready. */
  private record Ready(TaskSettings task, TaskRows rows, Learnt learnt) {}

  /** A task that is done. */
  private record Done(
      Ready ready,
      Model model,
      Dataset<Row> scores,
      ModelFigures figures,
      Optional<Backtest> backtest,
      List<Row> drift,
      List<Row> fairness) {

    TaskSettings task() {
      return ready.task;
    }
  }

  /**
   * Does the tasks of a job.
   *
   * @param scoreTable what the job publishes scores in
   */
  public Outcome run(Job job, TableSpec scoreTable) {
    List<TaskSettings> tasks = settings.tasks(job);
    if (tasks.isEmpty()) {
      return new Outcome(0, 0, List.of(), Optional.empty(), List.of());
    }
    List<Row> readiness = new ArrayList<>();
    List<String> stops = new ArrayList<>();
    List<Ready> ready = tasks.stream().map(task -> prepare(task, readiness, stops)).toList();
    List<Commit> commits = new ArrayList<>();
    commits.add(share(Tables.MODEL_READINESS, frame(Tables.MODEL_READINESS, readiness), job));
    long rows = ready.stream().mapToLong(task -> task.rows.scored().count()).sum();
    if (!stops.isEmpty()) {
      ready.forEach(task -> task.rows.release());
      return new Outcome(rows, 0, commits, Optional.of(String.join("; ", stops)), List.of());
    }
    List<Done> done = ready.stream().map(this::learn).toList();
    publish(done, job, scoreTable, commits);
    done.forEach(d -> d.scores.unpersist());
    ready.forEach(task -> task.rows.release());
    long scored = lake.count(scoreTable);
    return new Outcome(
        rows, scored, commits, Optional.empty(), done.stream().map(this::inWords).toList());
  }

  private Ready prepare(TaskSettings task, List<Row> readiness, List<String> stops) {
    progress.phase("asking whether " + task.name() + " can be learnt");
    TaskRows rows = TaskRows.read(lake, run, settings, task);
    Learnt learnt = rows.learnt();
    List<Finding> findings = new ArrayList<>(rows.timeFindings());
    findings.addAll(
        Readiness.inspect(
            learnt.examples(), task.label(), task.isClass(), Set.copyOf(task.trusted())));
    Set<String> unusable = new HashSet<>();
    for (Finding finding : findings) {
      readiness.add(
          RowFactory.create(
              task.name(),
              finding.check(),
              finding.subject(),
              finding.status().label(),
              Double.isNaN(finding.figure()) ? null : finding.figure(),
              finding.reason(),
              run.runId()));
      if (finding.status() == Status.STOP) {
        stops.add(
            "task %s: %s %s: %s"
                .formatted(task.name(), finding.check(), finding.subject(), finding.reason()));
      }
      if (!finding.usable()) {
        unusable.add(finding.subject());
      }
    }
    List<FeatureColumn> usable =
        rows.columns().stream().filter(column -> !unusable.contains(column.name())).toList();
    return new Ready(task, rows, learnt.with(usable));
  }

  private Done learn(Ready ready) {
    TaskSettings task = ready.task;
    Model model = model(task, ready.learnt.examples());
    ModelFigures figures = new ModelFigures(task, run.runId());
    judgeCrossValidated(model, figures);
    Dataset<Row> scores =
        Scoring.score(spark, ready.rows, model.learned().model(), words(task, model)).persist();
    judgeTest(ready, model, scores, figures);
    Optional<Backtest> backtest = task.future().map(label -> backtest(ready, label, figures));
    return new Done(
        ready,
        model,
        scores,
        figures,
        backtest,
        drift(ready, model, scores),
        task.isClass()
            ? Fairness.of(
                ready.learnt,
                model.learned().report().scores(),
                task.fairness(),
                task.name(),
                run.runId())
            : List.of());
  }

  private static void judgeCrossValidated(Model model, ModelFigures figures) {
    LearningReport report = model.learned().report();
    figures.judge(
        "cv",
        model.id(),
        report.scores(),
        report.baseline(),
        IntStream.range(0, model.rows().size()).mapToDouble(model.rows()::target).toArray());
  }

  private Backtest backtest(Ready ready, FutureLabel label, ModelFigures figures) {
    Backtest backtest =
        Backtest.of(label, run.asOf(), ready.learnt, rows -> model(ready.task, rows));
    backtest
        .latest()
        .ifPresent(
            model ->
                figures.judge(
                    TaskRows.TEST,
                    model.id(),
                    backtest.scores(),
                    backtest.naive(),
                    backtest.targets()));
    return backtest;
  }

  private List<Row> drift(Ready ready, Model model, Dataset<Row> scores) {
    List<String> columns =
        new ArrayList<>(model.rows().columns().stream().map(FeatureColumn::name).toList());
    Dataset<Row> fresh =
        ready
            .rows
            .scored()
            .where(col(TaskRows.ROLE).notEqual(TaskRows.LEARNT))
            .join(
                scores.select(TaskRows.SOURCE, TaskRows.ENTITY, Scoring.SCORE),
                new String[] {TaskRows.SOURCE, TaskRows.ENTITY});
    columns.add(Scoring.SCORE);
    return new Drifts(model.rows(), model.learned().report().scores())
        .of(
            fresh.select(
                columns.stream().map(name -> col("`" + name + "`")).toArray(Column[]::new)),
            ready.task.name(),
            run.runId());
  }

  /** The model of these rows: from the registry where it is known there. */
  private Model model(TaskSettings task, Examples rows) {
    String id = modelId(task, rows);
    Optional<Learned> known = models.find(id);
    progress.phase((known.isPresent() ? "scoring by " : "learning ") + task.name());
    return new Model(id, known.orElseGet(() -> learn(task, rows)), rows);
  }

  private Learned learn(TaskSettings task, Examples rows) {
    return task.isClass()
        ? CrossFit.classes(rows, task.folds(), run.seed())
        : CrossFit.numbers(rows, task.folds(), run.seed());
  }

  private ReasonWords words(TaskSettings task, Model model) {
    List<FeatureColumn> columns = model.rows().columns();
    boolean[] shown = new boolean[columns.size()];
    for (int f = 0; f < shown.length; f++) {
      shown[f] =
          task.future().isPresent()
              || TaskRows.isShown(settings.source(task.table()), columns.get(f).name());
    }
    return new ReasonWords(columns, shown, task.actions());
  }

  private static void judgeTest(
      Ready ready, Model model, Dataset<Row> scores, ModelFigures figures) {
    if (ready.task.test().isEmpty()) {
      return;
    }
    List<Row> test =
        scores
            .where(col(TaskRows.ROLE).equalTo(TaskRows.TEST).and(col(Scoring.TARGET).isNotNull()))
            .select(Scoring.SCORE, Scoring.TARGET)
            .orderBy(Scoring.SCORE, Scoring.TARGET)
            .collectAsList();
    double mean = ready.learnt.examples().meanTarget();
    double naive = ready.task.isClass() ? Math.log(mean / (1 - mean)) : mean;
    if (test.size() > 1) {
      figures.judge(
          TaskRows.TEST,
          model.id(),
          test.stream().mapToDouble(row -> row.getDouble(0)).toArray(),
          test.stream().mapToDouble(row -> naive).toArray(),
          test.stream().mapToDouble(row -> row.getDouble(1)).toArray());
    }
  }

  private void publish(List<Done> done, Job job, TableSpec scoreTable, List<Commit> commits) {
    progress.phase("publishing scores");
    commits.add(models.keep(registered(done)));
    commits.add(
        lake.publish(scoreTable, union(done.stream().map(d -> scoreRows(d, scoreTable)).toList())));
    commits.add(
        share(Tables.MODEL_METRIC, rows(done, d -> d.figures.metrics(), Tables.MODEL_METRIC), job));
    commits.add(
        share(Tables.MODEL_DRIFT, rows(done, Done::drift, Tables.MODEL_DRIFT), job));
    if (job == Job.REGRESS) {
      infer(done, commits);
    } else {
      commits.add(
          share(Tables.MODEL_DECILE, rows(done, d -> d.figures.deciles(), Tables.MODEL_DECILE), job));
      commits.add(
          share(
              Tables.MODEL_CALIBRATION,
              rows(done, d -> d.figures.bins(), Tables.MODEL_CALIBRATION),
              job));
      commits.add(
          share(Tables.PREDICTION_REASON, union(done.stream().map(this::reasons).toList()), job));
      commits.add(
          share(
              Tables.PREDICTION_OUTCOME,
              rows(done, this::outcomes, Tables.PREDICTION_OUTCOME),
              job));
      commits.add(
          share(Tables.MODEL_FAIRNESS, rows(done, Done::fairness, Tables.MODEL_FAIRNESS), job));
    }
  }

  private void infer(List<Done> done, List<Commit> commits) {
    List<Inference> models =
        done.stream()
            .flatMap(d -> Inference.of(d.task().name(), run.runId(), d.ready.learnt.examples()).stream())
            .toList();
    commits.add(
        lake.publish(
            Tables.REGRESSION_SUMMARY,
            frame(Tables.REGRESSION_SUMMARY, models.stream().map(Inference::summary).toList())));
    commits.add(
        lake.publish(
            Tables.REGRESSION_COEFFICIENT,
            frame(
                Tables.REGRESSION_COEFFICIENT,
                models.stream().flatMap(model -> model.coefficients().stream()).toList())));
  }

  private List<Row> outcomes(Done done) {
    return done.backtest.map(b -> b.outcomes(done.task().name(), run.runId())).orElse(List.of());
  }

  private Dataset<Row> scoreRows(Done done, TableSpec table) {
    Column higher =
        percent_rank().over(Window.partitionBy("source").orderBy(col("probability_score")));
    Dataset<Row> scores =
        done.scores
            .withColumn("task", lit(done.task().name()))
            .withColumn("model_id", lit(done.model.id()))
            .withColumn("run_id", lit(run.runId()));
    if (table.equals(Tables.REGRESSION_SCORE)) {
      double half = done.model.learned().model().halfWidth();
      scores =
          scores
              .withColumn("prediction", col(Scoring.SCORE))
              .withColumn("lower", col(Scoring.SCORE).minus(half))
              .withColumn("upper", col(Scoring.SCORE).plus(half));
    } else {
      Column p = col("probability_score");
      scores =
          scores
              .withColumn("predicted_positive", p.geq(0.5))
              .withColumn("percentile_rate", higher)
              .withColumn(
                  "decile",
                  least(
                          floor(lit(1).minus(col("percentile_rate")).multiply(DECILES)).plus(1),
                          lit(DECILES))
                      .cast("int"))
              .withColumn(
                  "risk_band",
                  when(p.geq(0.75), "very high")
                      .when(p.geq(0.5), "high")
                      .when(p.geq(0.25), "medium")
                      .otherwise("low"));
    }
    return scores.select(
        table.columns().stream().map(column -> col(column.name())).toArray(Column[]::new));
  }

  private Dataset<Row> reasons(Done done) {
    List<String> names = Scoring.contributors(done.model.learned().model());
    Column contributors = array(names.stream().map(name -> lit(name)).toArray(Column[]::new));
    return done.scores.select(
        lit(done.task().name()).as("task"),
        col("source"),
        col("entity_id"),
        explode(map_from_arrays(contributors, col(Scoring.CONTRIBUTIONS)))
            .as(new String[] {"feature", "contribution"}),
        lit(run.runId()).as("run_id"));
  }

  /** Rows of the registry; a model that both scores and tells of a past date scores. */
  private List<Row> registered(List<Done> done) {
    Map<String, Row> models = new LinkedHashMap<>();
    for (Done d : done) {
      models.put(d.model.id(), registered(d.task(), d.model, TRAINED));
      for (Model past : d.backtest.map(Backtest::models).orElse(List.of())) {
        models.putIfAbsent(past.id(), registered(d.task(), past, BACKTEST));
      }
    }
    return List.copyOf(models.values());
  }

  private Row registered(TaskSettings task, Model model, String status) {
    LearningReport report = model.learned().report();
    ModelFigures figures = new ModelFigures(task, run.runId());
    judgeCrossValidated(model, figures);
    Row main = figures.metrics().get(task.isClass() ? 2 : 0);
    TableSpec origin =
        task.future().isPresent() ? Tables.GOLDEN_CUSTOMER : Tables.TABLE_ROW;
    return RowFactory.create(
        model.id(),
        task.name(),
        task.job().name().toLowerCase(Locale.ROOT),
        report.candidates().stream()
                .map(
                    c ->
                        String.format(
                            Locale.ROOT,
                            "%s (loss %.6g, weight %.2f)",
                            c.name(),
                            c.loss(),
                            c.weight()))
                .collect(Collectors.joining("; "))
            + "; calibration "
            + report.calibration(),
        "label "
            + task.label()
            + "; features "
            + model.rows().columns().stream()
                .map(FeatureColumn::name)
                .collect(Collectors.joining(", "))
            + "; folds "
            + task.folds(),
        (long) model.rows().size(),
        dataHash(model.rows()),
        origin.name() + lake.version(origin).map(version -> "@" + version).orElse(""),
        main.getString(1),
        main.getDouble(3),
        main.getDouble(7),
        status,
        ModelStore.write(model.learned()),
        run.runId());
  }

  /** A model is what it was made of: rows, task, code and seed. */
  private String modelId(TaskSettings task, Examples rows) {
    ContentHash hash = new ContentHash();
    hash.add(task.name()).add(task.job().name()).add(task.label());
    hash.add(task.positive().orElse("")).add(String.valueOf(task.folds()));
    rows.columns().forEach(column -> hash.add(column.name()).add(column.type().name()));
    return hash.add(dataHash(rows))
        .add(run.codeVersion())
        .add(String.valueOf(run.seed()))
        .finish();
  }

  private static String dataHash(Examples rows) {
    ContentHash hash = new ContentHash();
    for (int i = 0; i < rows.size(); i++) {
      hash.add(rows.hash(i) + " " + rows.group(i) + " " + rows.target(i));
    }
    return hash.finish();
  }

  private String inWords(Done done) {
    List<String> figures =
        done.figures.metrics().stream()
            .map(
                row ->
                    String.format(
                        Locale.ROOT,
                        "%s %s %.4g (naive %.4g)",
                        row.getString(2),
                        row.getString(1),
                        row.getDouble(3),
                        row.getDouble(7)))
            .toList();
    return "task " + done.task().name() + ": " + String.join(", ", figures);
  }

  private Dataset<Row> rows(
      List<Done> done, Function<Done, List<Row>> rows, TableSpec table) {
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
    Object[] tasks = settings.tasks(job).stream().map(TaskSettings::name).toArray();
    if (!lake.exists(table)) {
      return lake.publish(table, own);
    }
    Dataset<Row> others =
        lake.read(table)
            .where(col("run_id").equalTo(run.runId()).and(not(col("task").isin(tasks))))
            .select(table.columns().stream().map(c -> col(c.name())).toArray(Column[]::new));
    return lake.publish(table, own.unionByName(others));
  }
}
