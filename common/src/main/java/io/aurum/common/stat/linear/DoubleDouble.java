package io.aurum.common.stat.linear;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * A number as the unevaluated sum of two doubles: about 32 decimal digits. Sums and products follow
 * Dekker (1971) and Knuth with a fused multiply-add; the relative error of an operation is below
 * 2^-102.
 *
 * @param high the number, rounded to a double
 * @param low what rounding left over
 */
public record DoubleDouble(double high, double low) implements Serializable {
  public static final DoubleDouble ZERO = new DoubleDouble(0, 0);
  public static final DoubleDouble ONE = new DoubleDouble(1, 0);

  /** A double, exactly. */
  public static DoubleDouble of(double value) {
    return new DoubleDouble(value, 0);
  }

  /** A decimal number with the digits that two doubles hold: 0.1 is closer to a tenth here. */
  public static DoubleDouble of(BigDecimal value) {
    double high = value.doubleValue();
    if (!Double.isFinite(high)) {
      throw new IllegalArgumentException("A number of this size does not fit a double");
    }
    return new DoubleDouble(high, value.subtract(new BigDecimal(high)).doubleValue());
  }

  public DoubleDouble plus(DoubleDouble other) {
    double sum = high + other.high;
    double virtual = sum - high;
    double error = (high - (sum - virtual)) + (other.high - virtual);
    double lows = low + other.low;
    double lowVirtual = lows - low;
    double lowError = (low - (lows - lowVirtual)) + (other.low - lowVirtual);
    DoubleDouble first = normal(sum, error + lows);
    return normal(first.high, first.low + lowError);
  }

  public DoubleDouble minus(DoubleDouble other) {
    return plus(other.negative());
  }

  public DoubleDouble negative() {
    return new DoubleDouble(-high, -low);
  }

  public DoubleDouble times(DoubleDouble other) {
    double product = high * other.high;
    double error = Math.fma(high, other.high, -product);
    return normal(product, error + (high * other.low + low * other.high));
  }

  public DoubleDouble over(DoubleDouble other) {
    double first = high / other.high;
    DoubleDouble rest = minus(other.times(of(first)));
    double second = rest.high / other.high;
    rest = rest.minus(other.times(of(second)));
    DoubleDouble quotient = normal(first, second);
    return quotient.plus(of(rest.high / other.high));
  }

  /** The square root; the number must not be negative. */
  public DoubleDouble squareRoot() {
    if (high <= 0) {
      return ZERO;
    }
    double root = Math.sqrt(high);
    DoubleDouble rest = minus(of(root).times(of(root)));
    return normal(root, rest.high / (2 * root));
  }

  /** The number to a whole power, not negative. */
  public DoubleDouble power(int exponent) {
    DoubleDouble power = ONE;
    for (int i = 0; i < exponent; i++) {
      power = power.times(this);
    }
    return power;
  }

  public double toDouble() {
    return high + low;
  }

  /** Two doubles, the first at least as large, as one number. */
  private static DoubleDouble normal(double large, double small) {
    double sum = large + small;
    return new DoubleDouble(sum, small - (sum - large));
  }
}
