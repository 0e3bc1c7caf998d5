package io.aurum.common.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Folds that are blocks of days, of sizes as equal as whole days allow: no row is predicted by a
 * model of rows of its day, or of those around it but at the ends of a block.
 *
 * <p>This is blocked cross-validation (Bergmeir and Benítez, "On the use of cross-validation for
 * time series predictor evaluation", Information Sciences 191, 2012, who find it sound and steadier
 * than judging by the last block alone; Roberts et al., Ecography 40, 2017). Every row is
 * predicted, as calibration and mixing ask, while forward chaining leaves out the first part; but a
 * block is predicted from what came after it too. How well the future is told from the past alone
 * is therefore judged beside it, on the last block by a model of those before.
 *
 * @param starts first day of each block but the first, ascending
 */
record DayFolds(int[] starts) implements Folds {

  static Optional<DayFolds> of(int[] day, int[] stratum, int count) {
    int[] sorted = Arrays.stream(day).sorted().toArray();
    int[] days = Arrays.stream(sorted).distinct().toArray();
    if (days.length < count) {
      return Optional.empty();
    }
    DayFolds folds = new DayFolds(starts(sorted, days, count));
    return folds.hasAllTwice(day, stratum) ? Optional.of(folds) : Optional.empty();
  }

  /** For each block the day that leaves nearest to its share of the rows before it. */
  private static int[] starts(int[] sorted, int[] days, int count) {
    int[] starts = new int[count - 1];
    int from = 1;
    for (int k = 1; k < count; k++) {
      double wanted = (double) sorted.length * k / count;
      int best = from;
      for (int d = from; d <= days.length - (count - k); d++) {
        boolean nearer =
            Math.abs(before(sorted, days[d]) - wanted)
                < Math.abs(before(sorted, days[best]) - wanted);
        best = nearer ? d : best;
      }
      starts[k - 1] = days[best];
      from = best + 1;
    }
    return starts;
  }

  /** Rows before a day. */
  private static int before(int[] sorted, int day) {
    int at = Arrays.binarySearch(sorted, day);
    while (at > 0 && sorted[at - 1] == day) {
      at--;
    }
    return at;
  }

  /** Without any block there is still something of each stratum to learn from. */
  private boolean hasAllTwice(int[] day, int[] stratum) {
    return IntStream.range(0, Folds.strata(stratum))
        .allMatch(
            s ->
                IntStream.range(0, day.length)
                        .filter(i -> stratum[i] == s)
                        .map(i -> fold(0, day[i], s))
                        .distinct()
                        .limit(2)
                        .count()
                    == 2);
  }

  @Override
  public int fold(long group, int day, int stratum) {
    int fold = 0;
    for (int start : starts) {
      fold += start <= day ? 1 : 0;
    }
    return fold;
  }

  @Override
  public int count() {
    return starts.length + 1;
  }
}
