package io.aurum.common.outlier;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Adds up, over the columns, how empty the bin of each value is: HBOS (Goldstein and Dengel, KI
 * 2012), as in PyOD with its defaults. Densities depend on the unit of a column.
 *
 * @param columns histogram of each column
 */
record HistogramDetector(List<Histogram> columns) implements Detector {
  private static final int BINS = 10;

  /** Added to a density, so that an empty bin has a logarithm. */
  private static final double ALPHA = 0.1;

  /** Widths of a bin by which a value can miss the outermost one and still be put into it. */
  private static final double TOLERANCE = 0.5;

  /**
   * Ten bins of equal width.
   *
   * @param edges ascending, one more than bins
   * @param scores of the bins, in bits
   */
  record Histogram(double[] edges, double[] scores) implements Serializable {

    /**
     * @param unit what the values are divided by for their density
     */
    static Histogram of(double[] column, double unit) {
      double[] edges = edges(column);
      int[] counts = new int[BINS];
      for (double value : column) {
        counts[bin(edges, value)]++;
      }
      double[] scores = new double[BINS];
      for (int bin = 0; bin < BINS; bin++) {
        double width = (edges[bin + 1] - edges[bin]) / unit;
        scores[bin] = -log2(counts[bin] / (column.length * width) + ALPHA);
      }
      return new Histogram(edges, scores);
    }

    private static double[] edges(double[] column) {
      double min = Arrays.stream(column).min().orElseThrow();
      double max = Arrays.stream(column).max().orElseThrow();
      double from = min < max ? min : min - 0.5;
      double to = min < max ? max : max + 0.5;
      double[] edges = new double[BINS + 1];
      for (int i = 0; i <= BINS; i++) {
        edges[i] = i == BINS ? to : from + i * ((to - from) / BINS);
      }
      return edges;
    }

    /** The bin that counts a value: lower edges belong to it, the last has both. */
    private static int bin(double[] edges, double value) {
      int bin = 0;
      while (bin < BINS - 1 && value >= edges[bin + 1]) {
        bin++;
      }
      return bin;
    }

    /** PyOD looks a value up with the upper edge belonging to the bin, other than it counts. */
    double score(double value) {
      if (value <= edges[0]) {
        return isNear(edges[0] - value) ? scores[0] : emptiest();
      }
      for (int bin = 0; bin < BINS; bin++) {
        if (value <= edges[bin + 1]) {
          return scores[bin];
        }
      }
      return isNear(value - edges[BINS]) ? scores[BINS - 1] : emptiest();
    }

    private boolean isNear(double distance) {
      return distance <= (edges[1] - edges[0]) * TOLERANCE;
    }

    private double emptiest() {
      return Arrays.stream(scores).max().orElseThrow();
    }

    private static double log2(double x) {
      return Math.log(x) / Math.log(2);
    }
  }

  /** Densities by the unit of each column, as in PyOD. */
  static HistogramDetector fit(double[][] columns) {
    return new HistogramDetector(
        Arrays.stream(columns).map(column -> Histogram.of(column, 1)).toList());
  }

  /** Densities of columns that go from 0 to 1, whatever their units. */
  static HistogramDetector unitless(double[][] columns) {
    return new HistogramDetector(
        Arrays.stream(columns).map(column -> Histogram.of(column, range(column))).toList());
  }

  private static double range(double[] column) {
    double range =
        Arrays.stream(column).max().orElseThrow() - Arrays.stream(column).min().orElseThrow();
    return range > 0 ? range : 1;
  }

  @Override
  public double score(double[] row) {
    double sum = 0;
    for (int column = 0; column < row.length; column++) {
      sum += columns.get(column).score(row[column]);
    }
    return sum;
  }
}
