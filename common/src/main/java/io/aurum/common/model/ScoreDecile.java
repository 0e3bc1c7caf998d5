package io.aurum.common.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A tenth of the rows in the order of their scores.
 *
 * <p>Rows that share a score have no order: where the border of two tenths parts them, each has its
 * share of their positives, in whole rows.
 *
 * @param number 1 holds the highest scores
 * @param rows at least 1
 * @param positives of them
 * @param meanProbability mean predicted probability
 * @param captured positives of this tenth and of those with higher scores
 */
public record ScoreDecile(
    int number, int rows, long positives, double meanProbability, long captured) {
  private static final int TENTHS = 10;

  /** The tenths that hold rows, highest scores first. */
  public static List<ScoreDecile> of(ScoredLabels rows) {
    List<ScoreDecile> deciles = new ArrayList<>();
    long captured = 0;
    for (int number = 1; number <= TENTHS; number++) {
      int from = (int) ((long) rows.size() * (number - 1) / TENTHS);
      int to = (int) ((long) rows.size() * number / TENTHS);
      if (to > from) {
        long before = captured;
        captured = rows.positivesAbove(to);
        deciles.add(
            new ScoreDecile(
                number, to - from, captured - before, meanProbability(rows, from, to), captured));
      }
    }
    return deciles;
  }

  private static double meanProbability(ScoredLabels rows, int from, int to) {
    double sum = 0;
    for (int rank = from; rank < to; rank++) {
      sum += rows.probability(rank);
    }
    return sum / (to - from);
  }
}
