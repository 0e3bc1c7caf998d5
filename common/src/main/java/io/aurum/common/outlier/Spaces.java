package io.aurum.common.outlier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The spaces between rows of different evidence, from the highest down, each times the number of
 * rows above it: where evidence falls off exponentially all of them are alike.
 */
final class Spaces {
  /** Share of the rows whose spaces are widest and say nothing of the others: gaps may be there. */
  private static final double WIDE = 0.1;

  /** Rows to either side whose crowds tell how coarse the evidence is. */
  private static final int NEAR = 15;

  private final double[] values;
  private final int[] rows;
  private final int[] reaching;
  private final int number;

  /**
   * @param values different evidences, the highest first
   * @param rows that have each
   * @param most rows above a space at most
   */
  private Spaces(double[] values, int[] rows, int most) {
    this.values = values;
    this.rows = rows;
    this.reaching = rows.clone();
    Arrays.parallelPrefix(reaching, Integer::sum);
    this.number =
        (int)
            IntStream.range(0, values.length - 1)
                .takeWhile(space -> reaching[space] <= most)
                .count();
  }

  /**
   * The spaces with so many rows above them at most.
   *
   * @param evidence of the rows, in any order, not empty
   */
  static Spaces of(double[] evidence, int most) {
    double[] sorted = evidence.clone();
    Arrays.sort(sorted);
    double[] values = new double[sorted.length];
    int[] rows = new int[sorted.length];
    int size = 0;
    for (int at = sorted.length - 1; at >= 0; at--) {
      if (size == 0 || sorted[at] != values[size - 1]) {
        values[size++] = sorted[at];
      }
      rows[size - 1]++;
    }
    return new Spaces(Arrays.copyOf(values, size), Arrays.copyOf(rows, size), most);
  }

  /** How many there are. */
  int number() {
    return number;
  }

  /** The evidence halfway between the rows on either side of a space. */
  double middle(int space) {
    return (values[space] + values[space + 1]) / 2;
  }

  /**
   * The mean of one row's space, from all but the widest; corrected for their lack as if they were
   * exponential. Where there are crowds, several spaces count as one, so that a row that lies just
   * beside a crowd does not count for as much as one that lies alone. At least one space.
   */
  double mean() {
    List<double[]> stretches = new ArrayList<>();
    for (int from = 0; from < number; ) {
      int to = from + 1;
      int crowd = crowd(from);
      while (to + 1 < values.length && reaching[to] - reaching[from] < crowd) {
        to++;
      }
      int below = reaching[to] - reaching[from];
      stretches.add(new double[] {(values[from] - values[to]) / expected(from, below), below});
      from = to;
    }
    return trimmed(stretches);
  }

  /**
   * @param stretches width and rows of each
   */
  private static double trimmed(List<double[]> stretches) {
    double all = stretches.stream().mapToDouble(stretch -> stretch[1]).sum();
    double kept = Math.ceil(all * (1 - WIDE));
    double left = kept;
    double sum = 0;
    stretches.sort(Comparator.comparingDouble(stretch -> stretch[0]));
    for (double[] stretch : stretches) {
      double taken = Math.min(left, stretch[1]);
      sum += taken * stretch[0];
      left -= taken;
    }
    double share = kept / all;
    double ofExponential = 1 + (1 - share) * Math.log(Math.max(1e-9, 1 - share)) / share;
    return sum / kept / ofExponential;
  }

  /**
   * How wide a space is as that of one row: less what the largest crowd near by is expected to
   * leave beyond one row's.
   *
   * @param mean of one row's space
   */
  double width(int space, double mean) {
    double room = values[space] - values[space + 1] - mean * expected(space, crowd(space));
    return room * reaching[space] + mean;
  }

  /** The most rows of one evidence near a space; those with the highest of all do not count. */
  private int crowd(int space) {
    int crowd = 1;
    for (int at = space + 1; at < rows.length && reaching[at - 1] - reaching[space] < NEAR; at++) {
      crowd = Math.max(crowd, rows[at]);
    }
    for (int at = space; at > 0 && reaching[space] - reaching[at] < NEAR; at--) {
      crowd = Math.max(crowd, rows[at]);
    }
    return crowd;
  }

  /** What so many rows below a space are expected to leave, in spaces of one row. */
  private double expected(int space, int below) {
    double expected = 0;
    for (int row = 0; row < below; row++) {
      expected += 1.0 / (reaching[space] + row);
    }
    return expected;
  }
}
