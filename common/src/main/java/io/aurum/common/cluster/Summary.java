package io.aurum.common.cluster;

import java.util.Arrays;

/**
 * How numbers lie. They are summed in ascending order, so that their own order does not show.
 *
 * @param variance of all of them, divided by their number
 * @param skewness third standardised moment; 0 where nothing varies
 */
record Summary(int count, double mean, double variance, double skewness, double median) {
  static Summary of(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double origin = n == 0 ? Double.NaN : sorted[0]; // numbers that are all equal vary by nothing
    double beyond = 0;
    for (double number : sorted) {
      beyond += (number - origin) / n;
    }
    double mean = origin + beyond;
    double second = 0;
    double third = 0;
    for (double number : sorted) {
      double off = number - mean;
      second += off * off / n;
      third += off * off * off / n;
    }
    double skewness = second > 0 ? third / Math.pow(second, 1.5) : 0;
    double median = n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return new Summary(n, mean, second, skewness, median);
  }
}
