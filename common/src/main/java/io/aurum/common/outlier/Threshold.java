package io.aurum.common.outlier;

import java.io.Serializable;
import java.util.Arrays;

/**
 * From which evidence on a row is an outlier.
 *
 * @param evidence in decimal digits; rows with as much or more are outliers
 * @param basis what it rests on
 */
public record Threshold(double evidence, Basis basis) implements Serializable {
  /** Share of the rows that can be above a gap at most: outliers are few. */
  private static final double MOST = 0.2;

  /** Probability of finding a gap where there is none. */
  private static final double CHANCE = 0.001;

  /** Rows above the gaps looked for that are needed to know how wide ordinary ones are. */
  private static final int LEAST = 10;

  /** What a threshold rests on. */
  public enum Basis {
    /** A gap in the evidence, wider than chance leaves between rows of one kind. */
    GAP,
    /** A share of the rows. */
    RATE
  }

  /**
   * The threshold that so many rows reach.
   *
   * @param evidence of the rows, in any order, not empty
   * @param rate share of rows, above 0 and below 1
   */
  public static Threshold byRate(double[] evidence, double rate) {
    double[] sorted = sorted(evidence);
    int count = (int) Math.max(1, Math.round(rate * sorted.length));
    return new Threshold(sorted[sorted.length - count], Basis.RATE);
  }

  /**
   * The deepest gap below which no ordinary row would leave so much room; where there is none, the
   * threshold that so many rows reach.
   *
   * <p>The spaces between the highest of rows whose evidence falls off exponentially, each times
   * the number of rows above it, are independent and exponential with one mean (Renyi, 1953). A gap
   * is one that is too wide for that.
   *
   * @param evidence of the rows, in any order, not empty
   * @param otherwise share of rows that are outliers where there is no gap
   */
  public static Threshold byGap(double[] evidence, double otherwise) {
    double[] sorted = sorted(evidence);
    int n = sorted.length;
    int most = (int) (n * MOST);
    if (most < LEAST) {
      return byRate(evidence, otherwise);
    }
    double[] spaces = new double[most];
    for (int above = 1; above <= most; above++) {
      spaces[above - 1] = above * (sorted[n - above] - sorted[n - above - 1]);
    }
    double widest = mean(spaces) * Math.log(most / CHANCE);
    for (int above = most; above >= 1; above--) {
      if (spaces[above - 1] > widest) {
        return new Threshold((sorted[n - above] + sorted[n - above - 1]) / 2, Basis.GAP);
      }
    }
    return byRate(evidence, otherwise);
  }

  /** Whether a row with the evidence is an outlier; none is without any. */
  public boolean isReached(double of) {
    return of > 0 && of >= evidence;
  }

  /** Mean of the spaces but for the widest tenth, which gaps may be; corrected for that. */
  private static double mean(double[] spaces) {
    double[] sorted = sorted(spaces);
    int kept = (int) Math.ceil(sorted.length * 0.9);
    double sum = Arrays.stream(sorted, 0, kept).sum();
    double share = (double) kept / sorted.length;
    double ofExponential = 1 + (1 - share) * Math.log(Math.max(1e-9, 1 - share)) / share;
    return sum / kept / ofExponential;
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
