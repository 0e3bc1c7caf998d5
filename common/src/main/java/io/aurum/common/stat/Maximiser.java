package io.aurum.common.stat;

import io.aurum.common.stat.Smooth.Tangent;
import java.util.Arrays;

/**
 * Finds a maximum of a smooth function of a few parameters, by the quasi-Newton method of Broyden,
 * Fletcher, Goldfarb and Shanno (Nocedal and Wright, Numerical Optimization, 2nd edition, algorithm
 * 6.1) with a backtracking line search.
 *
 * <p>It always returns: where the function is flat it stays, where it is not finite it steps back.
 */
public final class Maximiser {
  private static final int MAX_STEPS = 500;
  private static final int MAX_HALVINGS = 60;

  /** Cube root of the machine precision: balances truncation and rounding of the differences. */
  private static final double CURVATURE_STEP = 6e-6;

  /** Wolfe's first condition: share of the promised rise that a step must bring. */
  private static final double SUFFICIENT_RISE = 1e-4;

  /** Longest step in any one parameter. */
  private static final double LONGEST_STEP = 2;

  /** Rises below this share of the function's size are rounding. */
  private static final double NEGLIGIBLE_RISE = 1e-13;

  private final Smooth function;

  public Maximiser(Smooth function) {
    this.function = function;
  }

  /**
   * Where the function is largest, as far as a search from the given start can tell.
   *
   * @param at parameters
   * @param value of the function there
   * @param steps taken
   */
  public record Maximum(double[] at, double value, int steps) {}

  /**
   * Climbs from a start.
   *
   * @throws IllegalArgumentException if the function is not finite at the start
   */
  public Maximum from(double... start) {
    Place here = place(start.clone());
    if (!Double.isFinite(here.value)) {
      throw new IllegalArgumentException("The function is not finite at " + Arrays.toString(start));
    }
    double[][] inverse = identity(start.length);
    int step = 0;
    boolean fresh = true;
    boolean settled = false;
    while (step < MAX_STEPS && !settled) {
      Place next = climb(here, limited(times(inverse, here.slopes)));
      if (next == null) {
        if (fresh) {
          break;
        }
        inverse = identity(start.length);
        fresh = true;
        continue;
      }
      fresh = !update(inverse, minus(next.at, here.at), minus(here.slopes, next.slopes), fresh);
      settled = next.value - here.value <= NEGLIGIBLE_RISE * (1 + Math.abs(here.value));
      here = next;
      step++;
    }
    return new Maximum(here.at, here.value, step);
  }

  /** A point with the function there; slopes that are not finite are 0. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Place(double[] at, double value, double[] slopes) {}

  private Place place(double[] at) {
    Tangent tangent = function.at(at);
    double[] slopes =
        Arrays.stream(tangent.slopes()).map(s -> Double.isFinite(s) ? s : 0).toArray();
    return new Place(at, tangent.value(), slopes);
  }

  /**
   * The matrix of second derivatives, by central differences of the slopes. Its negative inverse at
   * the maximum of a log-likelihood is the covariance of the estimates.
   */
  public double[][] curvature(double[] at) {
    double[][] curvature = new double[at.length][];
    for (int i = 0; i < at.length; i++) {
      double[] up = slopes(at, i, CURVATURE_STEP);
      double[] down = slopes(at, i, -CURVATURE_STEP);
      curvature[i] = minus(up, down);
      for (int j = 0; j < at.length; j++) {
        curvature[i][j] /= 2 * CURVATURE_STEP;
      }
    }
    return curvature;
  }

  private double[] slopes(double[] at, int parameter, double by) {
    double[] moved = at.clone();
    moved[parameter] += by;
    return place(moved).slopes;
  }

  /** The first point on the way that rises enough; null where there is none. */
  private Place climb(Place from, double[] direction) {
    double slope = dot(direction, from.slopes);
    double length = 1;
    for (int halving = 0; slope > 0 && halving < MAX_HALVINGS; halving++, length /= 2) {
      double[] at = from.at.clone();
      for (int i = 0; i < at.length; i++) {
        at[i] += length * direction[i];
      }
      Place next = place(at);
      if (Double.isFinite(next.value)
          && next.value > from.value + SUFFICIENT_RISE * length * slope) {
        return next;
      }
    }
    return null;
  }

  /**
   * The update of the inverse curvature; tells whether the step was of use for it.
   *
   * @param step change of the parameters
   * @param change change of the gradient, downwards
   * @param fresh whether the inverse knows of no step yet: it takes its size from this one (Nocedal
   *     and Wright, equation 6.20)
   */
  private static boolean update(double[][] inverse, double[] step, double[] change, boolean fresh) {
    double product = dot(step, change);
    if (product <= 1e-14 * Math.sqrt(dot(step, step) * dot(change, change))) {
      return false;
    }
    for (int i = 0; fresh && i < step.length; i++) {
      inverse[i][i] = product / dot(change, change);
    }
    double[] mapped = times(inverse, change);
    double scale = (1 + dot(change, mapped) / product) / product;
    for (int i = 0; i < step.length; i++) {
      for (int j = 0; j < step.length; j++) {
        inverse[i][j] +=
            scale * step[i] * step[j] - (mapped[i] * step[j] + step[i] * mapped[j]) / product;
      }
    }
    return true;
  }

  private static double[] limited(double[] direction) {
    double longest = Arrays.stream(direction).map(Math::abs).max().orElse(0);
    if (longest > LONGEST_STEP) {
      for (int i = 0; i < direction.length; i++) {
        direction[i] *= LONGEST_STEP / longest;
      }
    }
    return direction;
  }

  private static double[][] identity(int n) {
    double[][] identity = new double[n][n];
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = dot(matrix[i], vector);
    }
    return product;
  }

  private static double[] minus(double[] first, double[] second) {
    double[] difference = first.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= second[i];
    }
    return difference;
  }

  private static double dot(double[] first, double[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += first[i] * second[i];
    }
    return sum;
  }
}
