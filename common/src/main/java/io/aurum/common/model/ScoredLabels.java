package io.aurum.common.model;

import java.util.Arrays;
import java.util.Comparator;

/** Predicted probabilities beside what really happened, ordered by probability, highest first. */
public final class ScoredLabels {
  private final double[] probability;
  private final boolean[] positive;
  private final int positives;

  private ScoredLabels(double[] probability, boolean[] positive, int positives) {
    this.probability = probability;
    this.positive = positive;
    this.positives = positives;
  }

  /**
   * @param probability 0..1, of being positive
   * @throws IllegalArgumentException if the lengths differ, nothing is there, or a probability is
   *     none
   */
  public static ScoredLabels of(double[] probability, boolean[] positive) {
    if (probability.length == 0 || probability.length != positive.length) {
      throw new IllegalArgumentException(
          "%d probabilities for %d labels".formatted(probability.length, positive.length));
    }
    Integer[] order = new Integer[probability.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.comparingDouble((Integer i) -> -probability[i])
            .thenComparing(i -> !positive[i]));
    double[] sorted = new double[order.length];
    boolean[] labels = new boolean[order.length];
    int positives = 0;
    for (int i = 0; i < order.length; i++) {
      sorted[i] = probability[order[i]];
      labels[i] = positive[order[i]];
      positives += labels[i] ? 1 : 0;
      if (!(sorted[i] >= 0 && sorted[i] <= 1)) {
        throw new IllegalArgumentException(sorted[i] + " is no probability");
      }
    }
    return new ScoredLabels(sorted, labels, positives);
  }

  /** The rows at some ranks, which are ascending; a rank that comes twice is two rows. */
  ScoredLabels at(int[] ranks) {
    double[] some = new double[ranks.length];
    boolean[] labels = new boolean[ranks.length];
    int found = 0;
    for (int i = 0; i < ranks.length; i++) {
      some[i] = probability[ranks[i]];
      labels[i] = positive[ranks[i]];
      found += labels[i] ? 1 : 0;
    }
    return new ScoredLabels(some, labels, found);
  }

  /** Rows. */
  public int size() {
    return probability.length;
  }

  /** Rows that are positive. */
  public int positives() {
    return positives;
  }

  /** Rows that are not. */
  public int negatives() {
    return size() - positives;
  }

  /** Share of positive rows. */
  public double baseRate() {
    return (double) positives / size();
  }

  double probability(int rank) {
    return probability[rank];
  }

  boolean positive(int rank) {
    return positive[rank];
  }

  /** First rank behind those that share this rank's probability. */
  int endOfTie(int rank) {
    int end = rank + 1;
    while (end < size() && probability[end] == probability[rank]) {
      end++;
    }
    return end;
  }

  /**
   * Positive rows before a rank. Those of rows that share the probability on both sides of it are
   * spread evenly, and counted in whole rows.
   */
  long positivesAbove(int rank) {
    int from = rank;
    while (from > 0 && rank < size() && probability[from - 1] == probability[rank]) {
      from--;
    }
    long before = positives(0, from);
    if (from == rank) {
      return before;
    }
    int end = endOfTie(rank);
    return before + Math.round((double) positives(from, end) * (rank - from) / (end - from));
  }

  /** Positive rows from one rank up to another. */
  int positives(int from, int to) {
    int count = 0;
    for (int rank = from; rank < to; rank++) {
      count += positive[rank] ? 1 : 0;
    }
    return count;
  }
}
