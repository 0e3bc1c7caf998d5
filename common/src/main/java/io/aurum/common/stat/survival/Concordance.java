package io.aurum.common.stat.survival;

import java.util.Arrays;

/**
 * Harrell's C-index: of the pairs in which it is known who had the event first, the share in which
 * that one has the higher score; equal scores count half. Costs n log n.
 */
public final class Concordance {
  private Concordance() {}

  /**
   * @param score higher = expected earlier
   * @return 0..1; NaN where no pair can be compared
   */
  public static double of(double[] time, boolean[] event, double[] score) {
    int n = time.length;
    double[] levels = Arrays.stream(score).sorted().distinct().toArray();
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (i, j) -> {
          int byTime = Double.compare(time[j], time[i]);
          return byTime != 0 ? byTime : Boolean.compare(event[i], event[j]);
        });
    // Walks from the latest time back; the tree counts scores of those who outlast the subject.
    Counts later = new Counts(levels.length);
    double concordant = 0;
    long pairs = 0;
    for (int from = 0; from < n; ) {
      int to = from;
      while (to < n
          && time[order[to]] == time[order[from]]
          && event[order[to]] == event[order[from]]) {
        to++;
      }
      for (int k = from; k < to; k++) {
        int subject = order[k];
        if (event[subject]) {
          int level = Arrays.binarySearch(levels, score[subject]);
          long below = later.below(level);
          long equal = later.below(level + 1) - below;
          concordant += below + equal / 2.0;
          pairs += later.all();
        }
      }
      for (int k = from; k < to; k++) {
        later.add(Arrays.binarySearch(levels, score[order[k]]));
      }
      from = to;
    }
    return pairs == 0 ? Double.NaN : concordant / pairs;
  }

  /** Counts by level, as a binary indexed tree (Fenwick 1994). */
  private static final class Counts {
    private final long[] tree;
    private long all;

    Counts(int levels) {
      tree = new long[levels + 1];
    }

    void add(int level) {
      all++;
      for (int i = level + 1; i < tree.length; i += i & -i) {
        tree[i]++;
      }
    }

    long below(int level) {
      long sum = 0;
      for (int i = level; i > 0; i -= i & -i) {
        sum += tree[i];
      }
      return sum;
    }

    long all() {
      return all;
    }
  }
}
