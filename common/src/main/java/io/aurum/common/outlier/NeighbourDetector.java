package io.aurum.common.outlier;

import io.aurum.common.feature.Scaling;
import java.util.Arrays;
import java.util.List;

/**
 * How far it is to the nearest neighbour, on the mean of many small samples of the rows: LeSiNN
 * (Pang, Ting and Albrecht, ICDMW 2015). In a small sample a group of outliers is thinned out, so
 * that its members do not hide each other; a large one shows a row that is odd only where it is.
 *
 * <p>A row is no neighbour of its own: of the rows of a sample that are exactly like it one is left
 * out.
 *
 * @param scales of the columns, which make distances comparable
 * @param samples each holding its rows one after the other, scaled
 */
record NeighbourDetector(List<Scaling> scales, double[][] samples) implements Detector {

  /** Squared distance below which rounding could hide that rows are alike: it is summed anew. */
  private static final double EXACT_BELOW = 1e-6;

  /**
   * Draws samples.
   *
   * @param columns by column and row, in an order of content
   * @param scales of the columns
   * @param size rows of a sample
   * @param number of samples
   */
  static NeighbourDetector fit(
      double[][] columns, List<Scaling> scales, int size, int number, Draws draws) {
    double[][] samples = new double[number][];
    for (int s = 0; s < number; s++) {
      int[] rows = draws.sample(columns[0].length, size);
      samples[s] = new double[size * columns.length];
      int at = 0;
      for (int row : rows) {
        for (int column = 0; column < columns.length; column++) {
          samples[s][at++] = scales.get(column).of(columns[column][row]);
        }
      }
    }
    return new NeighbourDetector(scales, samples);
  }

  @Override
  public double score(double[] row) {
    double[] scaled = scaled(row);
    Nearest nearest = new Nearest();
    double sum = 0;
    for (double[] sample : samples) {
      nearest.clear();
      for (int at = 0; at < sample.length; at += scaled.length) {
        nearest.add(square(scaled, sample, at));
      }
      sum += nearest.distance();
    }
    return sum / samples.length;
  }

  /** One pass over the samples serves all changes: each alters a few terms of a distance. */
  @Override
  public double[] scores(double[] row, List<Change> changes) {
    double[] scaled = scaled(row);
    double[][] changed =
        changes.stream().map(change -> scaled(change.applied(row))).toArray(double[][]::new);
    Nearest[] nearest = new Nearest[changed.length];
    Arrays.setAll(nearest, i -> new Nearest());
    double[] sums = new double[changed.length];
    for (double[] sample : samples) {
      Arrays.stream(nearest).forEach(Nearest::clear);
      for (int at = 0; at < sample.length; at += scaled.length) {
        double square = square(scaled, sample, at);
        for (int i = 0; i < nearest.length; i++) {
          int[] columns = changes.get(i).columns();
          double after = square + difference(scaled, changed[i], columns, sample, at);
          nearest[i].add(after < EXACT_BELOW ? square(changed[i], sample, at) : after);
        }
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] += nearest[i].distance();
      }
    }
    return Arrays.stream(sums).map(sum -> sum / samples.length).toArray();
  }

  private static double difference(
      double[] row, double[] changed, int[] columns, double[] sample, int at) {
    double difference = 0;
    for (int column : columns) {
      double before = row[column] - sample[at + column];
      double after = changed[column] - sample[at + column];
      difference += after * after - before * before;
    }
    return difference;
  }

  private static double square(double[] row, double[] sample, int at) {
    double sum = 0;
    for (int column = 0; column < row.length; column++) {
      double difference = row[column] - sample[at + column];
      sum += difference * difference;
    }
    return sum;
  }

  private double[] scaled(double[] row) {
    double[] scaled = new double[row.length];
    Arrays.setAll(scaled, column -> scales.get(column).of(row[column]));
    return scaled;
  }

  /** The least squared distance, the first row that is exactly alike left out. */
  private static final class Nearest {
    private double square;
    private boolean met;

    void clear() {
      square = Double.POSITIVE_INFINITY;
      met = false;
    }

    void add(double squared) {
      if (squared == 0 && !met) {
        met = true;
      } else if (squared < square) {
        square = squared;
      }
    }

    /** 0 where the sample held nothing but rows that are exactly alike. */
    double distance() {
      return square == Double.POSITIVE_INFINITY ? 0 : Math.sqrt(Math.max(0, square));
    }
  }
}
