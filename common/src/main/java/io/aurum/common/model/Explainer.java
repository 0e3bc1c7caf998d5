package io.aurum.common.model;

import java.util.List;

/** Takes the scores of rows apart into what each feature contributes. */
@FunctionalInterface
public interface Explainer {

  /**
   * Adds what each feature of each row contributes to its score; with the returned base they sum to
   * the score but for rounding.
   *
   * @param rows many at once are faster than one by one
   * @param weight by which everything is multiplied
   * @param contributions by row and feature, added to
   * @return the base: the score of nobody in particular, times the weight
   */
  double explain(List<Object[]> rows, double weight, List<double[]> contributions);
}
