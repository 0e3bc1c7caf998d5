package io.aurum.common.profile;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * A sample of the distinct texts that were added: those with the smallest hashes. Every distinct
 * text has the same chance, however frequent it is, and neither order nor partitioning changes the
 * sample (Beyer et al. 2007, <i>On synopses for distinct-value estimation under multiset
 * operations</i>, SIGMOD).
 */
final class ValueSample implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Texts in a full sample. */
  static final int SIZE = 256;

  private final TreeMap<Long, String> byHash = new TreeMap<>();

  void add(String text) {
    add(DistinctCount.hash(text), text);
  }

  void merge(ValueSample other) {
    other.byHash.forEach(this::add);
  }

  /** The texts, in an order that depends on them alone. */
  Collection<String> texts() {
    return List.copyOf(byHash.values());
  }

  /** Of two texts with one hash the smaller stays. */
  private void add(long hash, String text) {
    if (byHash.size() == SIZE && hash > byHash.lastKey()) {
      return;
    }
    byHash.merge(hash, text, (mine, theirs) -> mine.compareTo(theirs) <= 0 ? mine : theirs);
    if (byHash.size() > SIZE) {
      byHash.pollLastEntry();
    }
  }
}
