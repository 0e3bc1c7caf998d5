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
   * The threshold that so many rows reach; where rows of one evidence leave a choice, as near to so
   * many as they allow.
   *
   * @param evidence of the rows, in any order, not empty
   * @param rate share of rows, above 0 and below 1
   */
  public static Threshold byRate(double[] evidence, double rate) {
    double[] sorted = sorted(evidence);
    int wanted = (int) Math.max(1, Math.round(rate * sorted.length));
    double lowest = sorted[sorted.length - wanted];
    long reaching = Arrays.stream(sorted).filter(of -> of >= lowest).count();
    long above = Arrays.stream(sorted).filter(of -> of > lowest).count();
    boolean isNearer = reaching - wanted <= wanted - above;
    return new Threshold(isNearer ? lowest : Math.nextUp(lowest), Basis.RATE);
  }

  /**
   * The deepest gap below which no ordinary row would leave so much room; where there is none, the
   * threshold that so many rows reach.
   *
   * <p>The spaces between the highest of rows whose evidence falls off exponentially, each times
   * the number of rows above it, are independent and exponential with one mean (Renyi, 1953). A gap
   * is one that is too wide for that. Where rows share their evidence, as rows of few counts do,
   * the spaces of all of them lie in one: so much room is no gap there.
   *
   * @param evidence of the rows, in any order, not empty
   * @param otherwise share of rows that are outliers where there is no gap
   */
  public static Threshold byGap(double[] evidence, double otherwise) {
    int most = (int) (evidence.length * MOST);
    Spaces spaces = Spaces.of(evidence, most);
    if (most < LEAST || spaces.number() == 0) {
      return byRate(evidence, otherwise);
    }
    double mean = spaces.mean();
    double widest = mean * Math.log(most / CHANCE);
    for (int space = spaces.number() - 1; space >= 0; space--) {
      if (spaces.width(space, mean) > widest) {
        return new Threshold(spaces.middle(space), Basis.GAP);
      }
    }
    return byRate(evidence, otherwise);
  }

  /** Whether a row with the evidence is an outlier; none is without any. */
  public boolean isReached(double of) {
    return of > 0 && of >= evidence;
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
