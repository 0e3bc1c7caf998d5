package io.aurum.common.model;

import io.aurum.common.model.LearnedModel.Prediction;
import io.aurum.common.model.LearnedModel.Predictor;
import java.io.Serializable;
import java.util.List;

/**
 * A model of several classes: one of each class against all others, and how what they say is made
 * into probabilities that sum to 1.
 *
 * @param classes values of the label, in the order of the alphabet
 * @param folds in which the rows learnt from were, by class
 * @param models of each class
 * @param exponents of each fold, fitted on the other folds, see {@link Sharpness}
 * @param exponent of rows that were not learnt from
 */
public record ClassesModel(
    List<String> classes,
    Folds folds,
    List<LearnedModel> models,
    double[] exponents,
    double exponent)
    implements Serializable {

  /**
   * What is said of a row.
   *
   * @param probabilities by class; they sum to 1
   * @param predicted number of the most probable class; of equal ones the first
   * @param reasons of that class: they sum to the log-odds of its probability; what the other
   *     classes take or leave is part of the calibration
   */
  public record Verdict(double[] probabilities, int predicted, Prediction reasons) {}

  /** Features, in the order of a row's values. */
  public List<FeatureColumn> columns() {
    return models.get(0).columns();
  }

  /**
   * The fold of a row that was learnt from.
   *
   * @param group hash of the row's group
   * @param day of the row; any where the model has not learnt in blocks of days
   * @param target number of its class
   */
  public int fold(long group, int day, double target) {
    return folds.fold(group, day, (int) target);
  }

  /** The same of a row without a day. */
  public int fold(long group, double target) {
    return fold(group, 0, target);
  }

  /** Judges rows; made once, used for many. */
  public Judge judge() {
    return new Judge(this);
  }

  /** Probabilities of rows from the log-odds that the models of the classes say. */
  static double[] probabilities(double[] logOdds, double exponent) {
    double[] logs = new double[logOdds.length];
    for (int k = 0; k < logs.length; k++) {
      logs[k] = -Logit.loss(logOdds[k], 1);
    }
    return Sharpness.shares(logs, exponent);
  }

  /** Judges rows with one model. */
  public static final class Judge {
    private final ClassesModel model;
    private final List<Predictor> predictors;

    private Judge(ClassesModel model) {
      this.model = model;
      this.predictors = model.models.stream().map(LearnedModel::predictor).toList();
    }

    /**
     * What is said of a row.
     *
     * @param row values of the model's columns
     * @param fold of a row that was learnt from, else {@link LearnedModel#UNSEEN}
     */
    public Verdict of(Object[] row, int fold) {
      double[] probabilities = probabilities(row, fold);
      int predicted = mostProbable(probabilities);
      Prediction alone = predictors.get(predicted).predict(row, fold);
      double logOdds = logOdds(probabilities, predicted);
      return new Verdict(
          probabilities,
          predicted,
          new Prediction(
              logOdds,
              alone.base(),
              alone.contributions(),
              logOdds - (alone.score() - alone.calibration())));
    }

    /** The probabilities alone, by class. */
    public double[] probabilities(Object[] row, int fold) {
      double[] said = new double[predictors.size()];
      for (int k = 0; k < said.length; k++) {
        said[k] = predictors.get(k).score(row, fold);
      }
      return ClassesModel.probabilities(
          said, fold == LearnedModel.UNSEEN ? model.exponent : model.exponents[fold]);
    }
  }

  /** Number of the largest probability; of equal ones the first. */
  public static int mostProbable(double[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }

  /** Log-odds of a class against all others, exact also where its probability is all but 1. */
  private static double logOdds(double[] probabilities, int of) {
    double others = 0;
    for (int k = 0; k < probabilities.length; k++) {
      others += k == of ? 0 : probabilities[k];
    }
    return Math.log(probabilities[of] / Math.max(others, Double.MIN_NORMAL));
  }
}
