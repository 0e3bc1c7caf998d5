package io.aurum.common.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Parts that take turns in being predicted by a model of the others. The fold of a row depends on
 * its content alone, not on its position, key or partition.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Folds.ByContent.class, name = "content"),
  @JsonSubTypes.Type(value = GroupFolds.class, name = "group"),
  @JsonSubTypes.Type(value = DayFolds.class, name = "day")
})
public sealed interface Folds extends Serializable permits Folds.ByContent, GroupFolds, DayFolds {

  /**
   * The fold of a row that was learnt from.
   *
   * @param group hash of what the row must not be parted from
   * @param day days since 1970-01-01 of the row, where it has a time
   * @param stratum its class, from 0
   * @return from 0; {@link LearnedModel#UNSEEN} of a group that was not learnt from
   */
  int fold(long group, int day, int stratum);

  /** The same of a row without a time. */
  default int fold(long group, int stratum) {
    return fold(group, 0, stratum);
  }

  /** Number of folds. */
  int count();

  /**
   * Folds of equal size by content, each with the same share of each stratum.
   *
   * @param count at least 2
   * @param stratum of each row, from 0
   */
  static ByContent of(long[] hash, int[] stratum, int count, long seed) {
    requireTurns(count);
    int strata = strata(stratum);
    long[][] cuts = new long[strata][];
    for (int s = 0; s < strata; s++) {
      int wanted = s;
      long[] mixed =
          ByContent.withoutCrowds(
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
    return new ByContent(seed, cuts);
  }

  /**
   * Folds that keep groups whole, see {@link GroupFolds}.
   *
   * @param count at least 2
   * @param stratum of each row, from 0
   */
  static Folds ofGroups(long[] group, int[] stratum, int count, long seed) {
    requireTurns(count);
    return GroupFolds.of(group, stratum, count, seed);
  }

  /**
   * Folds that are blocks of days, see {@link DayFolds}; empty where there are fewer days than
   * folds, or a stratum is found in one block alone.
   *
   * @param count at least 2
   * @param stratum of each row, from 0
   */
  static Optional<Folds> ofDays(int[] day, int[] stratum, int count) {
    requireTurns(count);
    return DayFolds.of(day, stratum, count).map(folds -> folds);
  }

  /** Number of strata. */
  static int strata(int[] stratum) {
    return Arrays.stream(stratum).max().orElse(0) + 1;
  }

  private static void requireTurns(int count) {
    if (count < 2) {
      throw new IllegalArgumentException("No row can be predicted with " + count + " fold");
    }
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  static long mix(long hash, long seed) {
    long z = hash + seed * ByContent.GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * Folds by the content of rows: those that are alike are in the same fold, so that none is
   * predicted by a model that has seen its like.
   *
   * <p>Each stratum is cut at quantiles of the rows' hashes, so every fold has the same share of
   * it.
   *
   * @param seed which of all ways to cut
   * @param cuts by stratum, ascending: a row's fold is the number of cuts not above its hash
   */
  record ByContent(long seed, long[][] cuts) implements Folds {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** Rows that are alike count for one over this of a fold at most. */
    private static final int CROWD = 4;

    /**
     * Of rows that are alike no more than a part of a fold: they stand in one fold, and if they
     * were more than it, there would be cuts with nothing between them.
     */
    private static long[] withoutCrowds(long[] sorted, int count) {
      int most = Math.max(1, sorted.length / count / CROWD);
      return IntStream.range(0, sorted.length)
          .filter(i -> i < most || sorted[i - most] != sorted[i])
          .mapToLong(i -> sorted[i])
          .toArray();
    }

    /** Where all rows were cut as one stratum, the stratum does not matter. */
    @Override
    public int fold(long group, int day, int stratum) {
      long mixed = mix(group, seed);
      int fold = 0;
      for (long cut : cuts[Math.min(stratum, cuts.length - 1)]) {
        fold += cut <= mixed ? 1 : 0;
      }
      return fold;
    }

    @Override
    public int count() {
      return cuts[0].length + 1;
    }
  }
}
