package io.aurum.common.series;

import java.util.Arrays;

/**
 * How rare a large value of a stream is, also beyond all that has been seen: the method SPOT of
 * Siffer et al., "Anomaly detection in streams with extreme value theory", 2017.
 *
 * <p>The first values set a threshold that a share of them lie beyond. What later values exceed it
 * by follows a generalised Pareto distribution, fitted by probability-weighted moments (Hosking and
 * Wallis, "Parameter and quantile estimation for the generalized Pareto distribution", 1987). Its
 * shape is kept between exponential, for light tails promise too much, and 0.4, beyond which few
 * peaks say nothing.
 */
final class PeaksOverThreshold {
  /** Share of the first values that lie beyond the threshold. */
  static final double SHARE = 0.02;

  /** The least probability that is told. */
  static final double LEAST = 1e-30;

  private static final double HEAVIEST = 0.4;

  /** Peaks from which a shape is estimated. */
  private static final int LEAST_PEAKS = 8;

  /** Peaks up to which each new one is fitted at once; then each thirtieth part more. */
  private static final int FEW_PEAKS = 40;

  private static final double MORE_PEAKS = 1.03;

  /** Plotting position of Hosking and Wallis. */
  private static final double PLOTTING = 0.35;

  private final double[] first;
  private double threshold;
  private double[] peaks = new double[64];
  private int count;
  private int fitted;
  private long seen;
  private double scale;
  private double shape;

  /**
   * @param first values that set the threshold, at least 1
   */
  PeaksOverThreshold(int first) {
    this.first = new double[first];
  }

  /** Probability of a value as large; 1 up to the threshold, and before there is one. */
  double pValue(double value) {
    if (seen < first.length || value <= threshold) {
      return 1;
    }
    double share = Math.max(1, count) / (double) seen;
    double excess = value - threshold;
    double tail =
        scale <= 0
            ? 0
            : shape == 0
                ? Math.exp(-excess / scale)
                : Math.pow(1 + shape * excess / scale, -1 / shape);
    return Math.max(LEAST, share * tail);
  }

  /** Learns an ordinary value. */
  void learn(double value) {
    if (seen < first.length) {
      first[(int) seen++] = value;
      if (seen == first.length) {
        begin();
      }
      return;
    }
    seen++;
    if (value > threshold) {
      add(value - threshold);
      if (count < FEW_PEAKS || count >= MORE_PEAKS * fitted) {
        fit();
      }
    }
  }

  /** Counts a value that is too odd to learn from. */
  void pass() {
    seen++;
  }

  private void begin() {
    Arrays.sort(first);
    threshold = first[Math.min(first.length - 1, (int) ((1 - SHARE) * first.length))];
    Arrays.stream(first).filter(value -> value > threshold).forEach(v -> add(v - threshold));
    fit();
  }

  private void add(double excess) {
    if (count == peaks.length) {
      peaks = Arrays.copyOf(peaks, 2 * count);
    }
    peaks[count++] = excess;
  }

  private void fit() {
    fitted = count;
    double[] sorted = Arrays.copyOf(peaks, count);
    Arrays.sort(sorted);
    double mean = 0;
    double weighted = 0;
    for (int i = 0; i < count; i++) {
      mean += sorted[i] / count;
      weighted += sorted[i] * (1 - (i + 1 - PLOTTING) / count) / count;
    }
    double moments = 2 - mean / (mean - 2 * weighted);
    boolean told = count >= LEAST_PEAKS && Double.isFinite(moments);
    shape = told ? Math.max(0, Math.min(HEAVIEST, moments)) : 0;
    scale = mean * (1 - shape);
  }
}
