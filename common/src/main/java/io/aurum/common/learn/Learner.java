package io.aurum.common.learn;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.config.Settings;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.config.TaskSettings.Treatment;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.model.CrossFit;
import io.aurum.common.model.CrossFit.Learned;
import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.model.KindredFeatures;
import io.aurum.common.model.LearnedModel;
import io.aurum.common.model.OneVersusRest;
import io.aurum.common.model.OneVersusRest.LearnedClasses;
import io.aurum.common.run.Run;
import io.aurum.common.stat.Estimate;
import io.aurum.common.stat.uplift.UpliftCurve;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Does one task: learns its model or takes it from the registry, scores all rows, judges. */
final class Learner {
  /** Share of the rows that a campaign is taken to reach. */
  private static final double REACHED = 0.3;

  /** Probability from which a class is the more probable one. */
  private static final double EVEN = 0.5;

  /** Name of the positive class where the label is what happens later. */
  private static final String EVENT = "(event)";

  private final SparkSession spark;
  private final Lake lake;
  private final Run run;
  private final Settings settings;
  private final Registry registry;
  private final TableSpec scoreTable;

  /**
   * @param scoreTable that scores are published in
   */
  Learner(
      SparkSession spark,
      Lake lake,
      Run run,
      Settings settings,
      Registry registry,
      TableSpec scoreTable) {
    this.scoreTable = scoreTable;
    this.spark = spark;
    this.lake = lake;
    this.run = run;
    this.settings = settings;
    this.registry = registry;
  }

  /** Learns, scores and judges a task. */
  DoneTask learn(ReadyTask ready) {
    return ready.task().isOfClasses() ? learnClasses(ready) : learnOne(ready);
  }

  /** Learns a label of which each value is a class. */
  private DoneTask learnClasses(ReadyTask ready) {
    TaskSettings task = ready.task();
    Examples rows = ready.learnt().examples();
    List<String> classes = ready.rows().classes();
    ManyClasses model = ofClasses(task, rows, classes);
    ModelFigures figures = new ModelFigures(task, ready.rows().learnedOn(), run.runId());
    model.judgeCrossValidated(figures);
    List<Row> registered = new ArrayList<>(List.of(registered(ready, model, Registry.TRAINED)));
    Dataset<Row> scores =
        Scoring.score(
                spark,
                ready.rows(),
                model.learned().model(),
                words(task, rows, ReasonWords.Unit.LOG_ODDS))
            .persist();
    boolean isJudged =
        (task.test().isPresent() || task.learning().isPresent())
            && model.judgeTest(scores, figures);
    if (!isJudged && task.test().isEmpty()) {
      forward(ready, figures)
          .map(last -> registered(ready, last, Registry.BACKTEST))
          .ifPresent(registered::add);
    }
    Map<TableSpec, List<Row>> told = new HashMap<>();
    told.put(
        Tables.MODEL_DRIFT,
        new Drifts(rows)
            .of(
                ready
                    .rows()
                    .scored()
                    .where(col(TaskRows.ROLE).notEqual(TaskRows.LEARNT))
                    .select(columns(rows)),
                task.name(),
                run.runId()));
    told.put(Tables.FEATURE_ASSOCIATION, model.associations());
    told.put(Tables.MODEL_FAIRNESS, model.fairness(ready.learnt()));
    told.put(Tables.MODEL_CLASS, figures.ofClasses());
    told.put(Tables.MODEL_CONFUSION, figures.confusion());
    return new DoneTask(
        ready,
        model.id(),
        rows.columns(),
        scores,
        classes,
        figures,
        registered,
        Optional.empty(),
        Optional.empty(),
        told);
  }

  /** The model of these rows: from the registry where it is known there. */
  private ManyClasses ofClasses(TaskSettings task, Examples rows, List<String> classes) {
    String id = registry.modelId(task, rows, classes);
    LearnedClasses learned =
        registry
            .known(task, id, LearnedClasses.class)
            .orElseGet(() -> OneVersusRest.learn(rows, classes, task.folds(), run.seed()));
    return new ManyClasses(task, id, learned, rows, run.runId());
  }

  private Row registered(ReadyTask ready, ManyClasses model, String status) {
    LocalDate learnedOn = ready.rows().learnedOn();
    ModelFigures figures = new ModelFigures(ready.task(), learnedOn, run.runId());
    model.judgeCrossValidated(figures);
    return registry.registered(
        new Registry.Entry(
            ready.task(),
            learnedOn,
            model.id(),
            model.inWords(),
            model.rows(),
            status,
            model.learned()),
        figures.metrics().get(0));
  }

  /** Judges the last block of days by a model of those before it. */
  private Optional<ManyClasses> forward(ReadyTask ready, ModelFigures figures) {
    TaskSettings task = ready.task();
    return Forward.Blocks.of(task, ready.learnt().examples())
        .map(
            blocks -> {
              ManyClasses model = ofClasses(task, blocks.past(), ready.rows().classes());
              model.judgeLater(blocks.held(), figures);
              return model;
            });
  }

  private DoneTask learnOne(ReadyTask ready) {
    TaskSettings task = ready.task();
    Model model = model(task, ready.learnt().examples());
    ModelFigures figures = new ModelFigures(task, ready.rows().learnedOn(), run.runId());
    figures.judgeCrossValidated(model);
    LearnedModel learned = model.learned().model();
    ReasonWords.Unit unit =
        task.isClass()
            ? ReasonWords.Unit.LOG_ODDS
            : ReasonWords.Unit.ofLabel(learned.intervals().typicalHalfWidth());
    Dataset<Row> scores =
        Scoring.score(spark, ready.rows(), learned, words(task, model.rows(), unit)).persist();
    Map<Model, String> further = new LinkedHashMap<>();
    if (!judgeTest(ready, model, scores, figures) && task.test().isEmpty()) {
      judgeForward(ready, figures, further);
    }
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
              ready.learnt(),
              Fairness.Judged.positive(
                  task.positive().orElse(EVENT),
                  own,
                  isBadNews(task) ? RiskBand.around(model.rows().meanTarget()).medium() : EVEN,
                  ready.learnt()),
              task.fairness(),
              task.name(),
              run.runId()));
    }
    Optional<PublishedScores> published = Optional.empty();
    if (task.future().isPresent()) {
      backtest(ready, figures, further, told);
      published = published(task);
      published.flatMap(past -> past.figures(run)).ifPresent(figures::add);
    }
    task.duration().ifPresent(time -> survive(ready, time, model, figures, told));
    Optional<Dataset<Row>> uplift =
        task.treatment().map(treatment -> uplift(ready, treatment, figures, further, told));
    return new DoneTask(
        ready,
        model.id(),
        model.rows().columns(),
        scores,
        List.of(),
        figures,
        registry.registered(task, ready.rows().learnedOn(), model, further),
        uplift,
        published,
        told);
  }

  private void backtest(
      ReadyTask ready,
      ModelFigures figures,
      Map<Model, String> further,
      Map<TableSpec, List<Row>> told) {
    Backtest past =
        Backtest.of(
            ready.task(),
            ready.rows().learnedOn(),
            ready.learnt(),
            rows -> model(ready.task(), rows));
    past.latest()
        .ifPresent(
            model ->
                figures.judge(
                    TaskRows.TEST, model.id(), past.said(), past.naive(), past.targets()));
    past.models().forEach(model -> further.put(model, Registry.BACKTEST));
    told.put(Tables.PREDICTION_OUTCOME, past.outcomes(run.runId()));
  }

  private Optional<PublishedScores> published(TaskSettings task) {
    CustomerRows customers =
        new CustomerRows(lake, run, settings, task, task.learnedOn(run.asOf()));
    return PublishedScores.latest(lake, run, customers, scoreTable);
  }

  private void survive(
      ReadyTask ready,
      String duration,
      Model model,
      ModelFigures figures,
      Map<TableSpec, List<Row>> told) {
    TaskSettings task = ready.task();
    List<String> left = new ArrayList<>(List.of(duration));
    Survival.growing(ready.learnt(), duration).forEach(finding -> left.add(finding.subject()));
    Survival survival = new Survival(ready.learnt(), duration, left);
    told.put(Tables.SURVIVAL_CURVE, survival.curve(task.name(), run.runId()));
    told.put(Tables.SURVIVAL_COEFFICIENT, survival.coefficients(task.name(), run.runId()));
    figures.tell(
        "c_index",
        model.id(),
        survival.concordance(task.folds(), run.seed()),
        0.5,
        survival.size());
  }

  private Dataset<Row> uplift(
      ReadyTask ready,
      Treatment treatment,
      ModelFigures figures,
      Map<Model, String> further,
      Map<TableSpec, List<Row>> told) {
    TaskSettings task = ready.task();
    Examples rows = ready.learnt().examples();
    Model treated =
        model(task, rows.at(Uplift.arm(ready.learnt(), treatment, treatment.treated())));
    Model control =
        model(task, rows.at(Uplift.arm(ready.learnt(), treatment, treatment.control())));
    further.put(treated, Registry.UPLIFT);
    further.put(control, Registry.UPLIFT);
    Uplift uplift = new Uplift(treatment, treated, control);
    UpliftCurve curve = uplift.curve(ready.learnt());
    Estimate average = curve.averageEffect();
    figures.tell("ate", treated.id(), average, 0, rows.size());
    figures.tell("uplift_at_30", treated.id(), curve.at(REACHED), average.value(), rows.size());
    figures.tell("qini", treated.id(), curve.qini(), 0, rows.size());
    told.put(Tables.UPLIFT_DECILE, Uplift.deciles(curve, task.name(), run.runId()));
    return uplift.scores(spark, ready.rows(), task.name(), run.runId());
  }

  private List<Row> drift(ReadyTask ready, Model model, Dataset<Row> scores) {
    Dataset<Row> fresh =
        ready
            .rows()
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
            ready.task().name(),
            run.runId());
  }

  static Column[] columns(Examples rows) {
    return rows.columns().stream().map(c -> col("`" + c.name() + "`")).toArray(Column[]::new);
  }

  /** The model of these rows: from the registry where it is known there. */
  private Model model(TaskSettings task, Examples rows) {
    String id = registry.modelId(task, rows, List.of());
    Optional<Learned> known = registry.known(task, id, Learned.class);
    return new Model(id, known.orElseGet(() -> learn(task, rows)), rows);
  }

  private Learned learn(TaskSettings task, Examples rows) {
    return task.isClass()
        ? CrossFit.classes(rows, task.folds(), run.seed())
        : CrossFit.numbers(rows, task.folds(), run.seed());
  }

  /** Whether somebody acts upon a high score: from the band of medium risk on. */
  private static boolean isBadNews(TaskSettings task) {
    return task.job() == TaskSettings.Job.CHURN;
  }

  private ReasonWords words(TaskSettings task, Examples rows, ReasonWords.Unit unit) {
    List<FeatureColumn> columns = rows.columns();
    MiningRows tables = new MiningRows(lake, run, settings);
    boolean[] shown = new boolean[columns.size()];
    for (int f = 0; f < shown.length; f++) {
      shown[f] =
          task.future().isPresent() || tables.isPublishable(task.table(), columns.get(f).name());
    }
    double actsFrom = isBadNews(task) ? RiskBand.around(rows.meanTarget()).medium() : 0;
    return new ReasonWords(
        columns, KindredFeatures.of(rows), shown, task.actions(), actsFrom, unit);
  }

  /** Judges the model on rows beside those learnt from; whether there are enough. */
  private static boolean judgeTest(
      ReadyTask ready, Model model, Dataset<Row> scores, ModelFigures figures) {
    if (ready.task().test().isEmpty() && ready.task().learning().isEmpty()) {
      return false;
    }
    List<Row> test =
        Scoring.judged(scores)
            .select(Scoring.SCORE, Scoring.TARGET, Scoring.LOWER, Scoring.UPPER)
            .orderBy(Scoring.SCORE, Scoring.TARGET)
            .collectAsList();
    double mean = ready.learnt().examples().meanTarget();
    double naive = ready.task().isClass() ? Math.log(mean / (1 - mean)) : mean;
    boolean isTelling = isTelling(ready.task(), test);
    if (isTelling) {
      figures.judge(
          TaskRows.TEST,
          model.id(),
          ModelFigures.Said.of(test, ready.task().isClass()),
          test.stream().mapToDouble(row -> naive).toArray(),
          test.stream().mapToDouble(row -> row.getDouble(1)).toArray());
    }
    return isTelling;
  }

  /** Judges the past: the last block of days by a model of those before it. */
  private void judgeForward(ReadyTask ready, ModelFigures figures, Map<Model, String> further) {
    Examples rows = ready.learnt().examples();
    Forward.of(ready.task(), rows, past -> model(ready.task(), past))
        .ifPresent(
            last -> {
              figures.judge(
                  TaskRows.TEST, last.model().id(), last.said(), last.naive(), last.targets());
              further.put(last.model(), Registry.BACKTEST);
            });
  }

  /** Rows of a test table are judged as they are; what is new by and by has to be enough. */
  private static boolean isTelling(TaskSettings task, List<Row> test) {
    if (task.test().isPresent() || !task.isClass()) {
      return test.size() > 1;
    }
    long positives = test.stream().filter(row -> row.getDouble(1) > 0.5).count();
    return Math.min(positives, test.size() - positives) >= Backtest.FEWEST;
  }
}
