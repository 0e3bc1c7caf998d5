package io.aurum.jobs.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Chooses kinds so that each comes at least {@value #LEAST} times, however small the data, and by
 * its weight thereafter.
 */
final class Quota<K extends Enum<K>> {
  static final int LEAST = 6;

  private final Map<K, Integer> owed;
  private final List<K> weighted = new ArrayList<>();

  Quota(Class<K> kinds, ToIntFunction<K> weight) {
    this.owed = new EnumMap<>(kinds);
    for (K kind : kinds.getEnumConstants()) {
      if (weight.applyAsInt(kind) > 0) {
        owed.put(kind, LEAST);
        weighted.addAll(Collections.nCopies(weight.applyAsInt(kind), kind));
      }
    }
  }

  /** Kinds in the order in which to try them: those still owed, then a few by weight. */
  List<K> candidates(Rng rng) {
    List<K> order =
        new ArrayList<>(
            owed.keySet().stream()
                .sorted(Comparator.comparing((K kind) -> -owed.get(kind)))
                .toList());
    for (int attempt = 0; attempt < 4; attempt++) {
      order.add(rng.pick(weighted));
    }
    return order;
  }

  /** The kind has been planted once. */
  void planted(K kind) {
    owed.computeIfPresent(kind, (key, left) -> left > 1 ? left - 1 : null);
  }
}
