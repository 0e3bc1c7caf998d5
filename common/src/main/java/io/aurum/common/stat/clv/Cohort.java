package io.aurum.common.stat.clv;

import io.aurum.common.stat.Smooth.Tangent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Purchase histories, collapsed to distinct ones with their counts, ordered, so that nothing
 * depends on the order in which customers came.
 */
public final class Cohort {
  /** Histories that one task sums up; sums of chunks are added in order. */
  private static final int CHUNK = 4096;

  /** Parameters of every family. */
  private static final int PARAMETERS = 4;

  /** Spans that the longest observation is cut into where histories are merged, to begin with. */
  private static final int FINEST = 512;

  private final int[] x;
  private final double[] tx;
  private final double[] end;
  private final long[] customers;

  private Cohort(int[] x, double[] tx, double[] end, long[] customers) {
    this.x = x;
    this.tx = tx;
    this.end = end;
    this.customers = customers;
  }

  /**
   * One history for each index.
   *
   * @param x repeat purchases
   * @param tx times of the last purchase, 0 where {@code x} is 0
   * @param end times at which the observation ended
   * @throws IllegalArgumentException if a history is impossible, or there is none
   */
  public static Cohort of(int[] x, double[] tx, double[] end) {
    long[] customers = new long[x.length];
    Arrays.fill(customers, 1);
    return of(x, tx, end, customers);
  }

  /**
   * @param customers number of customers with the history
   * @see #of(int[], double[], double[])
   */
  public static Cohort of(int[] x, double[] tx, double[] end, long[] customers) {
    if (x.length == 0 || x.length != tx.length || x.length != end.length) {
      throw new IllegalArgumentException(
          "%d counts, %d last purchases and %d ends make no cohort"
              .formatted(x.length, tx.length, end.length));
    }
    for (int i = 0; i < x.length; i++) {
      requirePossible(x[i], tx[i], end[i]);
    }
    int[] order =
        IntStream.range(0, x.length)
            .boxed()
            .parallel()
            .sorted(
                (i, j) -> {
                  int byCount = Integer.compare(x[i], x[j]);
                  int byLast = byCount != 0 ? byCount : Double.compare(tx[i], tx[j]);
                  return byLast != 0 ? byLast : Double.compare(end[i], end[j]);
                })
            .mapToInt(Integer::intValue)
            .toArray();
    return collapsed(order, x, tx, end, customers);
  }

  private static Cohort collapsed(
      int[] order, int[] x, double[] tx, double[] end, long[] customers) {
    int[] countOf = new int[order.length];
    double[] lastOf = new double[order.length];
    double[] endOf = new double[order.length];
    long[] customersOf = new long[order.length];
    int n = 0;
    for (int i : order) {
      if (n == 0
          || countOf[n - 1] != x[i]
          || Double.compare(lastOf[n - 1], tx[i]) != 0
          || Double.compare(endOf[n - 1], end[i]) != 0) {
        countOf[n] = x[i];
        lastOf[n] = tx[i];
        endOf[n] = end[i];
        n++;
      }
      customersOf[n - 1] += customers[i];
    }
    return new Cohort(
        Arrays.copyOf(countOf, n),
        Arrays.copyOf(lastOf, n),
        Arrays.copyOf(endOf, n),
        Arrays.copyOf(customersOf, n));
  }

  private static void requirePossible(int x, double tx, double end) {
    boolean possible = x >= 0 && tx >= 0 && tx <= end && (x > 0 || tx == 0);
    if (!possible) {
      throw new IllegalArgumentException(
          "No history has %d repeat purchases, the last at %s, until %s".formatted(x, tx, end));
    }
  }

  /**
   * The same customers with no more distinct histories than a search needs. Histories with equal
   * counts whose times lie in the same spans become one at their mean times; the spans double until
   * few enough are left. What is lost is of second order: a likelihood hardly bends within a span.
   *
   * @param most distinct histories; more are left only where counts alone differ so often
   */
  Cohort merged(int most) {
    double longest = Arrays.stream(end).max().orElseThrow();
    Cohort merged = this;
    for (int spans = FINEST; merged.size() > most && spans > 0; spans /= 2) {
      merged = merged.merged(longest, spans);
    }
    return merged;
  }

  private Cohort merged(double longest, int spans) {
    Map<Long, Integer> places = new HashMap<>();
    int[] countOf = new int[x.length];
    double[] lastOf = new double[x.length];
    double[] endOf = new double[x.length];
    long[] customersOf = new long[x.length];
    for (int i = 0; i < x.length; i++) {
      long last = (long) (tx[i] / longest * spans);
      long ended = (long) (end[i] / longest * spans);
      long cell = (x[i] * (FINEST + 1L) + last) * (FINEST + 1L) + ended;
      int place = places.computeIfAbsent(cell, absent -> places.size());
      countOf[place] = x[i];
      lastOf[place] += customers[i] * tx[i];
      endOf[place] += customers[i] * end[i];
      customersOf[place] += customers[i];
    }
    int n = places.size();
    for (int place = 0; place < n; place++) {
      lastOf[place] /= customersOf[place];
      endOf[place] /= customersOf[place];
    }
    return of(
        Arrays.copyOf(countOf, n),
        Arrays.copyOf(lastOf, n),
        Arrays.copyOf(endOf, n),
        Arrays.copyOf(customersOf, n));
  }

  /** Customers. */
  public long customers() {
    return Arrays.stream(customers).sum();
  }

  /** Distinct histories. */
  public int size() {
    return x.length;
  }

  /** Largest number of repeat purchases. */
  int maxCount() {
    return x[x.length - 1];
  }

  /** Mean time of observation. */
  double meanEnd() {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += customers[i] * end[i];
    }
    return sum / customers();
  }

  /** The log-likelihood of one history. */
  interface HistoryLikelihood {
    /**
     * @param sum where it is put: the log-likelihood, and its slopes after it
     */
    void of(int x, double tx, double end, double[] sum);
  }

  /** Sum over all customers; chunks run in parallel, and their sums are added in order. */
  Tangent sum(HistoryLikelihood likelihood) {
    int chunks = (x.length + CHUNK - 1) / CHUNK;
    double[][] sums = new double[chunks][];
    IntStream.range(0, chunks).parallel().forEach(c -> sums[c] = sum(likelihood, c));
    double[] sum = new double[1 + PARAMETERS];
    for (double[] part : sums) {
      add(sum, 1, part);
    }
    return new Tangent(sum[0], Arrays.copyOfRange(sum, 1, sum.length));
  }

  private double[] sum(HistoryLikelihood likelihood, int chunk) {
    double[] sum = new double[1 + PARAMETERS];
    double[] one = new double[sum.length];
    for (int i = chunk * CHUNK; i < Math.min(x.length, (chunk + 1) * CHUNK); i++) {
      likelihood.of(x[i], tx[i], end[i], one);
      add(sum, customers[i], one);
    }
    return sum;
  }

  private static void add(double[] sum, long times, double[] part) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += times * part[i];
    }
  }
}
