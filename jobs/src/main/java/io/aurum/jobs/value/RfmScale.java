package io.aurum.jobs.value;

import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;

/**
 * Scores from 1 to 5 by what the other customers do, and the segments that they make.
 *
 * <p>A score is 1 plus the number of whole fifths of all buyers who are strictly worse. Equal
 * customers have equal scores, whatever their order, and where half of all buyers bought once they
 * all score 1.
 *
 * <p>The segments are the ten of the usual grid of recency and frequency scores.
 *
 * <p>Each measure has four bounds: a value above the i-th has i fifths below it.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RfmScale(long[] recency, long[] frequency, long[] cents) implements Serializable {
  private static final int FIFTHS = 5;

  /** Segment by recency score (row) and frequency score (column), from 1 each. */
  private static final String[][] SEGMENTS = {
    {"hibernating", "hibernating", "at risk", "at risk", "cannot lose"},
    {"hibernating", "hibernating", "at risk", "at risk", "cannot lose"},
    {"about to sleep", "about to sleep", "needs attention", "loyal", "loyal"},
    {"promising", "potential loyalist", "potential loyalist", "loyal", "loyal"},
    {"new", "potential loyalist", "potential loyalist", "champion", "champion"}
  };

  /**
   * The bounds of a measure: the i-th is the smallest value that i fifths of all customers do not
   * exceed.
   *
   * @param customers by value, ascending
   */
  static long[] bounds(SortedMap<Long, Long> customers) {
    long all = customers.values().stream().mapToLong(Long::longValue).sum();
    long[] bounds = new long[FIFTHS - 1];
    int next = 0;
    long met = 0;
    for (Map.Entry<Long, Long> entry : customers.entrySet()) {
      met += entry.getValue();
      while (next < bounds.length && met * FIFTHS >= all * (next + 1)) {
        bounds[next++] = entry.getKey();
      }
    }
    return bounds;
  }

  /** Score of days since the last purchase: fewer are better. */
  int recencyScore(long days) {
    return score(recency, -days);
  }

  int frequencyScore(long orders) {
    return score(frequency, orders);
  }

  int monetaryScore(long spent) {
    return score(cents, spent);
  }

  /** The segment of two scores. */
  static String segment(int recencyScore, int frequencyScore) {
    return SEGMENTS[recencyScore - 1][frequencyScore - 1];
  }

  private static int score(long[] bounds, long value) {
    int score = 1;
    while (score <= bounds.length && value > bounds[score - 1]) {
      score++;
    }
    return score;
  }
}
