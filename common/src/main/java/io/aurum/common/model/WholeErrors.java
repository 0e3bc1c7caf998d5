package io.aurum.common.model;

import io.aurum.common.stat.Estimate;
import java.io.Serializable;
import java.math.BigInteger;

/**
 * How good predicted whole numbers are, such as amounts in cents: the same figures as those of
 * {@link RegressionMetrics}, from exact sums. So many predictions can be judged in parts, in any
 * order, and nobody needs to hold them all.
 */
public final class WholeErrors implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int wholes;
  private long n;
  private BigInteger predicted = BigInteger.ZERO;
  private BigInteger observed = BigInteger.ZERO;
  private BigInteger observedSquares = BigInteger.ZERO;
  private BigInteger errors = BigInteger.ZERO;
  private BigInteger squares = BigInteger.ZERO;
  private BigInteger fourths = BigInteger.ZERO;

  /**
   * @param wholes of one unit in which the figures are told, such as 100 cents
   */
  public WholeErrors(int wholes) {
    if (wholes < 1) {
      throw new IllegalArgumentException("A unit of " + wholes + " wholes");
    }
    this.wholes = wholes;
  }

  /** Judges one more prediction. */
  public void add(long prediction, long observation) {
    BigInteger seen = BigInteger.valueOf(observation);
    BigInteger error = BigInteger.valueOf(prediction).subtract(seen).abs();
    BigInteger square = error.multiply(error);
    n++;
    predicted = predicted.add(BigInteger.valueOf(prediction));
    observed = observed.add(seen);
    observedSquares = observedSquares.add(seen.multiply(seen));
    errors = errors.add(error);
    squares = squares.add(square);
    fourths = fourths.add(square.multiply(square));
  }

  /** Adds all predictions that others judged. */
  public void add(WholeErrors others) {
    n += others.n;
    predicted = predicted.add(others.predicted);
    observed = observed.add(others.observed);
    observedSquares = observedSquares.add(others.observedSquares);
    errors = errors.add(others.errors);
    squares = squares.add(others.squares);
    fourths = fourths.add(others.fourths);
  }

  /** Predictions judged. */
  public long n() {
    return n;
  }

  /** Mean absolute error, in the unit. */
  public Estimate mae() {
    return Estimate.symmetric(
        errors.doubleValue() / n / wholes, standardError(errors, squares) / wholes);
  }

  /** Root of the mean squared error, in the unit; interval by the delta method. */
  public Estimate rmse() {
    double root = Math.sqrt(squares.doubleValue() / n);
    return root == 0
        ? Estimate.symmetric(0, 0)
        : Estimate.symmetric(root / wholes, standardError(squares, fourths) / (2 * root) / wholes);
  }

  /** Share of the variance that is explained; negative where the mean predicts better. */
  public double rSquared() {
    BigInteger rest = squares.multiply(BigInteger.valueOf(n));
    return 1 - rest.doubleValue() / spread(observed, observedSquares).doubleValue();
  }

  /** All that was predicted over all that was observed. */
  public double totalRatio() {
    return predicted.doubleValue() / observed.doubleValue();
  }

  /** Of the mean of figures that sum to one sum, and their squares to another. */
  private double standardError(BigInteger sum, BigInteger ofSquares) {
    return Math.sqrt(spread(sum, ofSquares).doubleValue() / n / n / (n - 1.0));
  }

  /** {@code n^2} times the variance of figures. */
  private BigInteger spread(BigInteger sum, BigInteger ofSquares) {
    return ofSquares.multiply(BigInteger.valueOf(n)).subtract(sum.multiply(sum));
  }
}
