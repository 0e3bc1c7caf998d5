package io.aurum.common.learn;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.percent_rank;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.FutureLabel;
import io.aurum.common.config.Settings;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.config.TaskSettings.Job;
import io.aurum.common.config.TaskSettings.Treatment;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.learn.TaskRows.Learnt;
import io.aurum.common.model.CrossFit;
import io.aurum.common.model.CrossFit.Learned;
import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.model.LearningReport;
import io.aurum.common.model.OneVersusRest;
import io.aurum.common.model.OneVersusRest.LearnedClasses;
import io.aurum.common.model.Readiness;
import io.aurum.common.model.Readiness.Finding;
import io.aurum.common.model.Readiness.Status;
import io.aurum.common.run.ContentHash;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import io.aurum.common.stat.Estimate;
import io.aurum.common.stat.uplift.UpliftCurve;
import io.aurum.common.table.Entity;
import io.aurum.common.table.Mineable;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
          Tables.MODEL_FAIRNESS,
          Tables.FEATURE_ASSOCIATION,
          Tables.SURVIVAL_CURVE,
          Tables.SURVIVAL_COEFFICIENT,
          Tables.UPLIFT_SCORE,
          Tables.UPLIFT_DECILE);

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

  /** Tables about labels with several values, beside those that every job of tasks writes. */
  public static final List<TableSpec> OF_SEVERAL_CLASSES =
      List.of(Tables.CLASS_PROBABILITY, Tables.MODEL_CLASS, Tables.MODEL_CONFUSION);

  private static final List<TableSpec> OF_NUMBERS =
      List.of(Tables.MODEL_DRIFT, Tables.FEATURE_ASSOCIATION);

  /** Tables that every job of tasks reads. */
  public static final List<TableSpec> READS =
      Stream.of(
              Stream.of(Tables.TABLE_ROW, Tables.CUSTOMER_LINK, Tables.GOLDEN_CUSTOMER),
              Mineable.ENTITIES.stream().map(Entity::table),
              Mineable.RESULTS.stream())
          .flatMap(tables -> tables)
          .distinct()
          .toList();

  private static final int DECILES = 10;
  private static final String TRAINED = "trained";
  private static final String BACKTEST = "backtest";
  private static final String UPLIFT = "uplift";

  /** Name of the positive class where the label is what happens later. */
  private static final String EVENT = "(event)";

  /** Share of the rows that a campaign is taken to reach. */
  private static final double REACHED = 0.3;

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

  /**
   * A task that is done.
   *
   * @param features of the model
   * @param scores of the rows, see {@link Scoring}
   * @param halfWidth of the interval about a predicted number; 0 of classes
   * @param classes whose probabilities the scores hold; none where they hold none
   * @param registered rows of the registry
   * @param told rows of the tables that are made in memory
   */
  private record Done(
      Ready ready,
      String modelId,
      List<FeatureColumn> features,
      Dataset<Row> scores,
      double halfWidth,
      List<String> classes,
      ModelFigures figures,
      List<Row> registered,
      Optional<Dataset<Row>> uplift,
      Map<TableSpec, List<Row>> told) {

    TaskSettings task() {
      return ready.task;
    }

    List<Row> of(TableSpec table) {
      return told.getOrDefault(table, List.of());
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
    List<Finding> findings = new ArrayList<>(rows.findings());
    findings.addAll(inspect(task, rows, learnt.examples()));
    if (task.future().isPresent()) {
      Dataset<Row> now = rows.scored().select(columns(learnt.examples()));
      findings.addAll(new Drifts(learnt.examples()).moved(now));
    }
    task.duration().ifPresent(time -> findings.addAll(Survival.growing(learnt, time)));
    task.treatment().ifPresent(treatment -> findings.add(Uplift.arms(learnt, treatment)));
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

  private static List<Finding> inspect(TaskSettings task, TaskRows rows, Examples learnt) {
    Set<String> trusted = Set.copyOf(task.trusted());
    if (!task.isOfClasses()) {
      return Readiness.inspect(learnt, task.label(), task.isClass(), trusted);
    }
    return rows.classes().isEmpty() && !rows.findings().isEmpty()
        ? List.of()
        : Readiness.inspectClasses(learnt, task.label(), rows.classes(), trusted);
  }

  private Done learn(Ready ready) {
    return ready.task.isOfClasses() ? learnClasses(ready) : learnOne(ready);
  }

  /** Learns a label of which each value is a class. */
  private Done learnClasses(Ready ready) {
    TaskSettings task = ready.task;
    Examples rows = ready.learnt.examples();
    List<String> classes = ready.rows.classes();
    String id = modelId(task, rows, classes);
    LearnedClasses learned =
        known(task, id, LearnedClasses.class)
            .orElseGet(() -> OneVersusRest.learn(rows, classes, task.folds(), run.seed()));
    ManyClasses model = new ManyClasses(task, id, learned, rows, run.runId());
    ModelFigures figures = new ModelFigures(task, run.runId());
    model.judgeCrossValidated(figures);
    Row registered =
        registered(task, id, model.inWords(), rows, figures.metrics().get(0), TRAINED, learned);
    Dataset<Row> scores =
        Scoring.score(spark, ready.rows, learned.model(), words(task, rows)).persist();
    if (task.test().isPresent()) {
      model.judgeTest(scores, figures);
    }
    Map<TableSpec, List<Row>> told = new HashMap<>();
    told.put(
        Tables.MODEL_DRIFT,
        new Drifts(rows)
            .of(
                ready
                    .rows
                    .scored()
                    .where(col(TaskRows.ROLE).notEqual(TaskRows.LEARNT))
                    .select(columns(rows)),
                task.name(),
                run.runId()));
    told.put(Tables.FEATURE_ASSOCIATION, model.associations());
    told.put(Tables.MODEL_FAIRNESS, model.fairness(ready.learnt));
    told.put(Tables.MODEL_CLASS, figures.ofClasses());
    told.put(Tables.MODEL_CONFUSION, figures.confusion());
    return new Done(
        ready,
        id,
        rows.columns(),
        scores,
        0,
        classes,
        figures,
        List.of(registered),
        Optional.empty(),
        told);
  }

  private Done learnOne(Ready ready) {
    TaskSettings task = ready.task;
    Model model = model(task, ready.learnt.examples());
    ModelFigures figures = new ModelFigures(task, run.runId());
    judgeCrossValidated(model, figures);
    Dataset<Row> scores =
        Scoring.score(spark, ready.rows, model.learned().model(), words(task, model.rows()))
            .persist();
    judgeTest(ready, model, scores, figures);
    Map<Model, String> further = new LinkedHashMap<>();
    Map<TableSpec, List<Row>> told = new HashMap<>();
    told.put(Tables.MODEL_DRIFT, drift(ready, model, scores));
    told.put(
        Tables.FEATURE_ASSOCIATION,
        Associations.of(model.rows(), task.label(), task.name(), run.runId()));
    if (task.isClass()) {
      double[] own = model.learned().report().scores();
      told.put(
          Tables.MODEL_FAIRNESS,
          Fairness.of(
              ready.learnt,
              Fairness.Judged.positive(task.positive().orElse(EVENT), own, ready.learnt),
              task.fairness(),
              task.name(),
              run.runId()));
    }
    task.future().ifPresent(label -> backtest(ready, label, figures, further, told));
    task.duration().ifPresent(time -> survive(ready, time, model, figures, told));
    Optional<Dataset<Row>> uplift =
        task.treatment().map(treatment -> uplift(ready, treatment, figures, further, told));
    return new Done(
        ready,
        model.id(),
        model.rows().columns(),
        scores,
        model.learned().model().halfWidth(),
        List.of(),
        figures,
        registered(task, model, further),
        uplift,
        told);
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

  private void backtest(
      Ready ready,
      FutureLabel label,
      ModelFigures figures,
      Map<Model, String> further,
      Map<TableSpec, List<Row>> told) {
    Backtest past = Backtest.of(label, run.asOf(), ready.learnt, rows -> model(ready.task, rows));
    past.latest()
        .ifPresent(
            model ->
                figures.judge(
                    TaskRows.TEST, model.id(), past.scores(), past.naive(), past.targets()));
    past.models().forEach(model -> further.put(model, BACKTEST));
    told.put(Tables.PREDICTION_OUTCOME, past.outcomes(ready.task.name(), run.runId()));
  }

  private void survive(
      Ready ready,
      String duration,
      Model model,
      ModelFigures figures,
      Map<TableSpec, List<Row>> told) {
    TaskSettings task = ready.task;
    List<String> left = new ArrayList<>(List.of(duration));
    Survival.growing(ready.learnt, duration).forEach(finding -> left.add(finding.subject()));
    Survival survival = new Survival(ready.learnt, duration, left);
    told.put(Tables.SURVIVAL_CURVE, survival.curve(task.name(), run.runId()));
    told.put(Tables.SURVIVAL_COEFFICIENT, survival.coefficients(task.name(), run.runId()));
    figures.tell(
        "c_index",
        model.id(),
        ModelFigures.alone(survival.concordance(task.folds(), run.seed())),
        0.5,
        survival.size());
  }

  private Dataset<Row> uplift(
      Ready ready,
      Treatment treatment,
      ModelFigures figures,
      Map<Model, String> further,
      Map<TableSpec, List<Row>> told) {
    TaskSettings task = ready.task;
    Examples rows = ready.learnt.examples();
    Model treated = model(task, rows.at(Uplift.arm(ready.learnt, treatment, treatment.treated())));
    Model control = model(task, rows.at(Uplift.arm(ready.learnt, treatment, treatment.control())));
    further.put(treated, UPLIFT);
    further.put(control, UPLIFT);
    Uplift uplift = new Uplift(treatment, treated, control);
    UpliftCurve curve = uplift.curve(ready.learnt);
    Estimate average = curve.averageEffect();
    figures.tell("ate", treated.id(), average, 0, rows.size());
    figures.tell("uplift_at_30", treated.id(), curve.at(REACHED), average.value(), rows.size());
    figures.tell("qini", treated.id(), ModelFigures.alone(curve.qini()), 0, rows.size());
    told.put(Tables.UPLIFT_DECILE, Uplift.deciles(curve, task.name(), run.runId()));
    return uplift.scores(spark, ready.rows, task.name(), run.runId());
  }

  private List<Row> drift(Ready ready, Model model, Dataset<Row> scores) {
    Dataset<Row> fresh =
        ready
            .rows
            .scored()
            .where(col(TaskRows.ROLE).notEqual(TaskRows.LEARNT))
            .join(
                scores.select(TaskRows.SOURCE, TaskRows.ENTITY, Scoring.SCORE),
                new String[] {TaskRows.SOURCE, TaskRows.ENTITY});
    return new Drifts(model.rows(), model.learned().report().scores())
        .of(
            fresh.select(
                Stream.concat(Arrays.stream(columns(model.rows())), Stream.of(col(Scoring.SCORE)))
                    .toArray(Column[]::new)),
            ready.task.name(),
            run.runId());
  }

  private static Column[] columns(Examples rows) {
    return rows.columns().stream().map(c -> col("`" + c.name() + "`")).toArray(Column[]::new);
  }

  /** The model of these rows: from the registry where it is known there. */
  private Model model(TaskSettings task, Examples rows) {
    String id = modelId(task, rows, List.of());
    Optional<Learned> known = known(task, id, Learned.class);
    return new Model(id, known.orElseGet(() -> learn(task, rows)), rows);
  }

  private <T> Optional<T> known(TaskSettings task, String id, Class<T> kind) {
    Optional<T> known = models.find(id, kind);
    progress.phase((known.isPresent() ? "scoring by " : "learning ") + task.name());
    return known;
  }

  private Learned learn(TaskSettings task, Examples rows) {
    return task.isClass()
        ? CrossFit.classes(rows, task.folds(), run.seed())
        : CrossFit.numbers(rows, task.folds(), run.seed());
  }

  private ReasonWords words(TaskSettings task, Examples rows) {
    List<FeatureColumn> columns = rows.columns();
    MiningRows tables = new MiningRows(lake, run, settings);
    boolean[] shown = new boolean[columns.size()];
    for (int f = 0; f < shown.length; f++) {
      shown[f] =
          task.future().isPresent() || tables.isPublishable(task.table(), columns.get(f).name());
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
            .where(col(Scoring.ROLE).equalTo(TaskRows.TEST).and(col(Scoring.TARGET).isNotNull()))
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
    commits.add(models.keep(done.stream().flatMap(d -> d.registered.stream()).toList()));
    commits.add(
        lake.publish(scoreTable, union(done.stream().map(d -> scoreRows(d, scoreTable)).toList())));
    commits.add(
        share(Tables.MODEL_METRIC, rows(done, d -> d.figures.metrics(), Tables.MODEL_METRIC), job));
    for (TableSpec table : job == Job.REGRESS ? OF_NUMBERS : OF_CLASSES) {
      commits.add(share(table, rows(done, d -> d.of(table), table), job));
    }
    if (job == Job.CLASSIFY) {
      commits.add(lake.publish(Tables.CLASS_PROBABILITY, probabilities(done)));
      for (TableSpec table : List.of(Tables.MODEL_CLASS, Tables.MODEL_CONFUSION)) {
        commits.add(lake.publish(table, rows(done, d -> d.of(table), table)));
      }
    }
    if (job == Job.REGRESS) {
      infer(done, commits);
    } else {
      commits.add(
          share(
              Tables.MODEL_DECILE, rows(done, d -> d.figures.deciles(), Tables.MODEL_DECILE), job));
      commits.add(
          share(
              Tables.MODEL_CALIBRATION,
              rows(done, d -> d.figures.bins(), Tables.MODEL_CALIBRATION),
              job));
      commits.add(
          share(Tables.PREDICTION_REASON, union(done.stream().map(this::reasons).toList()), job));
      commits.add(share(Tables.UPLIFT_SCORE, uplifts(done), job));
    }
  }

  private Dataset<Row> uplifts(List<Done> done) {
    TableSpec table = Tables.UPLIFT_SCORE;
    return done.stream()
        .flatMap(d -> d.uplift.stream())
        .map(rows -> rows.select(columns(table)))
        .reduce(frame(table, List.of()), Dataset::unionByName);
  }

  /** The probability of each class, of the tasks that have several. */
  private Dataset<Row> probabilities(List<Done> done) {
    TableSpec table = Tables.CLASS_PROBABILITY;
    return done.stream()
        .filter(d -> !d.classes.isEmpty())
        .map(d -> ManyClasses.probabilities(named(d), d.classes))
        .reduce(Dataset::unionByName)
        .map(rows -> rows.select(columns(table)))
        .orElseGet(() -> frame(table, List.of()));
  }

  private static Column[] columns(TableSpec table) {
    return table.columns().stream().map(column -> col(column.name())).toArray(Column[]::new);
  }

  private void infer(List<Done> done, List<Commit> commits) {
    List<Inference> models =
        done.stream()
            .flatMap(
                d ->
                    Inference.of(
                        d.task().name(), d.task().label(), run.runId(), d.ready.learnt.examples())
                        .stream())
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
    commits.add(
        lake.publish(
            Tables.DRIVER_EFFECT,
            frame(
                Tables.DRIVER_EFFECT,
                models.stream().flatMap(model -> model.effects().stream()).toList())));
  }

  /** The scores of a task with what names it. */
  private Dataset<Row> named(Done done) {
    return done.scores
        .withColumn("task", lit(done.task().name()))
        .withColumn("model_id", lit(done.modelId))
        .withColumn("run_id", lit(run.runId()));
  }

  private Dataset<Row> scoreRows(Done done, TableSpec table) {
    Column higher =
        percent_rank()
            .over(
                Window.partitionBy("source", "predicted_class").orderBy(col("probability_score")));
    Dataset<Row> scores = named(done);
    if (table.equals(Tables.REGRESSION_SCORE)) {
      double half = done.halfWidth;
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
    return scores.select(columns(table));
  }

  private Dataset<Row> reasons(Done done) {
    List<String> names = Scoring.contributors(done.features);
    Column contributors = array(names.stream().map(name -> lit(name)).toArray(Column[]::new));
    return done.scores.select(
        lit(done.task().name()).as("task"),
        col("source"),
        col("entity_id"),
        explode(map_from_arrays(contributors, col(Scoring.CONTRIBUTIONS)))
            .as(new String[] {"feature", "contribution"}),
        lit(run.runId()).as("run_id"));
  }

  /** Rows of the registry; what a model that scores is else does not matter. */
  private List<Row> registered(TaskSettings task, Model model, Map<Model, String> further) {
    Map<String, Row> models = new LinkedHashMap<>();
    models.put(model.id(), registered(task, model, TRAINED));
    further.forEach(
        (other, status) -> models.putIfAbsent(other.id(), registered(task, other, status)));
    return List.copyOf(models.values());
  }

  private Row registered(TaskSettings task, Model model, String status) {
    ModelFigures figures = new ModelFigures(task, run.runId());
    judgeCrossValidated(model, figures);
    Row main = figures.metrics().get(task.isClass() ? 2 : 0);
    return registered(
        task,
        model.id(),
        model.learned().report().inWords(),
        model.rows(),
        main,
        status,
        model.learned());
  }

  /**
   * @param algorithm in words
   * @param main row of {@code model_metric}
   * @param learned what can score again
   */
  private Row registered(
      TaskSettings task,
      String id,
      String algorithm,
      Examples rows,
      Row main,
      String status,
      Object learned) {
    TableSpec origin =
        task.future().isPresent()
            ? Tables.GOLDEN_CUSTOMER
            : new MiningRows(lake, run, settings).origin(task.table());
    return RowFactory.create(
        id,
        task.name(),
        task.job().name().toLowerCase(Locale.ROOT),
        algorithm,
        "label "
            + task.label()
            + "; features "
            + rows.columns().stream().map(FeatureColumn::name).collect(Collectors.joining(", "))
            + "; folds "
            + task.folds(),
        (long) rows.size(),
        dataHash(rows),
        versioned(origin),
        main.getString(1),
        main.getDouble(3),
        main.getDouble(7),
        status,
        ModelStore.write(learned),
        run.runId());
  }

  /** State with its version, a result with its date. */
  private String versioned(TableSpec origin) {
    return origin.name()
        + (origin.store() == Store.RESULT
            ? "@" + run.asOf()
            : lake.version(origin).map(version -> "@" + version).orElse(""));
  }

  /** A model is what it was made of: rows, task, code and seed. */
  private String modelId(TaskSettings task, Examples rows, List<String> classes) {
    ContentHash hash = new ContentHash();
    hash.add(task.name()).add(task.job().name()).add(task.label());
    hash.add(task.positive().orElse("")).add(String.valueOf(task.folds()));
    classes.forEach(hash::add);
    rows.columns().forEach(column -> hash.add(column.name()).add(column.type().name()));
    return hash.add(dataHash(rows)).add(run.codeVersion()).add(String.valueOf(run.seed())).finish();
  }

  private static String dataHash(Examples rows) {
    ContentHash hash = new ContentHash();
    for (int i = 0; i < rows.size(); i++) {
      hash.add(rows.hash(i) + " " + rows.group(i) + " " + rows.target(i));
    }
    return hash.finish();
  }

  private String inWords(Done done) {
    return TaskResults.inWords(done.task().name(), done.figures.metrics());
  }

  private Dataset<Row> rows(List<Done> done, Function<Done, List<Row>> rows, TableSpec table) {
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
