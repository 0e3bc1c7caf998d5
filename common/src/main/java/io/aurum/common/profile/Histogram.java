package io.aurum.common.profile;

import java.io.Serializable;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/**
 * Counts in numbered buckets whose borders are fixed once and for all, so that neither order nor
 * partitioning changes a count. Buckets without a count take no memory.
 *
 * <p>Numbers go into the buckets of {@link #bucket(double)}: 128 in every octave, so that the lower
 * end of its bucket is less than 1/128 away from a number, relatively, and whole numbers up to 256
 * have a bucket of their own. (The idea of HdrHistogram and of DDSketch, Masson, Rim and Lee 2019,
 * <i>DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees</i>, VLDB
 * 12, with borders that need no logarithm.)
 */
final class Histogram implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int MANTISSA_BITS = 52;
  private static final int KEPT_BITS = 7;
  private static final int CUT_BITS = MANTISSA_BITS - KEPT_BITS;

  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private long total;

  /** The bucket of a finite number; ascending with the number. */
  static int bucket(double number) {
    int magnitude = (int) (Double.doubleToLongBits(Math.abs(number)) >>> CUT_BITS);
    return number < 0 ? -magnitude : magnitude;
  }

  /** The number of a bucket that lies next to zero. */
  static double number(int bucket) {
    double magnitude = Double.longBitsToDouble((long) Math.abs(bucket) << CUT_BITS);
    return bucket < 0 ? -magnitude : magnitude;
  }

  void add(int bucket, long times) {
    counts.merge(bucket, times, Long::sum);
    total += times;
  }

  void merge(Histogram other) {
    other.counts.forEach(this::add);
  }

  long total() {
    return total;
  }

  int buckets() {
    return counts.size();
  }

  /** Hands over every bucket with its count, in ascending order. */
  void forEach(ObjLongConsumer<Integer> consumer) {
    counts.forEach(consumer::accept);
  }

  /**
   * The bucket of the smallest value that at least a share of all values does not exceed; empty
   * where nothing was added.
   *
   * @param share 0..1
   */
  OptionalInt quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long below = 0;
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      below += bucket.getValue();
      if (below >= rank) {
        return OptionalInt.of(bucket.getKey());
      }
    }
    return OptionalInt.empty();
  }
}
