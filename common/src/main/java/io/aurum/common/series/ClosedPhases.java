package io.aurum.common.series;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Phases of cycles in which a series has had no value of late, such as the Saturdays of a shop that
 * is closed then: nothing is to be expected of them.
 */
public final class ClosedPhases {
  /** Cycles, the latest, none of which has a value in a closed phase; and the fewest that tell. */
  private static final int MOST_CYCLES = 8;

  private static final int LEAST_CYCLES = 4;

  private final Map<Integer, BitSet> closed = new LinkedHashMap<>();

  private ClosedPhases() {}

  /**
   * The closed phases of a series.
   *
   * @param values equally spaced; NaN where nothing was recorded
   * @param cycles lengths in points, each at least 2
   */
  public static ClosedPhases of(double[] values, List<Integer> cycles) {
    ClosedPhases phases = new ClosedPhases();
    for (int cycle : cycles) {
      int seen = Math.min(MOST_CYCLES, values.length / cycle);
      if (seen >= LEAST_CYCLES) {
        BitSet silent = new BitSet();
        silent.set(0, cycle);
        for (int i = values.length - seen * cycle; i < values.length; i++) {
          if (!Double.isNaN(values[i])) {
            silent.clear(i % cycle);
          }
        }
        if (silent.cardinality() < cycle) {
          phases.closed.put(cycle, silent);
        }
      }
    }
    return phases;
  }

  /**
   * Whether a point lies in a closed phase of any cycle.
   *
   * @param at index in the series or beyond its end
   */
  public boolean contains(int at) {
    return closed.entrySet().stream().anyMatch(one -> one.getValue().get(at % one.getKey()));
  }
}
