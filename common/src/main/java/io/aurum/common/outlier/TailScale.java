package io.aurum.common.outlier;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Brings the scores of a detector to a scale that all detectors share: evidence, the number of
 * decimal digits of the improbability of so high a score. 2 says that one row in 100 scores so
 * high. Beyond the highest twentieth of the scores learnt from their tail is taken for exponential
 * (the peaks over a threshold of extreme value theory, with shape 0), so that evidence grows on
 * where no row has been.
 *
 * @param scores learnt from
 * @param limit where the tail begins
 * @param excess mean score above the limit in the tail; 0 where no tail was found
 * @param share of the rows in the tail
 */
record TailScale(Standing scores, double limit, double excess, double share)
    implements Serializable {
  private static final double TAIL = 0.05;

  /** Rows that a tail needs for its mean to say something. */
  private static final int LEAST_TAIL = 5;

  /**
   * Learns from scores.
   *
   * @param scores of the rows learnt from, in any order, not empty
   */
  static TailScale of(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double limit = sorted[(int) Math.floor((sorted.length - 1) * (1 - TAIL))];
    double sum = 0;
    int count = 0;
    for (double score : sorted) {
      if (score > limit) {
        sum += score - limit;
        count++;
      }
    }
    double excess = count > LEAST_TAIL ? sum / count : 0;
    return new TailScale(Standing.of(sorted), limit, excess, (double) count / sorted.length);
  }

  /** Decimal digits of the improbability of a score, from 0 up. */
  double evidence(double score) {
    return excess > 0 && score > limit
        ? -Math.log10(share) + (score - limit) / excess / Math.log(10)
        : -Math.log10((1 - scores.atMost(score) + scores.atLeast(score)) / 2);
  }
}
