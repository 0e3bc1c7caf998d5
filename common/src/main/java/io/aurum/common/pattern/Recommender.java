package io.aurum.common.pattern;

import java.util.List;
import java.util.function.IntPredicate;

/** Recommends items to one person after the other; it belongs to one thread. */
public interface Recommender {
  /**
   * A recommendation.
   *
   * @param item what is recommended
   * @param score how well it suits, above 0: comparable within a list
   * @param because items of the history that count most for it, the strongest first, at most two;
   *     empty where only how many took it counts
   * @param common people who took it and the first of those; those who took it where there is none
   */
  record Suggestion(int item, double score, List<Integer> because, int common) {}

  /**
   * Recommends items.
   *
   * @param history numbers of the items taken, ascending
   * @param allowed items that may be recommended
   * @param most so many at most
   * @return the best first; of equals the one that more took
   */
  List<Suggestion> recommend(int[] history, IntPredicate allowed, int most);
}
