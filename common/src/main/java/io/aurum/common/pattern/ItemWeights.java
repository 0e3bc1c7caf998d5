package io.aurum.common.pattern;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much having taken an item speaks for another, all that somebody took considered together.
 *
 * <p>Whether somebody took an item is foreseen from all others that they took, by ridge regression
 * without an intercept in which no item foresees itself: with {@code G} the counts of those who
 * took both and {@code P = (G + lambda I)^-1}, the weight of item i for item j is {@code -P_ij /
 * P_jj}, and 0 for itself (Steck, Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019).
 * What two items have in common with a third is counted once, not twice, and an item can speak
 * against another.
 *
 * <p>{@code lambda} is a strength times the mean number of those who took an item, so that one
 * strength serves few people and many. The weaker, the more pairs decide; the stronger, the more
 * the mere number of those who took both does, which is near to popularity where nobody's items
 * tell of others.
 *
 * <p>Weights of {@code n} items take {@code 8 n^2} bytes and {@code n^3} additions and
 * multiplications.
 */
public final class ItemWeights implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int first;
  private final double[][] weights;

  private ItemWeights(int first, double[][] weights) {
    this.first = first;
    this.weights = weights;
  }

  /**
   * Weighs items.
   *
   * @param strength of the ridge, in multiples of the mean number of takers of an item; above 0
   */
  public static ItemWeights of(CommonTakers takers, double strength) {
    if (!(strength > 0)) {
      throw new IllegalArgumentException("A ridge of strength %s".formatted(strength));
    }
    int size = takers.size();
    double[][] lower = gram(takers, strength);
    SymmetricInverse.invert(lower);
    double[] diagonal = IntStream.range(0, size).mapToDouble(i -> lower[i][i]).toArray();
    double[][] weights = new double[size][size];
    for (int from = 0; from < size; from++) {
      for (int to = 0; to < from; to++) {
        weights[from][to] = -lower[from][to] / diagonal[to];
        weights[to][from] = -lower[from][to] / diagonal[from];
      }
    }
    return new ItemWeights(takers.first(), weights);
  }

  private static double[][] gram(CommonTakers takers, double strength) {
    int first = takers.first();
    double[][] lower = new double[takers.size()][];
    double all = 0;
    for (int row = 0; row < lower.length; row++) {
      int item = first + row;
      lower[row] = new double[row + 1];
      Arrays.setAll(lower[row], column -> takers.count(item, first + column));
      all += lower[row][row];
    }
    for (int row = 0; row < lower.length; row++) {
      lower[row][row] += strength * all / lower.length;
    }
    return lower;
  }

  /** Number of the first item that is weighed; all that follow are. */
  int first() {
    return first;
  }

  /** Number of items that are weighed. */
  int size() {
    return weights.length;
  }

  /** How much a weighed item speaks for another. */
  double weight(int from, int to) {
    return weights[from - first][to - first];
  }

  /** Adds what an item speaks for each weighed item to their sums. */
  void addTo(double[] sums, int from) {
    double[] row = weights[from - first];
    for (int to = 0; to < row.length; to++) {
      sums[to] += row[to];
    }
  }
}
