package io.aurum.common.learn;

import static java.util.stream.Collectors.joining;

import com.sun.management.OperatingSystemMXBean;
import io.aurum.common.config.Settings;
import io.aurum.common.config.SettingsReader;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.config.TaskSettings.Job;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.Lakes;
import io.aurum.common.lake.SparkSessions;
import io.aurum.common.model.CrossFit;
import io.aurum.common.model.CrossFit.Learned;
import io.aurum.common.model.Examples;
import io.aurum.common.model.Folds;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * Learns the tasks of a configuration with the seeds 1 to n from rows that a run has validated, and
 * prints the mean of each cross-validated figure with its standard error, of all rows together and
 * as the mean of the folds' own figures, which is how studies tell it. Two CPU times of the whole
 * process, driver and executors, stand beside them: of the whole task, from reading its table to
 * written scores with all that is told of them, first of all and once for each seed; and of
 * learning alone, from rows in memory to the calibrated model and the scores of all of them.
 */
public final class LearningBench {
  private static final double NANOS = 1e9;

  private static final Map<Job, TableSpec> SCORES =
      Map.of(
          Job.CLASSIFY, Tables.CLASSIFICATION_SCORE,
          Job.REGRESS, Tables.REGRESSION_SCORE,
          Job.CHURN, Tables.CHURN_SCORE);

  private LearningBench() {}

  /** Does the tasks of a configuration: reads their tables, learns, and writes scores. */
  interface Whole {
    /**
     * @param out folder of the lake
     */
    void run(SparkSession spark, String out, Run run, Settings settings);
  }

  /** Learns rows with a seed. */
  interface Learner {
    /** Scores of all rows, in log-odds of a class, each by a model that has not seen the row. */
    double[] scores(TaskSettings task, Examples rows, int seed);
  }

  /**
   * Runs the bench.
   *
   * @param args configuration, output folder of a run of it, number of seeds
   */
  public static void main(String[] args) {
    run(args, "", spark -> LearningBench::learnt, LearningBench::done);
  }

  /**
   * Runs the bench of a learner.
   *
   * @param args those of {@link #main}
   * @param name stands behind that of the task
   * @param whole the same learner, with all that is before and after it
   */
  static void run(
      String[] args, String name, Function<SparkSession, Learner> learner, Whole whole) {
    System.setProperty("spark.master", System.getProperty("spark.master", "local[2]"));
    Settings settings = SettingsReader.read(Path.of(args[0]), List.of());
    SparkSession spark = SparkSessions.start("learning-bench");
    try {
      int seeds = Integer.parseInt(args[2]);
      String tasks = settings.tasks().stream().map(TaskSettings::name).collect(joining(" and "));
      print(
          tasks + name,
          "cpu_s of the whole task",
          IntStream.rangeClosed(1, seeds)
              .mapToObj(
                  seed -> seconds(() -> whole.run(spark, args[1], of(settings, seed), settings)))
              .toList());
      Run run = of(settings, settings.seed());
      Lake lake = Lakes.openForReading(spark, args[1], run, settings);
      for (TaskSettings task : settings.tasks()) {
        Examples rows = TaskRows.read(lake, run, settings, task).learnt().examples();
        figures(task, rows, seeds, learner.apply(spark))
            .forEach((figure, values) -> print(task.name() + name, figure, values));
      }
    } finally {
      spark.stop();
    }
  }

  private static Run of(Settings settings, long seed) {
    return new Run("bench", LocalDate.EPOCH, settings.hash(), "", "bench", seed);
  }

  private static void done(SparkSession spark, String out, Run run, Settings settings) {
    Lake lake = Lakes.open(spark, out, run, settings);
    SCORES.forEach(
        (job, table) -> new Learning(spark, lake, run, settings, Progress.SILENT).run(job, table));
  }

  private static double[] learnt(TaskSettings task, Examples rows, int seed) {
    Learned learned =
        task.isClass()
            ? CrossFit.classes(rows, task.folds(), seed)
            : CrossFit.numbers(rows, task.folds(), seed);
    System.out.println("seed " + seed + ": " + learned.report().candidates());
    return learned.report().scores();
  }

  private static Map<String, List<Double>> figures(
      TaskSettings task, Examples rows, int seeds, Learner learner) {
    double[] targets = IntStream.range(0, rows.size()).mapToDouble(rows::target).toArray();
    Map<String, List<Double>> figures = new LinkedHashMap<>();
    for (int seed = 1; seed <= seeds; seed++) {
      double before = cpuSeconds();
      double[] scores = learner.scores(task, rows, seed);
      double seconds = cpuSeconds() - before;
      judged(task, scores, targets).forEach((figure, value) -> add(figures, figure, value));
      if (task.isClass()) {
        ofFolds(task, scores, targets, folds(rows, task.folds(), seed))
            .forEach((figure, value) -> add(figures, figure + ", mean of folds", value));
      }
      add(figures, "cpu_s of learning", seconds);
    }
    return figures;
  }

  private static Map<String, Double> judged(TaskSettings task, double[] scores, double[] targets) {
    ModelFigures judged = new ModelFigures(task, LocalDate.EPOCH, "");
    judged.judge("cv", "", ModelFigures.Said.of(scores), new double[scores.length], targets);
    Map<String, Double> figures = new LinkedHashMap<>();
    judged.metrics().forEach(figure -> figures.put(figure.getString(1), figure.getDouble(3)));
    return figures;
  }

  private static Map<String, Double> ofFolds(
      TaskSettings task, double[] scores, double[] targets, int[] foldOf) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (int fold = 0; fold < task.folds(); fold++) {
      int its = fold;
      int[] held = IntStream.range(0, scores.length).filter(i -> foldOf[i] == its).toArray();
      judged(
              task,
              IntStream.of(held).mapToDouble(i -> scores[i]).toArray(),
              IntStream.of(held).mapToDouble(i -> targets[i]).toArray())
          .forEach((figure, value) -> means.merge(figure, value / task.folds(), Double::sum));
    }
    return means;
  }

  /** The fold of each row, as {@link CrossFit} cuts them for classes. */
  static int[] folds(Examples rows, int count, long seed) {
    long[] groups = IntStream.range(0, rows.size()).mapToLong(rows::group).toArray();
    int[] strata = IntStream.range(0, rows.size()).map(i -> rows.target(i) > 0.5 ? 1 : 0).toArray();
    Folds folds = Folds.of(groups, strata, count, seed);
    return IntStream.range(0, rows.size()).map(i -> folds.fold(groups[i], strata[i])).toArray();
  }

  private static void add(Map<String, List<Double>> figures, String name, double value) {
    figures.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
  }

  private static void print(String task, String name, List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    double squares = values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    double error = Math.sqrt(squares / (values.size() - 1) / values.size());
    System.out.printf(
        Locale.ROOT, "| %s | %s | %d | %.6g | %.2g |%n", task, name, values.size(), mean, error);
  }

  private static double seconds(Runnable work) {
    double before = cpuSeconds();
    work.run();
    return cpuSeconds() - before;
  }

  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / NANOS;
  }
}
