package io.aurum.common.learn;

import io.aurum.common.config.TaskSettings;
import io.aurum.common.model.BinaryMetrics;
import io.aurum.common.model.ClassMetrics;
import io.aurum.common.model.Examples;
import io.aurum.common.model.ExpectedProfit;
import io.aurum.common.model.LearnedModel;
import io.aurum.common.model.LearnedModel.Predictor;
import io.aurum.common.model.LearningReport;
import io.aurum.common.model.Logit;
import io.aurum.common.model.PredictionIntervals;
import io.aurum.common.model.PredictionIntervals.Ends;
import io.aurum.common.model.RegressionMetrics;
import io.aurum.common.model.ScoreDecile;
import io.aurum.common.model.ScoredLabels;
import io.aurum.common.stat.Bootstrap;
import io.aurum.common.stat.Estimate;
import io.aurum.common.stat.Interval;
import io.aurum.common.stat.Wilson;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * How good the scores of rows are that the model had not seen: the rows of {@code model_metric},
 * {@code model_decile} and {@code model_calibration}.
 */
final class ModelFigures {
  private static final int TENTHS = 10;

  private final TaskSettings task;
  private final LocalDate learnedOn;
  private final String runId;
  private String modelId = "";
  private final List<Row> metrics = new ArrayList<>();
  private final List<Row> deciles = new ArrayList<>();
  private final List<Row> bins = new ArrayList<>();
  private final List<Row> ofClasses = new ArrayList<>();
  private final List<Row> confusion = new ArrayList<>();

  /**
   * @param learnedOn date as at which the models are learned
   */
  ModelFigures(TaskSettings task, LocalDate learnedOn, String runId) {
    this.task = task;
    this.learnedOn = learnedOn;
    this.runId = runId;
  }

  /**
   * Judges a model on the rows that it was learnt from, each by a fold that had not seen it. The
   * naive model of classes says the same of all rows: what the folds say differs by next to
   * nothing, and to rank rows by that would put it below chance.
   */
  void judgeCrossValidated(Model model) {
    LearningReport report = model.learned().report();
    double[] baseline = report.baseline().clone();
    if (task.isClass()) {
      Arrays.fill(baseline, Logit.of(model.rows().meanTarget()));
    }
    judge("cv", model.id(), said(model), baseline, model.rows().targets(), groups(model.rows()));
  }

  /** What the rows belong to, where several may belong to the same. */
  private static Optional<long[]> groups(Examples rows) {
    return rows.isGrouped()
        ? Optional.of(IntStream.range(0, rows.size()).mapToLong(rows::group).toArray())
        : Optional.empty();
  }

  /** What is said of the rows learnt from, each by the folds that have not seen it. */
  private Said said(Model model) {
    double[] scores = model.learned().report().scores();
    Examples rows = model.rows();
    int[] foldOf =
        IntStream.range(0, rows.size())
            .map(i -> model.learned().model().fold(rows.group(i), rows.day(i), rows.target(i)))
            .toArray();
    return task.isClass()
        ? Said.of(scores)
        : new Said(scores, PredictionIntervals.crossFitted(scores, rows.targets(), foldOf));
  }

  /**
   * What a model says of rows.
   *
   * @param scores log-odds of classes, or numbers
   * @param intervals about the numbers; none where none are told
   */
  record Said(double[] scores, Ends[] intervals) {
    static Said of(double[] scores) {
      return new Said(scores, new Ends[0]);
    }

    /** Of rows that the model has not learnt from. */
    static Said of(LearnedModel model, Stream<Object[]> rows) {
      Predictor predictor = model.predictor();
      double[] scores =
          rows.mapToDouble(row -> predictor.score(row, LearnedModel.UNSEEN)).toArray();
      return model.logistic()
          ? of(scores)
          : new Said(
              scores,
              Arrays.stream(scores).mapToObj(model.intervals()::about).toArray(Ends[]::new));
    }

    /**
     * Of rows of a table of scores.
     *
     * @param rows with the score and, of numbers, the ends of the interval
     */
    static Said of(List<Row> rows, boolean isClass) {
      double[] scores = rows.stream().mapToDouble(row -> row.getDouble(0)).toArray();
      return isClass
          ? of(scores)
          : new Said(
              scores,
              rows.stream()
                  .map(row -> new Ends(row.getAs(Scoring.LOWER), row.getAs(Scoring.UPPER)))
                  .toArray(Ends[]::new));
    }

    /** What is said of some of these rows. */
    Said at(int[] rows) {
      return new Said(
          Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray(),
          intervals.length == 0
              ? intervals
              : Arrays.stream(rows).mapToObj(row -> intervals[row]).toArray(Ends[]::new));
    }

    /** What is said of these rows and of others. */
    Said and(Said others) {
      return new Said(
          DoubleStream.concat(Arrays.stream(scores), Arrays.stream(others.scores)).toArray(),
          Stream.concat(Arrays.stream(intervals), Arrays.stream(others.intervals))
              .toArray(Ends[]::new));
    }
  }

  /**
   * Judges scores.
   *
   * @param split which rows they are of
   * @param model id of the model whose scores they are
   * @param baseline scores of the naive model
   */
  void judge(String split, String model, Said said, double[] baseline, double[] target) {
    judge(split, model, said, baseline, target, Optional.empty());
  }

  /** Of rows in groups the errors are those of drawing groups, not rows. */
  private void judge(
      String split,
      String model,
      Said said,
      double[] baseline,
      double[] target,
      Optional<long[]> groups) {
    modelId = model;
    List<Figure> figures =
        task.isClass() ? classes(said, baseline, target) : numbers(said, baseline, target);
    double[] errors =
        groups
            .map(of -> Bootstrap.standardErrors(of, rows -> values(said, target, rows)))
            .orElse(new double[figures.size()]);
    for (int f = 0; f < errors.length; f++) {
      Figure figure = figures.get(f);
      metric(
          figure.name,
          split,
          figure.estimate.get().withErrorOf(errors[f]),
          figure.baseline.getAsDouble(),
          target.length);
    }
    if (task.isClass()) {
      deciles(split, scored(said, target));
      calibration(split, probabilities(said.scores), positives(target));
    }
  }

  /**
   * A figure of scores.
   *
   * @param estimate with its interval
   * @param value the same alone, which is sooner had
   * @param baseline that of the naive model
   */
  private record Figure(
      String name, Supplier<Estimate> estimate, DoubleSupplier value, DoubleSupplier baseline) {
    static Figure of(String name, Supplier<Estimate> estimate, DoubleSupplier baseline) {
      return new Figure(name, estimate, () -> estimate.get().value(), baseline);
    }
  }

  /** The figures of some of the rows. */
  private double[] values(Said said, double[] target, int[] rows) {
    Said some = said.at(rows);
    double[] targets = Arrays.stream(rows).mapToDouble(row -> target[row]).toArray();
    List<Figure> figures =
        task.isClass() ? classes(some, some.scores, targets) : numbers(some, some.scores, targets);
    return figures.stream().mapToDouble(figure -> figure.value.getAsDouble()).toArray();
  }

  /**
   * Judges probabilities of several classes. Deciles and calibration are those of the most probable
   * class of each row: a row is positive where it is the row's class.
   *
   * @param probabilities by row and class
   * @param baseline the same of the naive model
   * @param target number of each row's class
   * @param classes names, in the order of their numbers
   */
  void judgeClasses(
      String split,
      String model,
      double[][] probabilities,
      double[][] baseline,
      int[] target,
      List<String> classes) {
    modelId = model;
    ClassMetrics own = new ClassMetrics(probabilities, target);
    ClassMetrics naive = new ClassMetrics(baseline, target);
    int n = target.length;
    metric("log_loss", split, own.logLoss(), naive.logLoss().value(), n);
    metric("accuracy", split, own.accuracy(), naive.accuracy().value(), n);
    metric("macro_f1", split, own.macroF1(), naive.macroF1().value(), n);
    metric("auc", split, own.auc(), naive.auc().value(), n);
    metric("brier", split, own.brier(), naive.brier().value(), n);
    metric(
        "ece",
        split,
        new BinaryMetrics(own.confidence()).calibrationEstimate(),
        new BinaryMetrics(naive.confidence()).calibrationError(),
        n);
    deciles(split, own.confidence());
    calibration(split, own.confidences(), own.right());
    long[][] counts = own.confusion();
    for (int k = 0; k < classes.size(); k++) {
      ofClasses.add(ofClass(split, classes.get(k), own.ofClass(k), n));
      for (int said = 0; said < classes.size(); said++) {
        confused(split, classes.get(k), classes.get(said), counts[k][said], own.ofClass(k).rows());
      }
    }
  }

  private Row ofClass(String split, String name, ClassMetrics.OfClass of, int n) {
    Interval precision = Wilson.interval(of.right(), of.predicted());
    Interval recall = Wilson.interval(of.right(), of.rows());
    return RowFactory.create(
        task.name(),
        split,
        name,
        (long) of.rows(),
        (long) of.predicted(),
        (long) of.right(),
        known(of.precision()),
        precision.low(),
        precision.high(),
        known(of.recall()),
        recall.low(),
        recall.high(),
        known(of.f1()),
        known(of.auc().value()),
        known(of.auc().lower()),
        known(of.auc().upper()),
        of.meanProbability(),
        (double) of.rows() / n,
        runId);
  }

  private void confused(String split, String name, String said, long count, int rows) {
    if (rows > 0) {
      confusion.add(
          RowFactory.create(task.name(), split, name, said, count, (double) count / rows, runId));
    }
  }

  /** Adds what was found of another model of the task. */
  void add(ModelFigures other) {
    metrics.addAll(other.metrics);
    deciles.addAll(other.deciles);
    bins.addAll(other.bins);
    ofClasses.addAll(other.ofClasses);
    confusion.addAll(other.confusion);
  }

  /** Tells a further figure of rows that were not seen. */
  void tell(String name, String model, Estimate figure, double baseline, int n) {
    modelId = model;
    metric(name, "cv", figure, baseline, n);
  }

  List<Row> metrics() {
    return metrics;
  }

  List<Row> deciles() {
    return deciles;
  }

  List<Row> bins() {
    return bins;
  }

  List<Row> ofClasses() {
    return ofClasses;
  }

  List<Row> confusion() {
    return confusion;
  }

  private List<Figure> classes(Said said, double[] baseline, double[] target) {
    ScoredLabels scored = scored(said, target);
    ScoredLabels naive = ScoredLabels.of(probabilities(baseline), positives(target));
    BinaryMetrics own = new BinaryMetrics(scored);
    BinaryMetrics theirs = new BinaryMetrics(naive);
    ExpectedProfit profit = profit(task.campaign());
    return List.of(
        Figure.of("auc", own::auc, () -> theirs.auc().value()),
        Figure.of("pr_auc", own::prAuc, () -> theirs.prAuc().value()),
        Figure.of("log_loss", own::logLoss, () -> theirs.logLoss().value()),
        Figure.of("brier", own::brier, () -> theirs.brier().value()),
        new Figure(
            "ece", own::calibrationEstimate, own::calibrationError, theirs::calibrationError),
        Figure.of("top_decile_lift", own::topDecileLift, () -> theirs.topDecileLift().value()),
        new Figure(
            "empc",
            () -> profit.estimate(scored),
            () -> profit.of(scored),
            () -> profit.of(naive)));
  }

  private static ScoredLabels scored(Said said, double[] target) {
    return ScoredLabels.of(probabilities(said.scores), positives(target));
  }

  private static double[] probabilities(double[] scores) {
    return Arrays.stream(scores).map(Logit::probability).toArray();
  }

  private static boolean[] positives(double[] target) {
    boolean[] positive = new boolean[target.length];
    for (int i = 0; i < target.length; i++) {
      positive[i] = target[i] > 0.5;
    }
    return positive;
  }

  private static ExpectedProfit profit(TaskSettings.Campaign c) {
    return new ExpectedProfit(c.alpha(), c.beta(), c.value(), c.offer(), c.contact());
  }

  private List<Figure> numbers(Said said, double[] baseline, double[] target) {
    RegressionMetrics own = new RegressionMetrics(said.scores, target);
    RegressionMetrics naive = new RegressionMetrics(baseline, target);
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of("rmse", own::rmse, () -> naive.rmse().value()));
    figures.add(Figure.of("mae", own::mae, () -> naive.mae().value()));
    figures.add(Figure.of("r2", own::rSquared, () -> naive.rSquared().value()));
    if (said.intervals.length > 0) {
      double coverage = PredictionIntervals.COVERAGE;
      figures.add(
          Figure.of(
              "pinball",
              () -> own.pinballOfIntervals(said.intervals, coverage),
              () -> naive.pinballOfInterval(coverage).value()));
      figures.add(
          Figure.of("interval_coverage", () -> own.coverage(said.intervals), () -> coverage));
    }
    return figures;
  }

  private void metric(String name, String split, Estimate figure, double baseline, int n) {
    metrics.add(
        RowFactory.create(
            task.name(),
            name,
            split,
            figure.value(),
            known(figure.lower()),
            known(figure.upper()),
            (long) n,
            baseline,
            modelId,
            learnedOn,
            runId));
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private void deciles(String split, ScoredLabels rows) {
    for (ScoreDecile decile : ScoreDecile.of(rows)) {
      double rate = (double) decile.positives() / decile.rows();
      Interval interval = Wilson.interval(decile.positives(), decile.rows());
      deciles.add(
          RowFactory.create(
              task.name(),
              split,
              decile.number(),
              (long) decile.rows(),
              decile.positives(),
              decile.meanProbability(),
              rate,
              interval.low(),
              interval.high(),
              rate / rows.baseRate(),
              (double) decile.captured() / rows.positives(),
              runId));
    }
  }

  private void calibration(String split, double[] probability, boolean[] positive) {
    for (int bin = 1; bin <= TENTHS; bin++) {
      int number = bin;
      int[] rows =
          IntStream.range(0, probability.length)
              .filter(i -> Math.min(TENTHS, (int) (probability[i] * TENTHS) + 1) == number)
              .toArray();
      if (rows.length > 0) {
        long found = Arrays.stream(rows).filter(i -> positive[i]).count();
        Interval interval = Wilson.interval(found, rows.length);
        bins.add(
            RowFactory.create(
                task.name(),
                split,
                bin,
                (long) rows.length,
                Arrays.stream(rows).mapToDouble(i -> probability[i]).sum() / rows.length,
                (double) found / rows.length,
                interval.low(),
                interval.high(),
                runId));
      }
    }
  }
}
