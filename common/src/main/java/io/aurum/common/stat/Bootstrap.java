package io.aurum.common.stat;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What chance does to a figure of rows: the same figure of samples drawn from them with replacement
 * (Efron, Annals of Statistics 7, 1979). Of many rows fewer are drawn, and the errors are scaled to
 * all (Bickel, G&ouml;tze and van Zwet, Statistica Sinica 7, 1997). The draws are the same in every
 * run.
 */
public final class Bootstrap {
  /** Samples: enough for a standard error (Efron and Tibshirani 1993, section 6.4). */
  private static final int SAMPLES = 200;

  /** Rows of a sample at most. */
  private static final int MOST_DRAWN = 20_000;

  private static final long SEED = 42;

  private Bootstrap() {}

  /**
   * A figure of each sample.
   *
   * @param n number of rows, at least 1
   * @param figure of the rows with these numbers, ascending, those drawn twice twice
   */
  public static <T> Stream<T> figures(int n, Function<int[], T> figure) {
    SplittableRandom random = new SplittableRandom(SEED);
    return IntStream.range(0, SAMPLES).mapToObj(sample -> figure.apply(drawn(n, random)));
  }

  /**
   * Standard error of a figure.
   *
   * @param n number of rows, at least 1
   * @param figure of the rows with these numbers, ascending, those drawn twice twice; NaN where
   *     they have none
   * @return NaN where most samples have none
   */
  public static double standardError(int n, ToDoubleFunction<int[]> figure) {
    double[] figures =
        figures(n, figure::applyAsDouble)
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .toArray();
    return figures.length < SAMPLES / 2 ? Double.NaN : deviation(figures) * scale(n);
  }

  /**
   * Standard errors of figures of rows that belong together: whole groups are drawn (Davison and
   * Hinkley, Bootstrap Methods and their Application, 1997, section 3.8), since rows of one group
   * tell less than as many rows of different ones.
   *
   * @param group of each row
   * @param figures of the rows with these numbers, those drawn twice twice
   * @return by figure; NaN where a sample has none
   */
  public static double[] standardErrors(long[] group, Function<int[], double[]> figures) {
    int[][] members = members(group);
    int size = (int) Math.max(1, Math.min(1, (double) MOST_DRAWN / group.length) * members.length);
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] drawn =
        IntStream.range(0, SAMPLES)
            .mapToObj(sample -> figures.apply(drawn(members, size, random)))
            .toArray(double[][]::new);
    double scale = Math.sqrt((double) size / members.length);
    return IntStream.range(0, drawn[0].length)
        .mapToDouble(
            f -> deviation(Arrays.stream(drawn).mapToDouble(sample -> sample[f]).toArray()) * scale)
        .toArray();
  }

  /** Rows by group, the groups in the order of their numbers. */
  private static int[][] members(long[] group) {
    Map<Long, IntStream.Builder> members = new TreeMap<>();
    for (int row = 0; row < group.length; row++) {
      members.computeIfAbsent(group[row], absent -> IntStream.builder()).add(row);
    }
    return members.values().stream().map(rows -> rows.build().toArray()).toArray(int[][]::new);
  }

  private static int[] drawn(int[][] members, int size, SplittableRandom random) {
    return IntStream.range(0, size)
        .mapToObj(k -> members[random.nextInt(members.length)])
        .flatMapToInt(Arrays::stream)
        .toArray();
  }

  /** What an error of a sample is multiplied by to be that of all rows. */
  public static double scale(int n) {
    return Math.sqrt(Math.min(1, (double) MOST_DRAWN / n));
  }

  /** Standard deviation of the figures of samples. */
  public static double deviation(double[] figures) {
    double mean = Arrays.stream(figures).average().orElseThrow();
    double squares = Arrays.stream(figures).map(f -> (f - mean) * (f - mean)).sum();
    return Math.sqrt(squares / (figures.length - 1));
  }

  private static int[] drawn(int n, SplittableRandom random) {
    int[] times = new int[n];
    int size = Math.min(n, MOST_DRAWN);
    for (int k = 0; k < size; k++) {
      times[random.nextInt(n)]++;
    }
    int[] rows = new int[size];
    int end = 0;
    for (int row = 0; row < n; row++) {
      for (int k = 0; k < times[row]; k++) {
        rows[end++] = row;
      }
    }
    return rows;
  }
}
