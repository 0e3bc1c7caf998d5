package io.aurum.common.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model as it is kept: one mixture for each fold, made without that fold's rows. A row that was
 * learnt from is scored by the mixture that has not seen it, any other row by the mean of all.
 *
 * @param logistic whether scores are log-odds of a class rather than numbers
 * @param columns features, in the order of a row's values
 * @param folds in which the rows learnt from were
 * @param members mixture of each fold
 * @param calibrations of each fold, fitted on the other folds
 * @param calibration of the mean of all
 * @param intervals about predicted numbers; none of classes
 */
public record LearnedModel(
    boolean logistic,
    List<FeatureColumn> columns,
    Folds folds,
    List<Mixture> members,
    List<Calibration> calibrations,
    Calibration calibration,
    PredictionIntervals intervals)
    implements Serializable {

  /** Number of the fold of a row that was not learnt from. */
  public static final int UNSEEN = -1;

  /**
   * A score and what it is made of: {@code base + contributions + calibration = score}.
   *
   * @param score calibrated log-odds of a class, or the number
   * @param base the score of nobody in particular
   * @param contributions by feature, in log-odds or in the unit of the number
   * @param calibration what calibration adds
   */
  public record Prediction(double score, double base, double[] contributions, double calibration) {}

  /** Scores rows; made once, used for many. */
  public Predictor predictor() {
    return new Predictor(this);
  }

  /**
   * The fold of a row that was learnt from.
   *
   * @param group hash of the row's group
   * @param day of the row; any where the model has not learnt in blocks of days
   */
  public int fold(long group, int day, double target) {
    return folds.fold(group, day, CrossFit.stratum(target, logistic));
  }

  /** The same of a row without a day. */
  public int fold(long group, double target) {
    return fold(group, 0, target);
  }

  /** Makes predictions with one model, for several threads if need be. */
  public static final class Predictor {
    private final LearnedModel model;

    /** Of each member, made when it is first asked. */
    private final Explainer[] explainers;

    private Predictor(LearnedModel model) {
      this.model = model;
      this.explainers = new Explainer[model.members.size()];
    }

    private synchronized Explainer explainer(int member) {
      if (explainers[member] == null) {
        explainers[member] = model.members.get(member).explainer();
      }
      return explainers[member];
    }

    /**
     * A score with its reasons.
     *
     * @param row values of the model's columns
     * @param fold of a row that was learnt from, else {@link #UNSEEN}
     */
    public Prediction predict(Object[] row, int fold) {
      return predict(List.<Object[]>of(row), new int[] {fold}).get(0);
    }

    /**
     * The same of many rows, which is faster than one by one.
     *
     * @param folds by row: of one that was learnt from its fold, else {@link #UNSEEN}
     */
    public List<Prediction> predict(List<Object[]> rows, int[] folds) {
      double[] bases = new double[folds.length];
      List<double[]> contributions =
          rows.stream().map(row -> new double[model.columns.size()]).toList();
      for (int member = 0; member < explainers.length; member++) {
        int fold = member;
        explain(rowsOf(folds, fold), fold, 1, rows, bases, contributions);
        explain(rowsOf(folds, UNSEEN), fold, 1.0 / explainers.length, rows, bases, contributions);
      }
      return IntStream.range(0, folds.length)
          .mapToObj(i -> prediction(folds[i], bases[i], contributions.get(i)))
          .toList();
    }

    private static int[] rowsOf(int[] folds, int fold) {
      return IntStream.range(0, folds.length).filter(i -> folds[i] == fold).toArray();
    }

    /** Adds what one member says of some of the rows. */
    private void explain(
        int[] which,
        int member,
        double weight,
        List<Object[]> rows,
        double[] bases,
        List<double[]> contributions) {
      if (which.length > 0) {
        double base =
            explainer(member)
                .explain(
                    Arrays.stream(which).mapToObj(rows::get).toList(),
                    weight,
                    Arrays.stream(which).mapToObj(contributions::get).toList());
        Arrays.stream(which).forEach(i -> bases[i] += base);
      }
    }

    private Prediction prediction(int fold, double base, double[] contributions) {
      double said = base;
      for (double contribution : contributions) {
        said += contribution;
      }
      Calibration calibration = fold == UNSEEN ? model.calibration : model.calibrations.get(fold);
      double score = calibration.logOdds(said);
      return new Prediction(score, base, contributions, score - said);
    }

    /** The score alone. */
    public double score(Object[] row, int fold) {
      if (fold != UNSEEN) {
        return model.calibrations.get(fold).logOdds(model.members.get(fold).score(row));
      }
      double said = 0;
      for (Mixture member : model.members) {
        said += member.score(row) / model.members.size();
      }
      return model.calibration.logOdds(said);
    }
  }
}
