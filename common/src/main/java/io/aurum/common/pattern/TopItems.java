package io.aurum.common.pattern;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** The items with the highest scores. */
final class TopItems {
  private TopItems() {}

  /**
   * Picks the items with the highest scores.
   *
   * @param scores of the items, by number
   * @param wanted which may be picked
   * @param most so many at most
   * @return numbers of the items, the highest score first; of equals the higher number
   */
  static int[] of(double[] scores, IntPredicate wanted, int most) {
    int[] best = new int[Math.min(most, scores.length)];
    int size = 0;
    for (int item = scores.length - 1; item >= 0; item--) {
      boolean isBetter = size < best.length || scores[item] > scores[best[size - 1]];
      if (isBetter && wanted.test(item)) {
        int place = size < best.length ? size++ : size - 1;
        while (place > 0 && scores[item] > scores[best[place - 1]]) {
          best[place] = best[place - 1];
          place--;
        }
        best[place] = item;
      }
    }
    return Arrays.copyOf(best, size);
  }
}
