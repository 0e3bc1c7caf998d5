package io.aurum.jobs.demo;

import java.util.Arrays;
import java.util.List;

/**
 * Values drawn with Zipf-like frequencies: the value at rank r (from 0) weighs (r + 2)^-0.9, which
 * gives the head and the long tail of real name and city lists.
 */
final class Skewed<T> {
  private static final double EXPONENT = 0.9;

  private final List<T> values;
  private final double[] cumulative;

  Skewed(List<T> values) {
    this.values = List.copyOf(values);
    this.cumulative = new double[values.size()];
    double sum = 0;
    for (int rank = 0; rank < cumulative.length; rank++) {
      sum += StrictMath.pow(rank + 2, -EXPONENT);
      cumulative[rank] = sum;
    }
  }

  T pick(Rng rng) {
    double point = rng.unit() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, point);
    return values.get(found >= 0 ? found + 1 : -found - 1);
  }

  List<T> values() {
    return values;
  }
}
