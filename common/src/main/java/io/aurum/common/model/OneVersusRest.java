package io.aurum.common.model;

import io.aurum.common.model.CrossFit.Learned;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns a label with several values: each value against all others, in folds that they share, by
 * {@link CrossFit}. So each class has its own mixture, calibration and reasons. What the models of
 * the classes say is then made into probabilities that sum to 1, see {@link Sharpness}: the
 * exponent of a fold is fitted to the rows of the others.
 */
public final class OneVersusRest {
  private final List<String> classes;
  private final int[] target;
  private final int[] foldOf;
  private final Folds folds;

  /**
   * What was learnt.
   *
   * @param probabilities of the rows learnt from, by row and class, each by the model that has not
   *     seen it
   * @param baseline what the shares of the classes in the other folds say of each row: the naive
   *     model
   * @param reports of the models of each class
   */
  public record LearnedClasses(
      ClassesModel model,
      double[][] probabilities,
      double[][] baseline,
      List<LearningReport> reports) {}

  private OneVersusRest(Examples rows, List<String> classes, int count, long seed) {
    this.classes = classes;
    this.target = IntStream.range(0, rows.size()).map(i -> (int) rows.target(i)).toArray();
    this.folds = CrossFit.folds(rows, target, count, seed);
    this.foldOf = CrossFit.foldOf(rows, target, folds);
  }

  /**
   * Learns classes.
   *
   * @param rows with numbers of classes as targets; each class has a row in each fold
   * @param classes values of the label, in the order of their numbers; at least 2
   * @param folds at least 2
   */
  public static LearnedClasses learn(Examples rows, List<String> classes, int folds, long seed) {
    if (classes.size() < 2) {
      throw new IllegalArgumentException(classes.size() + " class cannot be told from others");
    }
    return new OneVersusRest(rows, classes, folds, seed).learn(rows, seed);
  }

  private LearnedClasses learn(Examples rows, long seed) {
    List<Learned> learned =
        IntStream.range(0, classes.size())
            .mapToObj(k -> CrossFit.oneOfClasses(against(rows, k), folds, foldOf, seed))
            .toList();
    double[][] logOdds = new double[target.length][classes.size()];
    double[][] logs = new double[target.length][classes.size()];
    for (int k = 0; k < classes.size(); k++) {
      double[] scores = learned.get(k).report().scores();
      for (int i = 0; i < scores.length; i++) {
        logOdds[i][k] = scores[i];
        logs[i][k] = -Logit.loss(scores[i], 1);
      }
    }
    double[] exponents =
        IntStream.range(0, folds.count()).mapToDouble(fold -> exponent(logs, fold)).toArray();
    return new LearnedClasses(
        new ClassesModel(
            classes,
            folds,
            learned.stream().map(Learned::model).toList(),
            exponents,
            exponent(logs, LearnedModel.UNSEEN)),
        IntStream.range(0, target.length)
            .mapToObj(i -> ClassesModel.probabilities(logOdds[i], exponents[foldOf[i]]))
            .toArray(double[][]::new),
        baseline(),
        learned.stream().map(Learned::report).toList());
  }

  /** The same rows with whether they are of a class as the target. */
  static Examples against(Examples rows, int of) {
    return rows.withTargets(
        IntStream.range(0, rows.size()).mapToDouble(i -> rows.target(i) == of ? 1 : 0).toArray());
  }

  private double exponent(double[][] logs, int without) {
    int[] used = IntStream.range(0, target.length).filter(i -> foldOf[i] != without).toArray();
    return Sharpness.fit(
        Arrays.stream(used).mapToObj(i -> logs[i]).toArray(double[][]::new),
        Arrays.stream(used).map(i -> target[i]).toArray());
  }

  private double[][] baseline() {
    double[][] shares = new double[folds.count()][];
    for (int fold = 0; fold < shares.length; fold++) {
      int without = fold;
      shares[fold] =
          shares(
              IntStream.range(0, target.length)
                  .filter(i -> foldOf[i] != without)
                  .map(i -> target[i])
                  .toArray(),
              classes.size());
    }
    return Arrays.stream(foldOf).mapToObj(fold -> shares[fold]).toArray(double[][]::new);
  }

  /** Share of each class among rows: what the naive model says. */
  public static double[] shares(int[] target, int classes) {
    double[] shares = new double[classes];
    for (int of : target) {
      shares[of] += 1.0 / target.length;
    }
    return shares;
  }
}
