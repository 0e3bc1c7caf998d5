package io.aurum.common.learn;

import io.aurum.common.config.FutureLabel;
import io.aurum.common.learn.TaskRows.Learnt;
import io.aurum.common.model.Examples;
import io.aurum.common.model.LearnedModel;
import io.aurum.common.model.LearnedModel.Predictor;
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
  /** Rows of each class without which no model is made. */
  static final int FEWEST_OF_CLASS = 10;

  private final FutureLabel label;
  private final Learnt rows;
  private final List<Judged> judged = new ArrayList<>();

  /**
   * A past date.
   *
   * @param held numbers of its rows
   * @param scores of those rows, in log-odds
   * @param naive log-odds of the rows learnt from
   */
  private record Judged(LocalDate cut, Model model, int[] held, double[] scores, double naive) {}

  private Backtest(FutureLabel label, Learnt rows) {
    this.label = label;
    this.rows = rows;
  }

  /**
   * Judges every test cut that has a past to learn from.
   *
   * @param learnedOn date by which the labels are known
   * @param rows all rows with a known label
   * @param learner makes a model of rows
   */
  static Backtest of(
      FutureLabel label, LocalDate learnedOn, Learnt rows, Function<Examples, Model> learner) {
    Backtest backtest = new Backtest(label, rows);
    label.testsAt(learnedOn).forEach(cut -> backtest.judge(cut, learner));
    return backtest;
  }

  private void judge(LocalDate cut, Function<Examples, Model> learner) {
    int[] past = rows(day -> label.isKnown(day, cut));
    int[] held = rows(cut::equals);
    Examples known = rows.examples().at(past);
    if (held.length > 0 && isLearnable(known)) {
      Model model = learner.apply(known);
      Predictor predictor = model.learned().model().predictor();
      double[] scores =
          Arrays.stream(held)
              .mapToDouble(i -> predictor.score(rows.examples().row(i), LearnedModel.UNSEEN))
              .toArray();
      judged.add(new Judged(cut, model, held, scores, Logit.of(known.meanTarget())));
    }
  }

  private int[] rows(Predicate<LocalDate> wanted) {
    return IntStream.range(0, rows.days().length)
        .filter(i -> wanted.test(LocalDate.ofEpochDay(rows.days()[i])))
        .toArray();
  }

  /** Whether there are rows enough of each class. */
  static boolean isLearnable(Examples known) {
    long positives = IntStream.range(0, known.size()).filter(i -> known.target(i) > 0.5).count();
    return Math.min(positives, known.size() - positives) >= FEWEST_OF_CLASS;
  }

  /** Models that were made, that of the latest date last. */
  List<Model> models() {
    return judged.stream().map(Judged::model).toList();
  }

  /** The model of the latest date. */
  Optional<Model> latest() {
    return judged.isEmpty() ? Optional.empty() : Optional.of(judged.get(judged.size() - 1).model);
  }

  /** Scores of all dates, in log-odds. */
  double[] scores() {
    return judged.stream().flatMapToDouble(j -> Arrays.stream(j.scores)).toArray();
  }

  /** What the naive model says of the same rows. */
  double[] naive() {
    return judged.stream()
        .flatMapToDouble(j -> Arrays.stream(j.scores).map(score -> j.naive))
        .toArray();
  }

  /** What became of the same rows. */
  double[] targets() {
    return judged.stream()
        .flatMapToDouble(j -> Arrays.stream(j.held).mapToDouble(rows.examples()::target))
        .toArray();
  }

  /** The rows of {@code prediction_outcome}. */
  List<Row> outcomes(String task, String runId) {
    List<Row> outcomes = new ArrayList<>();
    for (Judged date : judged) {
      for (int k = 0; k < date.held.length; k++) {
        int row = date.held[k];
        double probability = Logit.probability(date.scores[k]);
        outcomes.add(
            RowFactory.create(
                task,
                rows.entities()[row],
                date.cut,
                date.cut.plusDays(label.days()),
                probability,
                probability >= 0.5,
                rows.examples().target(row) > 0.5,
                date.model.id(),
                runId));
      }
    }
    return outcomes;
  }
}
