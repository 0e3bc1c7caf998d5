package io.aurum.common.stat;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Finds a maximum of a smooth function of a few parameters, by the quasi-Newton method of Broyden,
 * Fletcher, Goldfarb and Shanno (Nocedal and Wright, Numerical Optimization, 2nd edition, algorithm
 * 6.1) with a backtracking line search. Gradients are central differences.
 *
 * <p>It always returns: where the function is flat it stays, where it is not finite it steps back.
 */
public final class Maximiser {
  private static final int MAX_STEPS = 500;
  private static final int MAX_HALVINGS = 60;

  /** Cube root of the machine precision: balances truncation and rounding of the differences. */
  private static final double GRADIENT_STEP = 6e-6;

  /** Fourth root of the machine precision, for second differences. */
  private static final double CURVATURE_STEP = 1.2e-4;

  /** Wolfe's first condition: share of the promised rise that a step must bring. */
  private static final double SUFFICIENT_RISE = 1e-4;

  /** Longest step in any one parameter. */
  private static final double LONGEST_STEP = 2;

  /** Rises below this share of the function's size are rounding. */
  private static final double NEGLIGIBLE_RISE = 1e-13;

  private final ToDoubleFunction<double[]> function;

  public Maximiser(ToDoubleFunction<double[]> function) {
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
    double[] at = start.clone();
    double value = function.applyAsDouble(at);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("The function is not finite at " + Arrays.toString(start));
    }
    double[][] inverse = identity(at.length);
    double[] gradient = gradient(at);
    int step = 0;
    boolean fresh = true;
    while (step < MAX_STEPS) {
      double[] direction = limited(times(inverse, gradient));
      double slope = dot(direction, gradient);
      double[] next = slope > 0 ? climb(at, value, direction, slope) : null;
      if (next == null) {
        if (fresh) {
          break;
        }
        inverse = identity(at.length);
        fresh = true;
        continue;
      }
      double risen = function.applyAsDouble(next);
      double[] nextGradient = gradient(next);
      fresh = !update(inverse, minus(next, at), minus(gradient, nextGradient));
      boolean settled = risen - value <= NEGLIGIBLE_RISE * (1 + Math.abs(value));
      at = next;
      value = risen;
      gradient = nextGradient;
      step++;
      if (settled) {
        break;
      }
    }
    return new Maximum(at, value, step);
  }

  /**
   * The matrix of second derivatives, by central differences. Its negative inverse at the maximum
   * of a log-likelihood is the covariance of the estimates.
   */
  public double[][] curvature(double[] at) {
    int n = at.length;
    double[][] curvature = new double[n][n];
    double centre = function.applyAsDouble(at);
    for (int i = 0; i < n; i++) {
      double up = moved(at, i, CURVATURE_STEP, i, 0);
      double down = moved(at, i, -CURVATURE_STEP, i, 0);
      curvature[i][i] = (up - 2 * centre + down) / (CURVATURE_STEP * CURVATURE_STEP);
      for (int j = 0; j < i; j++) {
        double mixed =
            moved(at, i, CURVATURE_STEP, j, CURVATURE_STEP)
                - moved(at, i, CURVATURE_STEP, j, -CURVATURE_STEP)
                - moved(at, i, -CURVATURE_STEP, j, CURVATURE_STEP)
                + moved(at, i, -CURVATURE_STEP, j, -CURVATURE_STEP);
        curvature[i][j] = curvature[j][i] = mixed / (4 * CURVATURE_STEP * CURVATURE_STEP);
      }
    }
    return curvature;
  }

  /** The first point on the way that rises enough; null where there is none. */
  private double[] climb(double[] at, double value, double[] direction, double slope) {
    double length = 1;
    for (int halving = 0; halving < MAX_HALVINGS; halving++, length /= 2) {
      double[] next = at.clone();
      for (int i = 0; i < next.length; i++) {
        next[i] += length * direction[i];
      }
      double risen = function.applyAsDouble(next);
      if (Double.isFinite(risen) && risen > value + SUFFICIENT_RISE * length * slope) {
        return next;
      }
    }
    return null;
  }

  /** The slopes at a point, by central differences; 0 where one is not finite. */
  public double[] gradient(double[] at) {
    double[] gradient = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double slope =
          (moved(at, i, GRADIENT_STEP, i, 0) - moved(at, i, -GRADIENT_STEP, i, 0))
              / (2 * GRADIENT_STEP);
      gradient[i] = Double.isFinite(slope) ? slope : 0;
    }
    return gradient;
  }

  private double moved(double[] at, int i, double byI, int j, double byJ) {
    double[] moved = at.clone();
    moved[i] += byI;
    moved[j] += byJ;
    return function.applyAsDouble(moved);
  }

  /**
   * The update of the inverse curvature; tells whether the step was of use for it.
   *
   * @param step change of the parameters
   * @param change change of the gradient, downwards
   */
  private static boolean update(double[][] inverse, double[] step, double[] change) {
    double product = dot(step, change);
    if (product <= 1e-14 * Math.sqrt(dot(step, step) * dot(change, change))) {
      return false;
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
