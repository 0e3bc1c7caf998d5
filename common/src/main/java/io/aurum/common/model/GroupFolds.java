package io.aurum.common.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Folds that keep groups whole, with sizes and shares of the strata as even as groups allow. Groups
 * are dealt one by one, those first whose rows spread most over the strata, each to the fold with
 * which the shares of the strata differ least from fold to fold, of equals to the smallest: the
 * greedy rule of scikit-learn's {@code StratifiedGroupKFold}. Groups that are alike in that follow
 * each other by their hash.
 *
 * @param groups hashes, ascending
 * @param folds of these groups
 * @param count number of folds
 */
record GroupFolds(long[] groups, int[] folds, int count) implements Folds {
  /** Differences of shares that are none. */
  private static final double NOTHING = 1e-12;

  /** Rows of a group by stratum. */
  private record Group(long hash, int[] rows) {
    int size() {
      return Arrays.stream(rows).sum();
    }

    /** Variance of the rows over the strata. */
    double spread() {
      double mean = (double) size() / rows.length;
      return Arrays.stream(rows).mapToDouble(n -> (n - mean) * (n - mean)).sum() / rows.length;
    }
  }

  static GroupFolds of(long[] group, int[] stratum, int count, long seed) {
    int strata = Folds.strata(stratum);
    Map<Long, Group> byHash = new HashMap<>();
    for (int i = 0; i < group.length; i++) {
      byHash.computeIfAbsent(group[i], hash -> new Group(hash, new int[strata])).rows[stratum[i]]++;
    }
    Group[] order =
        byHash.values().stream()
            .sorted(
                Comparator.comparingDouble(Group::spread)
                    .thenComparingInt(Group::size)
                    .reversed()
                    .thenComparingLong(g -> Folds.mix(g.hash, seed)))
            .toArray(Group[]::new);
    Dealing dealing = new Dealing(stratum, strata, count);
    Map<Long, Integer> foldOf = new HashMap<>();
    for (Group next : order) {
      foldOf.put(next.hash, dealing.deal(next));
    }
    long[] groups = byHash.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    return new GroupFolds(groups, Arrays.stream(groups).mapToInt(foldOf::get).toArray(), count);
  }

  /** What the folds hold so far. */
  private static final class Dealing {
    private final double[] weight;
    private final double[][] shares;
    private final double[] sums;
    private final double[] squares;
    private final int[] sizes;

    Dealing(int[] stratum, int strata, int count) {
      int[] rows = new int[strata];
      Arrays.stream(stratum).forEach(s -> rows[s]++);
      this.weight = Arrays.stream(rows).mapToDouble(n -> 1.0 / Math.max(1, n)).toArray();
      this.shares = new double[count][strata];
      this.sums = new double[strata];
      this.squares = new double[strata];
      this.sizes = new int[count];
    }

    int deal(Group next) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int fold = 0; fold < sizes.length; fold++) {
        double spread = spread(next, fold);
        boolean even = Math.abs(spread - least) <= NOTHING && sizes[fold] < sizes[best];
        if (spread < least - NOTHING || even) {
          best = fold;
          least = Math.min(least, spread);
        }
      }
      put(next, best);
      return best;
    }

    /** Standard deviation of the strata's shares over the folds, had this one the group. */
    private double spread(Group next, int fold) {
      double sum = 0;
      int count = sizes.length;
      for (int s = 0; s < sums.length; s++) {
        double added = next.rows[s] * weight[s];
        double mean = (sums[s] + added) / count;
        double square = (squares[s] + added * (2 * shares[fold][s] + added)) / count;
        sum += Math.sqrt(Math.max(0, square - mean * mean));
      }
      return sum / sums.length;
    }

    private void put(Group next, int fold) {
      for (int s = 0; s < sums.length; s++) {
        double added = next.rows[s] * weight[s];
        squares[s] += added * (2 * shares[fold][s] + added);
        sums[s] += added;
        shares[fold][s] += added;
      }
      sizes[fold] += next.size();
    }
  }

  /** A group that was not learnt from is in no fold: no model has seen it. */
  @Override
  public int fold(long group, int day, int stratum) {
    int at = Arrays.binarySearch(groups, group);
    return at < 0 ? LearnedModel.UNSEEN : folds[at];
  }
}
