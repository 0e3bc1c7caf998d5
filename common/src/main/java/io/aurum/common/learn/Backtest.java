package io.aurum.common.learn;

import io.aurum.common.config.FutureLabel;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.learn.ModelFigures.Said;
import io.aurum.common.learn.TaskRows.Learnt;
import io.aurum.common.model.Examples;
import io.aurum.common.model.Logit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What would have been said of customers at past dates, and what became of it. The model of a date
 * has learnt from cuts alone whose days had passed by then: folds in the order of time.
 */
final class Backtest {
  /** Rows of each class, or on each side of the mean number, without which no model is made. */
  static final int FEWEST = 10;

  private final TaskSettings task;
  private final FutureLabel label;
  private final Learnt rows;
  private final List<Judged> judged = new ArrayList<>();

  /**
   * A past date.
   *
   * @param held numbers of its rows
   * @param said of those rows
   * @param naive score of the mean of the rows learnt from
   */
  private record Judged(LocalDate cut, Model model, int[] held, Said said, double naive) {}

  private Backtest(TaskSettings task, Learnt rows) {
    this.task = task;
    this.label = task.future().orElseThrow();
    this.rows = rows;
  }

  /**
   * Judges every test cut that has a past to learn from.
   *
   * @param task about what customers will do
   * @param learnedOn date by which the labels are known
   * @param rows all rows with a known label
   * @param learner makes a model of rows
   */
  static Backtest of(
      TaskSettings task, LocalDate learnedOn, Learnt rows, Function<Examples, Model> learner) {
    Backtest backtest = new Backtest(task, rows);
    backtest.label.testsAt(learnedOn).forEach(cut -> backtest.judge(cut, learner));
    return backtest;
  }

  private void judge(LocalDate cut, Function<Examples, Model> learner) {
    int[] past = rows(day -> label.isKnown(day, cut));
    int[] held = rows(cut::equals);
    Examples known = rows.examples().at(past);
    if (held.length > 0 && isLearnable(known)) {
      Model model = learner.apply(known);
      Said said =
          Said.of(model.learned().model(), Arrays.stream(held).mapToObj(rows.examples()::row));
      double mean = known.meanTarget();
      judged.add(new Judged(cut, model, held, said, task.isClass() ? Logit.of(mean) : mean));
    }
  }

  private int[] rows(Predicate<LocalDate> wanted) {
    return IntStream.range(0, rows.days().length)
        .filter(i -> wanted.test(LocalDate.ofEpochDay(rows.days()[i])))
        .toArray();
  }

  /** Whether there are rows enough of each class, or on each side of the mean number. */
  static boolean isLearnable(Examples known) {
    double mean = known.meanTarget();
    long above = IntStream.range(0, known.size()).filter(i -> known.target(i) > mean).count();
    return Math.min(above, known.size() - above) >= FEWEST;
  }

  /** Models that were made, that of the latest date last. */
  List<Model> models() {
    return judged.stream().map(Judged::model).toList();
  }

  /** The model of the latest date. */
  Optional<Model> latest() {
    return judged.isEmpty() ? Optional.empty() : Optional.of(judged.get(judged.size() - 1).model);
  }

  /** What is said of the rows of all dates. */
  Said said() {
    return judged.stream().map(Judged::said).reduce(Said.of(new double[0]), Said::and);
  }

  /** What the naive model says of the same rows. */
  double[] naive() {
    return judged.stream()
        .flatMapToDouble(j -> Arrays.stream(j.held).mapToDouble(row -> j.naive))
        .toArray();
  }

  /** What became of the same rows. */
  double[] targets() {
    return judged.stream()
        .flatMapToDouble(j -> Arrays.stream(j.held).mapToDouble(rows.examples()::target))
        .toArray();
  }

  /** The rows of {@code prediction_outcome}. */
  List<Row> outcomes(String runId) {
    List<Row> outcomes = new ArrayList<>();
    for (Judged date : judged) {
      for (int k = 0; k < date.held.length; k++) {
        outcomes.add(outcome(date, k, runId));
      }
    }
    return outcomes;
  }

  private Row outcome(Judged date, int position, String runId) {
    boolean isClass = task.isClass();
    int row = date.held[position];
    double score = date.said.scores()[position];
    double target = rows.examples().target(row);
    return RowFactory.create(
        task.name(),
        rows.entities()[row],
        rows.entities()[row],
        date.cut,
        date.cut.plusDays(label.days()),
        Registry.BACKTEST,
        isClass ? Logit.probability(score) : null,
        isClass ? Logit.probability(score) >= 0.5 : null,
        isClass ? target > 0.5 : null,
        isClass ? null : score,
        isClass ? null : date.said.intervals()[position].lower(),
        isClass ? null : date.said.intervals()[position].upper(),
        isClass ? null : target,
        date.model.id(),
        runId);
  }
}
