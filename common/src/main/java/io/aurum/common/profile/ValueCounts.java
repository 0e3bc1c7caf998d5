package io.aurum.common.profile;

import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Exact counts of up to {@link #CAPACITY} distinct texts. Of more it keeps candidates: every text
 * that makes up more than one in {@link #RARE} of all that was added is among them, however it was
 * added (Misra and Gries 1982; that such summaries merge is due to Agarwal et al. 2013,
 * <i>Mergeable summaries</i>, TODS 38). Which others are among them, and with what counts, depends
 * on order and partitioning; so nothing is said of frequencies until the candidates have been
 * counted again.
 */
public final class ValueCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Distinct texts that are counted exactly. */
  public static final int CAPACITY = 10_000;

  /** One in so many: what is more frequent is always a candidate. */
  static final int RARE = CAPACITY / 2;

  private final HashMap<String, Long> counts = new HashMap<>();
  private boolean exact = true;
  private long total;

  /** A text and how often it occurs. */
  public record Count(String value, long count) {
    /** The most frequent first, then in the order of the texts. */
    static final Comparator<Count> ORDER =
        Comparator.comparingLong(Count::count).reversed().thenComparing(Count::value);
  }

  /** Counts a text that occurs so many times. */
  public void add(String text, long times) {
    total += times;
    counts.merge(text, times, Long::sum);
    forgetRareBeyondCapacity();
  }

  void merge(ValueCounts other) {
    exact &= other.exact;
    total += other.total;
    other.counts.forEach(
        (text, times) -> {
          counts.merge(text, times, Long::sum);
          forgetRareBeyondCapacity();
        });
  }

  /** Whether every count is known. */
  public boolean exact() {
    return exact;
  }

  /** Distinct texts; empty above the capacity. */
  public OptionalLong distinct() {
    return exact ? OptionalLong.of(counts.size()) : OptionalLong.empty();
  }

  /** The most frequent texts, most frequent first, then in their order; none above capacity. */
  public List<Count> top(int limit) {
    return exact ? counts(counts).stream().limit(limit).toList() : List.of();
  }

  /** All counts in no order; none above capacity. */
  Collection<Count> all() {
    return exact ? counts(counts) : List.of();
  }

  /** How often the text was added; 0 above capacity. */
  long count(String text) {
    return exact ? counts.getOrDefault(text, 0L) : 0;
  }

  /** Texts that may be frequent although there are too many to count them all. */
  public Set<String> candidates() {
    return exact ? Set.of() : counts.keySet();
  }

  /**
   * The most frequent texts above capacity: those of the candidates that are more frequent than one
   * in {@link #RARE}, most frequent first.
   *
   * @param recounted exact counts of the candidates
   */
  List<Count> frequent(Map<String, Long> recounted, int limit) {
    return counts(recounted).stream()
        .filter(count -> count.count() > total / RARE)
        .limit(limit)
        .toList();
  }

  private static List<Count> counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> new Count(entry.getKey(), entry.getValue()))
        .sorted(Count.ORDER)
        .toList();
  }

  /** Takes the same from every count, so much that half of the capacity is free. */
  private void forgetRareBeyondCapacity() {
    if (counts.size() <= CAPACITY) {
      return;
    }
    exact = false;
    long[] sorted = counts.values().stream().mapToLong(Long::longValue).sorted().toArray();
    long cut = sorted[sorted.length - RARE - 1];
    Map<String, Long> kept =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() > cut)
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() - cut));
    counts.clear();
    counts.putAll(kept);
  }
}
