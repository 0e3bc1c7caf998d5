package io.aurum.common.stat.linear;

import java.io.Serializable;

/**
 * Whether the errors of neighbouring rows go together: the sum of the squared differences of
 * neighbouring residuals over the sum of their squares (Durbin and Watson, Biometrika 37, 1950). It
 * is 2 where they do not, falls towards 0 where neighbours are alike and rises towards 4 where they
 * alternate. It has a meaning only for rows that have an order.
 *
 * <p>A stretch of rows is taken in row by row; stretches that follow each other are joined. Not
 * thread-safe.
 */
public final class DurbinWatson implements Serializable {
  private static final long serialVersionUID = 1L;

  private long rows;
  private double first;
  private double last;
  private DoubleDouble squares = DoubleDouble.ZERO;
  private DoubleDouble squaredDifferences = DoubleDouble.ZERO;

  /** Takes in the residual of the next row. */
  public void add(double residual) {
    if (rows == 0) {
      first = residual;
    } else {
      squaredDifferences = squaredDifferences.plus(square(residual - last));
    }
    squares = squares.plus(square(residual));
    last = residual;
    rows++;
  }

  /** Takes in the stretch that follows this one. */
  public void append(DurbinWatson next) {
    if (next.rows == 0) {
      return;
    }
    if (rows == 0) {
      first = next.first;
    } else {
      squaredDifferences = squaredDifferences.plus(square(next.first - last));
    }
    squaredDifferences = squaredDifferences.plus(next.squaredDifferences);
    squares = squares.plus(next.squares);
    last = next.last;
    rows += next.rows;
  }

  /** The statistic, 0..4; NaN of no rows, or where all residuals are 0. */
  public double statistic() {
    return squaredDifferences.toDouble() / squares.toDouble();
  }

  private static DoubleDouble square(double value) {
    DoubleDouble exact = DoubleDouble.of(value);
    return exact.times(exact);
  }
}
