package io.aurum.common.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Parts of equal size that take turns in being predicted by a model of the others. The fold of a
 * row depends on its content alone, not on its position, key or partition: rows that are alike are
 * in the same fold, so that none is predicted by a model that has seen its like.
 *
 * <p>Each stratum is cut at quantiles of the rows' hashes, so every fold has the same share of it.
 *
 * @param seed which of all ways to cut
 * @param cuts by stratum, ascending: a row's fold is the number of cuts not above its hash
 */
public record Folds(long seed, long[][] cuts) implements Serializable {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** Rows that are alike count for one over this of a fold at most. */
  private static final int CROWD = 4;

  /**
   * @param count at least 2
   * @param stratum of each row, from 0
   */
  public static Folds of(long[] hash, int[] stratum, int count, long seed) {
    if (count < 2) {
      throw new IllegalArgumentException("No row can be predicted with " + count + " fold");
    }
    int strata = Arrays.stream(stratum).max().orElse(0) + 1;
    long[][] cuts = new long[strata][];
    for (int s = 0; s < strata; s++) {
      int wanted = s;
      long[] mixed =
          withoutCrowds(
              IntStream.range(0, hash.length)
                  .filter(i -> stratum[i] == wanted)
                  .mapToLong(i -> mix(hash[i], seed))
                  .sorted()
                  .toArray(),
              count);
      cuts[s] =
          mixed.length == 0
              ? new long[0]
              : IntStream.range(1, count)
                  .mapToLong(k -> mixed[(int) ((long) mixed.length * k / count)])
                  .toArray();
    }
    return new Folds(seed, cuts);
  }

  /**
   * Of rows that are alike no more than a part of a fold: they stand in one fold, and if they were
   * more than it, there would be cuts with nothing between them.
   */
  private static long[] withoutCrowds(long[] sorted, int count) {
    int most = Math.max(1, sorted.length / count / CROWD);
    return IntStream.range(0, sorted.length)
        .filter(i -> i < most || sorted[i - most] != sorted[i])
        .mapToLong(i -> sorted[i])
        .toArray();
  }

  /** The fold of a row; where all rows were cut as one stratum, the stratum does not matter. */
  public int fold(long hash, int stratum) {
    long mixed = mix(hash, seed);
    int fold = 0;
    for (long cut : cuts[Math.min(stratum, cuts.length - 1)]) {
      fold += cut <= mixed ? 1 : 0;
    }
    return fold;
  }

  /** Number of folds. */
  public int count() {
    return cuts[0].length + 1;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  static long mix(long hash, long seed) {
    long z = hash + seed * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
