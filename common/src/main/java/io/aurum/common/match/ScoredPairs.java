package io.aurum.common.match;

import java.io.Serializable;
import java.util.List;

/**
 * Pairs of rows that were scored and kept.
 *
 * @param pairs packed as {@code first row << 32 | second row}, first &lt; second, each once
 * @param weights weight of each pair
 * @param keyKinds kind of blocking key that found each pair first
 * @param candidates by kind of blocking key: pairs it found first, kept or not
 */
public record ScoredPairs(long[] pairs, int[] weights, int[] keyKinds, long[] candidates)
    implements Serializable {

  public int first(int pair) {
    return (int) (pairs[pair] >>> 32);
  }

  public int second(int pair) {
    return (int) pairs[pair];
  }

  public int size() {
    return pairs.length;
  }

  /** Puts parts together in their order. */
  public static ScoredPairs concat(List<ScoredPairs> parts) {
    LongList pairs = new LongList();
    IntList weights = new IntList();
    IntList kinds = new IntList();
    long[] candidates = new long[parts.isEmpty() ? 0 : parts.get(0).candidates.length];
    for (ScoredPairs part : parts) {
      for (int p = 0; p < part.size(); p++) {
        pairs.add(part.pairs[p]);
        weights.add(part.weights[p]);
        kinds.add(part.keyKinds[p]);
      }
      for (int k = 0; k < candidates.length; k++) {
        candidates[k] += part.candidates[k];
      }
    }
    return new ScoredPairs(pairs.toArray(), weights.toArray(), kinds.toArray(), candidates);
  }
}
