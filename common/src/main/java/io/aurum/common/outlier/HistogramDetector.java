package io.aurum.common.outlier;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Adds up, over the columns, how empty the bin of each value is: HBOS (Goldstein and Dengel, KI
 * 2012), with the defaults of PyOD: ten bins of equal width. Densities are those of columns that go
 * from 0 to 1, so that no score depends on a unit.
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
   * Bins of equal width; a lower edge belongs to its bin, the last upper edge too.
   *
   * @param from lowest value
   * @param width of a bin, above 0
   * @param scores of the bins, in bits: higher where fewer rows are
   */
  record Histogram(double from, double width, double[] scores) implements Serializable {

    static Histogram of(double[] column) {
      double from = Arrays.stream(column).min().orElseThrow();
      double range = Arrays.stream(column).max().orElseThrow() - from;
      double width = (range > 0 ? range : 1) / BINS;
      int[] counts = new int[BINS];
      for (double value : column) {
        counts[inside((value - from) / width)]++;
      }
      double[] scores =
          Arrays.stream(counts)
              .mapToDouble(count -> -log2((double) count * BINS / column.length + ALPHA))
              .toArray();
      return new Histogram(from, width, scores);
    }

    /** A value far outside scores as in the emptiest bin. */
    double score(double value) {
      double position = (value - from) / width;
      boolean outside = position < -TOLERANCE || position > BINS + TOLERANCE;
      return outside ? Arrays.stream(scores).max().orElseThrow() : scores[inside(position)];
    }

    private static int inside(double position) {
      return (int) Math.max(0, Math.min(BINS - 1, Math.floor(position)));
    }

    private static double log2(double x) {
      return Math.log(x) / Math.log(2);
    }
  }

  static HistogramDetector fit(double[][] columns) {
    return new HistogramDetector(Arrays.stream(columns).map(Histogram::of).toList());
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
