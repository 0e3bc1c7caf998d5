package io.aurum.common.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rows of numbers as clusterings take them: each different point once, in the order of its
 * coordinates, with the number of rows that lie there. So nothing that is computed of them can
 * depend on the order of the rows, and rows that are alike never part.
 */
public final class Points {
  private final int dimensions;
  private final double[] coordinates;
  private final double[] weights;
  private final int[] pointOfRow;

  private Points(int dimensions, double[] coordinates, double[] weights, int[] pointOfRow) {
    this.dimensions = dimensions;
    this.coordinates = coordinates;
    this.weights = weights;
    this.pointOfRow = pointOfRow;
  }

  /**
   * @param rows at least one; all of one length, all numbers finite
   * @throws IllegalArgumentException where they are not
   */
  public static Points of(double[][] rows) {
    if (rows.length == 0 || rows[0].length == 0) {
      throw new IllegalArgumentException("No points without rows and columns");
    }
    int dimensions = rows[0].length;
    for (double[] row : rows) {
      if (row.length != dimensions || !Arrays.stream(row).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException("A row is no point of %d numbers".formatted(dimensions));
      }
    }
    int[] order =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparing(row -> rows[row], Arrays::compare))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] coordinates = new double[rows.length * dimensions];
    double[] weights = new double[rows.length];
    int[] pointOfRow = new int[rows.length];
    int size = 0;
    for (int at = 0; at < order.length; at++) {
      double[] row = rows[order[at]];
      if (at == 0 || !Arrays.equals(row, rows[order[at - 1]])) {
        System.arraycopy(row, 0, coordinates, size * dimensions, dimensions);
        size++;
      }
      weights[size - 1]++;
      pointOfRow[order[at]] = size - 1;
    }
    return new Points(
        dimensions,
        Arrays.copyOf(coordinates, size * dimensions),
        Arrays.copyOf(weights, size),
        pointOfRow);
  }

  /** Number of different points. */
  public int size() {
    return weights.length;
  }

  /** Number of rows. */
  public int rows() {
    return pointOfRow.length;
  }

  /** Numbers of a point. */
  public int dimensions() {
    return dimensions;
  }

  /** The point of a row. */
  public int pointOf(int row) {
    return pointOfRow[row];
  }

  /** Labels of the points as those of the rows. */
  public int[] ofRows(int[] labels) {
    return IntStream.of(pointOfRow).map(point -> labels[point]).toArray();
  }

  /** A point's numbers, of its own. */
  public double[] point(int point) {
    return Arrays.copyOfRange(coordinates, point * dimensions, (point + 1) * dimensions);
  }

  /** One number of a point. */
  double at(int point, int dimension) {
    return coordinates[point * dimensions + dimension];
  }

  /** Rows that lie at a point; of a resample, how often it was drawn. */
  double weight(int point) {
    return weights[point];
  }

  /**
   * Share of the rows in the fullest interval of a dimension.
   *
   * @param width of the interval, in standard deviations of the dimension
   */
  double densest(int dimension, double width) {
    int[] order =
        IntStream.range(0, size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> at(i, dimension)))
            .mapToInt(Integer::intValue)
            .toArray();
    double reach = width * deviation(dimension);
    double fullest = 0;
    double inside = 0;
    int first = 0;
    for (int i : order) {
      inside += weights[i];
      while (at(i, dimension) - at(order[first], dimension) > reach) {
        inside -= weights[order[first++]];
      }
      fullest = Math.max(fullest, inside);
    }
    return fullest / total();
  }

  private double deviation(int dimension) {
    double total = total();
    double mean = 0;
    for (int i = 0; i < size(); i++) {
      mean += weights[i] * at(i, dimension) / total;
    }
    double squares = 0;
    for (int i = 0; i < size(); i++) {
      double off = at(i, dimension) - mean;
      squares += weights[i] * off * off;
    }
    return Math.sqrt(squares / total);
  }

  /** Weights of all points, of the caller's own. */
  double[] weights() {
    return weights.clone();
  }

  /** Sum of the weights. */
  double total() {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    return total;
  }

  /** Squared Euclidean distance of two points. */
  double distance(int a, int b) {
    return distance(a, coordinates, b * dimensions);
  }

  /** Squared Euclidean distance of a point to one that stands elsewhere, from a position on. */
  double distance(int point, double[] other, int from) {
    double sum = 0;
    int own = point * dimensions;
    for (int d = 0; d < dimensions; d++) {
      double difference = coordinates[own + d] - other[from + d];
      sum += difference * difference;
    }
    return sum;
  }

  /**
   * Some of the points, in their order.
   *
   * @param members which points, ascending
   */
  Points subset(int[] members) {
    double[] kept = new double[members.length * dimensions];
    double[] keptWeights = new double[members.length];
    for (int m = 0; m < members.length; m++) {
      System.arraycopy(coordinates, members[m] * dimensions, kept, m * dimensions, dimensions);
      keptWeights[m] = weights[members[m]];
    }
    return new Points(dimensions, kept, keptWeights, new int[0]);
  }
}
