package io.aurum.common.model;

import java.io.Serializable;
import java.util.List;

/**
 * Models whose scores are averaged.
 *
 * @param parts the models
 * @param weights 0..1, by part; they sum to 1
 */
public record Mixture(List<Scorer> parts, double[] weights) implements Serializable {
  /** Weights are multiples of one over this. */
  private static final int GRID = 10;

  double score(Object[] row) {
    double sum = 0;
    for (int p = 0; p < weights.length; p++) {
      sum += weights[p] * parts.get(p).score(row);
    }
    return sum;
  }

  /** Says what each feature contributes to the averaged score. */
  Explainer explainer() {
    List<Explainer> explainers = parts.stream().map(Scorer::explainer).toList();
    return (row, weight, contributions) -> {
      double base = 0;
      for (int p = 0; p < weights.length; p++) {
        base += explainers.get(p).explain(row, weight * weights[p], contributions);
      }
      return base;
    };
  }

  /**
   * The weights with the smallest loss, of all that are multiples of a tenth.
   *
   * @param scores by model and row, of rows that the models had not seen
   */
  static double[] weights(double[][] scores, double[] target, boolean logistic) {
    double[] best = new double[scores.length];
    best[0] = 1;
    double[] trial = new double[scores.length];
    double[] bestLoss = {Double.POSITIVE_INFINITY};
    search(scores, target, logistic, 0, GRID, trial, best, bestLoss);
    return best;
  }

  private static void search(
      double[][] scores,
      double[] target,
      boolean logistic,
      int model,
      int left,
      double[] trial,
      double[] best,
      double[] bestLoss) {
    if (model == scores.length - 1) {
      trial[model] = left / (double) GRID;
      double loss = loss(scores, target, logistic, trial);
      if (loss < bestLoss[0]) {
        bestLoss[0] = loss;
        System.arraycopy(trial, 0, best, 0, best.length);
      }
      return;
    }
    for (int share = left; share >= 0; share--) {
      trial[model] = share / (double) GRID;
      search(scores, target, logistic, model + 1, left - share, trial, best, bestLoss);
    }
  }

  private static double loss(
      double[][] scores, double[] target, boolean logistic, double[] weights) {
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      double score = 0;
      for (int m = 0; m < weights.length; m++) {
        score += weights[m] * scores[m][i];
      }
      sum += Losses.of(score, target[i], logistic);
    }
    return sum / target.length;
  }
}
