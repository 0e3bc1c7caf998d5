package io.aurum.common.match;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each agreement pattern occurs among compared pairs. A pattern is one level per
 * attribute, {@link #MISSING} where a side is empty.
 */
public final class PatternCounts {
  /** Level of an attribute that one of the records does not have: no evidence. */
  public static final byte MISSING = -1;

  private final Map<String, long[]> counts = new HashMap<>();
  private long pairs;

  void add(byte[] pattern, long count) {
    counts.computeIfAbsent(new String(pattern, StandardCharsets.ISO_8859_1), p -> new long[1])[0] +=
        count;
    pairs += count;
  }

  /** Adds the counts of another part of the pairs. */
  public void addAll(PatternCounts other) {
    other.forEach(this::add);
  }

  /** Pairs counted. */
  public long pairs() {
    return pairs;
  }

  /** Distinct patterns. */
  public int patterns() {
    return counts.size();
  }

  interface Visitor {
    void pattern(byte[] levels, long count);
  }

  /** Visits the patterns in a fixed order. */
  void forEach(Visitor visitor) {
    new TreeMap<>(counts)
        .forEach(
            (pattern, count) ->
                visitor.pattern(pattern.getBytes(StandardCharsets.ISO_8859_1), count[0]));
  }
}
