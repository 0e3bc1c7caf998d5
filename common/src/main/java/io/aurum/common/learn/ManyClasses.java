package io.aurum.common.learn;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.size;

import io.aurum.common.config.TaskSettings;
import io.aurum.common.learn.TaskRows.Learnt;
import io.aurum.common.model.ClassesModel;
import io.aurum.common.model.Examples;
import io.aurum.common.model.LearnedModel;
import io.aurum.common.model.OneVersusRest;
import io.aurum.common.model.OneVersusRest.LearnedClasses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A model of a label with several values: how good it is, and what it says of each class.
 *
 * @param id of the model
 * @param rows learnt from, with numbers of classes as targets
 */
record ManyClasses(
    TaskSettings task, String id, LearnedClasses learned, Examples rows, String runId) {

  private List<String> classes() {
    return learned.model().classes();
  }

  private int[] targets() {
    return IntStream.range(0, rows.size()).map(i -> (int) rows.target(i)).toArray();
  }

  /** Judges the rows learnt from, each by the model that has not seen it. */
  void judgeCrossValidated(ModelFigures figures) {
    figures.judgeClasses(
        "cv", id, learned.probabilities(), learned.baseline(), targets(), classes());
  }

  /** Judges the rows beside those learnt from whose class was learnt; whether there are enough. */
  boolean judgeTest(Dataset<Row> scores, ModelFigures figures) {
    List<Row> test =
        Scoring.judged(scores)
            .select(col(Scoring.TARGET), col(Scoring.PROBABILITIES))
            .orderBy(Scoring.TARGET, Scoring.PROBABILITIES)
            .collectAsList();
    if (test.size() > 1) {
      judgeTest(
          test.stream().map(ManyClasses::probabilities).toArray(double[][]::new),
          test.stream().mapToInt(row -> (int) row.getDouble(0)).toArray(),
          figures);
    }
    return test.size() > 1;
  }

  /** Judges rows that came after those learnt from. */
  void judgeLater(Examples held, ModelFigures figures) {
    ClassesModel.Judge judge = learned.model().judge();
    judgeTest(
        IntStream.range(0, held.size())
            .mapToObj(i -> judge.probabilities(held.row(i), LearnedModel.UNSEEN))
            .toArray(double[][]::new),
        Arrays.stream(held.targets()).mapToInt(target -> (int) target).toArray(),
        figures);
  }

  private void judgeTest(double[][] probabilities, int[] targets, ModelFigures figures) {
    double[] shares = OneVersusRest.shares(targets(), classes().size());
    figures.judgeClasses(
        TaskRows.TEST,
        id,
        probabilities,
        Arrays.stream(targets).mapToObj(target -> shares).toArray(double[][]::new),
        targets,
        classes());
  }

  private static double[] probabilities(Row row) {
    return row.<Double>getList(1).stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Which features go together, with each other and with the label. */
  List<Row> associations() {
    return Associations.of(
        rows, task.label(), i -> classes().get((int) rows.target(i)), task.name(), runId);
  }

  /**
   * Whether groups of rows are treated alike, class by class.
   *
   * @param learnt the rows learnt from, with what they are grouped by
   */
  List<Row> fairness(Learnt learnt) {
    int[] targets = targets();
    double[][] said = learned.probabilities();
    int[] predicted = Arrays.stream(said).mapToInt(ClassesModel::mostProbable).toArray();
    return IntStream.range(0, classes().size())
        .mapToObj(
            k ->
                new Fairness.Judged(
                    classes().get(k),
                    Arrays.stream(said).mapToDouble(row -> row[k]).toArray(),
                    i -> predicted[i] == k,
                    i -> targets[i] == k))
        .flatMap(of -> Fairness.of(learnt, of, task.fairness(), task.name(), runId).stream())
        .toList();
  }

  /** How the model of each class was made. */
  String inWords() {
    List<String> words = new ArrayList<>();
    for (int k = 0; k < classes().size(); k++) {
      words.add(classes().get(k) + " against the others: " + learned.reports().get(k).inWords());
    }
    words.add(
        String.format(
            Locale.ROOT, "probabilities to the power of %.3f", learned.model().exponent()));
    return String.join("; ", words);
  }

  /** A row for each class of each scored row, with its place among them. */
  static Dataset<Row> probabilities(Dataset<Row> scores, List<String> classes) {
    Column names = array(classes.stream().map(name -> lit(name)).toArray(Column[]::new));
    Column ofClass = col(Scoring.PROBABILITIES).getItem(col("number"));
    return scores
        .select(col("*"), posexplode(names).as(new String[] {"number", "class"}))
        .drop("probability_score")
        .withColumn("probability_score", ofClass)
        .withColumn("position", position());
  }

  /** One more than the classes that are more probable, or as probable and named before. */
  private static Column position() {
    Column moreProbable =
        filter(
            col(Scoring.PROBABILITIES),
            (other, at) ->
                other
                    .gt(col("probability_score"))
                    .or(other.equalTo(col("probability_score")).and(at.lt(col("number")))));
    return size(moreProbable).plus(1);
  }
}
