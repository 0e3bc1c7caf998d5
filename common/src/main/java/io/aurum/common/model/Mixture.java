package io.aurum.common.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Says what each feature contributes to the averaged scores. */
  Explainer explainer() {
    List<Explainer> explainers = parts.stream().map(Scorer::explainer).toList();
    return (rows, weight, contributions) -> {
      double base = 0;
      for (int p = 0; p < weights.length; p++) {
        base += explainers.get(p).explain(rows, weight * weights[p], contributions);
      }
      return base;
    };
  }

  /**
   * For each fold the weights with the smallest loss over the rows of the other folds, of all
   * weights that are multiples of a tenth.
   *
   * @param scores by model and row, of rows that the models had not seen
   * @param foldOf fold of each row
   */
  static List<double[]> weightsWithout(
      double[][] scores, double[] target, boolean logistic, int[] foldOf, int folds) {
    double[][] best = new double[folds][];
    double[] bestLoss = new double[folds];
    Arrays.fill(bestLoss, Double.POSITIVE_INFINITY);
    for (double[] trial : trials(scores.length)) {
      double[] losses = losses(scores, target, logistic, trial, foldOf, folds);
      double all = Arrays.stream(losses).sum();
      for (int f = 0; f < folds; f++) {
        if (all - losses[f] < bestLoss[f]) {
          bestLoss[f] = all - losses[f];
          best[f] = trial;
        }
      }
    }
    return List.of(best);
  }

  /** All weights that are multiples of a tenth and sum to 1. */
  private static List<double[]> trials(int models) {
    List<double[]> trials = new ArrayList<>();
    collect(new double[models], 0, GRID, trials);
    return trials;
  }

  private static void collect(double[] trial, int model, int left, List<double[]> trials) {
    if (model == trial.length - 1) {
      trial[model] = left / (double) GRID;
      trials.add(trial.clone());
      return;
    }
    for (int share = left; share >= 0; share--) {
      trial[model] = share / (double) GRID;
      collect(trial, model + 1, left - share, trials);
    }
  }

  /** Loss of the mixed scores, summed over the rows of each fold. */
  private static double[] losses(
      double[][] scores,
      double[] target,
      boolean logistic,
      double[] weights,
      int[] foldOf,
      int folds) {
    double[] sums = new double[folds];
    for (int i = 0; i < target.length; i++) {
      double score = 0;
      for (int m = 0; m < weights.length; m++) {
        score += weights[m] * scores[m][i];
      }
      sums[foldOf[i]] += Losses.of(score, target[i], logistic);
    }
    return sums;
  }
}
