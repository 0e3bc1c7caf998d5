package io.aurum.common.stat.survival;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which covariates say something of their own. A hazard has no level, so one that is a constant
 * plus a combination of earlier ones has no coefficient: the likelihood is the same for any.
 */
public final class Covariates {
  /** Share of a covariate's variance that must be left when the earlier ones are known. */
  private static final double TOLERANCE = 1e-9;

  private Covariates() {}

  /**
   * The covariates that vary otherwise than all before them: Gram and Schmidt's orthogonalisation
   * of what is left of each around its mean, done twice for the sake of rounding.
   *
   * @param columns by covariate, then row
   * @return their numbers, ascending
   */
  public static int[] independent(double[][] columns) {
    List<double[]> basis = new ArrayList<>();
    return IntStream.range(0, columns.length).filter(c -> adds(columns[c], basis)).toArray();
  }

  private static boolean adds(double[] column, List<double[]> basis) {
    double mean = Arrays.stream(column).average().orElse(0);
    double[] rest = Arrays.stream(column).map(value -> value - mean).toArray();
    double whole = product(rest, rest);
    double noise = TOLERANCE * TOLERANCE * column.length * mean * mean;
    if (whole <= noise) {
      return false;
    }
    for (int pass = 0; pass < 2; pass++) {
      for (double[] other : basis) {
        double share = product(rest, other);
        for (int i = 0; i < rest.length; i++) {
          rest[i] -= share * other[i];
        }
      }
    }
    double left = product(rest, rest);
    if (left <= TOLERANCE * whole) {
      return false;
    }
    double length = Math.sqrt(left);
    basis.add(Arrays.stream(rest).map(value -> value / length).toArray());
    return true;
  }

  private static double product(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
