package io.aurum.common.model;

/** Takes the score of a row apart into what each feature contributes. */
@FunctionalInterface
public interface Explainer {

  /**
   * Adds what each feature of a row contributes to its score; with the returned base they sum to
   * the score but for rounding.
   *
   * @param weight by which everything is multiplied
   * @param contributions by feature, added to
   * @return the base: the score of nobody in particular, times the weight
   */
  double explain(Object[] row, double weight, double[] contributions);
}
