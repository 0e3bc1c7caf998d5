package io.aurum.jobs.validate;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Exact counts of up to {@link #CAPACITY} distinct texts. Where there are more, nothing is known
 * but that; so what it says depends on the texts alone, not on their order or partitioning.
 */
final class ValueCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Distinct texts that are counted. */
  static final int CAPACITY = 10_000;

  private HashMap<String, Long> counts = new HashMap<>();

  /** A text and how often it occurs. */
  record Count(String value, long count) {}

  void add(String text, long times) {
    if (counts != null) {
      counts.merge(text, times, Long::sum);
      giveUpBeyondCapacity();
    }
  }

  void merge(ValueCounts other) {
    if (counts == null || other.counts == null) {
      counts = null;
    } else {
      for (Map.Entry<String, Long> entry : other.counts.entrySet()) {
        add(entry.getKey(), entry.getValue());
      }
    }
  }

  /** Distinct texts; empty above the capacity. */
  OptionalLong distinct() {
    return counts == null ? OptionalLong.empty() : OptionalLong.of(counts.size());
  }

  /** The most frequent texts, most frequent first, then in their order; none above capacity. */
  List<Count> top(int limit) {
    if (counts == null) {
      return List.of();
    }
    return counts.entrySet().stream()
        .map(entry -> new Count(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::value))
        .limit(limit)
        .toList();
  }

  private void giveUpBeyondCapacity() {
    if (counts.size() > CAPACITY) {
      counts = null;
    }
  }
}
