package io.aurum.common.match;

import java.util.Arrays;

/**
 * From which weight a pair is a link, derived from the model itself: the smallest weight, at least
 * even odds, from which on the pairs are expected to be right as often as wanted. The expectation
 * is the mean match probability of the pairs.
 *
 * @param weight in the model's units, at least 0
 * @param expectedPrecision mean match probability of the pairs from that weight on; 1 where none
 * @param pairs number of these pairs
 */
public record LinkThreshold(int weight, double expectedPrecision, long pairs) {

  /**
   * @param weights of all kept pairs
   * @param precisionTarget wanted expected precision, 0.5..1
   */
  public static LinkThreshold of(int[] weights, double precisionTarget) {
    int[] sorted = Arrays.stream(weights).filter(w -> w >= 0).sorted().toArray();
    double[] sums = new double[sorted.length + 1];
    for (int i = sorted.length - 1; i >= 0; i--) {
      sums[i] = sums[i + 1] + MatchModel.probability(sorted[i]);
    }
    for (int i = 0; i < sorted.length; i++) {
      boolean startsWeight = i == 0 || sorted[i] != sorted[i - 1];
      double precision = sums[i] / (sorted.length - i);
      if (startsWeight && precision >= precisionTarget) {
        return new LinkThreshold(i == 0 ? 0 : sorted[i], precision, sorted.length - i);
      }
    }
    return new LinkThreshold(sorted.length == 0 ? 0 : sorted[sorted.length - 1] + 1, 1, 0);
  }
}
