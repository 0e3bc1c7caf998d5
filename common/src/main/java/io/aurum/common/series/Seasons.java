package io.aurum.common.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds which of the seasons that a grain allows a series has: those whose cycles predict each
 * other. A cycle is predicted by the mean of all others; the season is there where that leaves at
 * least a tenth less of the sum of squares than no season would. Wild values are drawn in first.
 */
public final class Seasons {
  private static final double LEAST_GAIN = 0.1;
  private static final int LEAST_CYCLES = 3;

  /** Scales beyond which values are drawn in. */
  private static final double WILD = 3;

  private Seasons() {}

  /**
   * The seasons of a series, ascending.
   *
   * @param values equally spaced; NaN where missing
   * @param candidates lengths in points, each at least 2
   */
  public static List<Integer> of(double[] values, List<Integer> candidates) {
    List<Integer> found = new ArrayList<>();
    for (int period : candidates.stream().sorted().toList()) {
      if (values.length >= LEAST_CYCLES * period) {
        double[] left = left(values, found, period);
        if (gain(left, period) >= LEAST_GAIN) {
          found.add(period);
        }
      }
    }
    return List.copyOf(found);
  }

  /** What trend and the seasons found so far leave, wild values drawn in. */
  private static double[] left(double[] values, List<Integer> found, int period) {
    double[] filled = Decomposition.filled(values);
    double[] ones = new double[filled.length];
    Arrays.fill(ones, 1);
    double[] trend = Loess.smooth(filled, ones, 2 * period + 1);
    double[] left = new double[values.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = values[i] - trend[i];
    }
    for (int shorter : found) {
      double[] sums = new double[shorter];
      int[] counts = new int[shorter];
      for (int i = 0; i < left.length; i++) {
        if (!Double.isNaN(left[i])) {
          sums[i % shorter] += left[i];
          counts[i % shorter]++;
        }
      }
      for (int i = 0; i < left.length; i++) {
        left[i] -= counts[i % shorter] == 0 ? 0 : sums[i % shorter] / counts[i % shorter];
      }
    }
    double most = WILD * Robust.scale(left);
    return Arrays.stream(left).map(v -> Math.max(-most, Math.min(most, v))).toArray();
  }

  /** Share of the sum of squares that each cycle's others explain. */
  private static double gain(double[] left, int period) {
    double[] sums = new double[period];
    int[] counts = new int[period];
    for (int i = 0; i < left.length; i++) {
      if (!Double.isNaN(left[i])) {
        sums[i % period] += left[i];
        counts[i % period]++;
      }
    }
    double all = 0;
    double rest = 0;
    for (int i = 0; i < left.length; i++) {
      int others = counts[i % period] - 1;
      if (!Double.isNaN(left[i]) && others > 0) {
        double error = left[i] - (sums[i % period] - left[i]) / others;
        all += left[i] * left[i];
        rest += error * error;
      }
    }
    return all == 0 ? 0 : 1 - rest / all;
  }
}
