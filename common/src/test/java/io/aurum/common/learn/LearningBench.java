package io.aurum.common.learn;

import com.sun.management.OperatingSystemMXBean;
import io.aurum.common.config.Settings;
import io.aurum.common.config.SettingsReader;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.Lakes;
import io.aurum.common.lake.SparkSessions;
import io.aurum.common.model.CrossFit;
import io.aurum.common.model.CrossFit.Learned;
import io.aurum.common.model.Examples;
import io.aurum.common.model.Folds;
import io.aurum.common.run.Run;
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
 * as the mean of the folds' own figures, which is how studies tell it, and the CPU time of
 * learning: from rows in memory to the calibrated model and the scores of all of them.
 */
public final class LearningBench {
  private static final double NANOS = 1e9;

  private LearningBench() {}

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
    run(args, "", spark -> LearningBench::learnt);
  }

  /**
   * Runs the bench of a learner.
   *
   * @param args those of {@link #main}
   * @param name stands behind that of the task
   */
  static void run(String[] args, String name, Function<SparkSession, Learner> learner) {
    System.setProperty("spark.master", System.getProperty("spark.master", "local[2]"));
    Settings settings = SettingsReader.read(Path.of(args[0]), List.of());
    SparkSession spark = SparkSessions.start("learning-bench");
    try {
      Run run = new Run("bench", LocalDate.EPOCH, settings.hash(), "", "bench", settings.seed());
      Lake lake = Lakes.openForReading(spark, args[1], run, settings);
      for (TaskSettings task : settings.tasks()) {
        Examples rows = TaskRows.read(lake, run, settings, task).learnt().examples();
        figures(task, rows, Integer.parseInt(args[2]), learner.apply(spark))
            .forEach((figure, values) -> print(task.name() + name, figure, values));
      }
    } finally {
      spark.stop();
    }
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
      add(figures, "cpu_s", seconds);
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

  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / NANOS;
  }
}
