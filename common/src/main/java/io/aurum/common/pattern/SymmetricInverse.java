package io.aurum.common.pattern;

import java.util.stream.IntStream;

/**
 * Inverse of a symmetric positive definite matrix, in place: the sweep operator (Goodnight, A
 * Tutorial on the SWEEP Operator, The American Statistician 1979) on blocks of pivots, each block
 * inverted by Cholesky's method. It takes {@code n^3} additions and multiplications. Rows of a
 * sweep are worked on side by side, each by one thread and in one order, so the result is the same
 * whatever the number of threads.
 */
final class SymmetricInverse {
  private static final int BLOCK = 32;

  /** Pivots that one pass over a row takes together. */
  private static final int TOGETHER = 4;

  private final double[][] lower;
  private final int size;

  private SymmetricInverse(double[][] lower) {
    this.lower = lower;
    this.size = lower.length;
  }

  /**
   * Inverts a matrix.
   *
   * @param lower its lower triangle: row i has i + 1 numbers; overwritten by that of the inverse
   * @throws IllegalArgumentException where the matrix is not positive definite
   */
  static void invert(double[][] lower) {
    new SymmetricInverse(lower).invert();
  }

  private void invert() {
    for (int from = 0; from < size; from += BLOCK) {
      sweep(from, Math.min(size, from + BLOCK));
    }
    IntStream.range(0, size).parallel().forEach(this::negate);
  }

  /** After all sweeps the matrix is the inverse, negated. */
  private void negate(int row) {
    for (int column = 0; column <= row; column++) {
      lower[row][column] = -lower[row][column];
    }
  }

  private void sweep(int from, int to) {
    double[][] rows = rows(from, to);
    double[][] inverse = inverse(from, to);
    double[][] solved = product(inverse, rows);
    IntStream.range(0, size)
        .parallel()
        .filter(row -> row < from || row >= to)
        .forEach(row -> sweep(row, from, to, rows, solved));
    for (int row = from; row < to; row++) {
      for (int column = 0; column < from; column++) {
        lower[row][column] = solved[row - from][column];
      }
      for (int column = from; column <= row; column++) {
        lower[row][column] = -inverse[row - from][column - from];
      }
    }
  }

  /** The rows of a block of pivots in full length. */
  private double[][] rows(int from, int to) {
    double[][] rows = new double[to - from][size];
    for (int row = from; row < to; row++) {
      System.arraycopy(lower[row], 0, rows[row - from], 0, row + 1);
      for (int column = row + 1; column < size; column++) {
        rows[row - from][column] = lower[column][row];
      }
    }
    return rows;
  }

  private void sweep(int row, int from, int to, double[][] rows, double[][] solved) {
    double[] target = lower[row];
    int pivots = rows.length;
    int pivot = 0;
    for (; pivot + TOGETHER <= pivots; pivot += TOGETHER) {
      subtract(target, rows, solved, pivot, row);
    }
    for (; pivot < pivots; pivot++) {
      double factor = rows[pivot][row];
      double[] of = solved[pivot];
      for (int column = 0; column <= row; column++) {
        target[column] -= factor * of[column];
      }
    }
    for (int column = from; column < Math.min(to, row + 1); column++) {
      target[column] = solved[column - from][row];
    }
  }

  private static void subtract(
      double[] target, double[][] rows, double[][] solved, int pivot, int row) {
    double a = rows[pivot][row];
    double b = rows[pivot + 1][row];
    double c = rows[pivot + 2][row];
    double d = rows[pivot + 3][row];
    double[] ofA = solved[pivot];
    double[] ofB = solved[pivot + 1];
    double[] ofC = solved[pivot + 2];
    double[] ofD = solved[pivot + 3];
    for (int column = 0; column <= row; column++) {
      target[column] -= a * ofA[column] + b * ofB[column] + c * ofC[column] + d * ofD[column];
    }
  }

  /** Inverse of the block of pivots on the diagonal, in full. */
  private double[][] inverse(int from, int to) {
    double[][] factor = factor(from, to);
    int order = to - from;
    double[][] inverse = new double[order][order];
    for (int unit = 0; unit < order; unit++) {
      double[] solution = inverse[unit];
      for (int i = unit; i < order; i++) {
        double rest = i == unit ? 1 : 0;
        for (int k = unit; k < i; k++) {
          rest -= factor[i][k] * solution[k];
        }
        solution[i] = rest / factor[i][i];
      }
      for (int i = order - 1; i >= 0; i--) {
        double rest = solution[i];
        for (int k = i + 1; k < order; k++) {
          rest -= factor[k][i] * solution[k];
        }
        solution[i] = rest / factor[i][i];
      }
    }
    return inverse;
  }

  private double[][] factor(int from, int to) {
    int order = to - from;
    double[][] factor = new double[order][order];
    for (int i = 0; i < order; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = lower[from + i][from + j];
        for (int k = 0; k < j; k++) {
          rest -= factor[i][k] * factor[j][k];
        }
        if (i == j && !(rest > 0)) {
          throw new IllegalArgumentException("The matrix is not positive definite");
        }
        factor[i][j] = i == j ? Math.sqrt(rest) : rest / factor[j][j];
      }
    }
    return factor;
  }

  private static double[][] product(double[][] square, double[][] rows) {
    double[][] product = new double[rows.length][rows[0].length];
    IntStream.range(0, rows.length)
        .parallel()
        .forEach(
            i -> {
              for (int k = 0; k < rows.length; k++) {
                double factor = square[i][k];
                for (int column = 0; column < product[i].length; column++) {
                  product[i][column] += factor * rows[k][column];
                }
              }
            });
    return product;
  }
}
