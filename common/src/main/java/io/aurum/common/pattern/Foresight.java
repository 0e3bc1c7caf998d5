package io.aurum.common.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What people took, told apart into what is learnt from and what is to be foreseen. Items are
 * numbered anew, ascending with the people who took them before; of equals the old number decides.
 */
public final class Foresight {
  /** People judged at most: with so many a mean is sure to one in three hundred. */
  private static final int MOST_JUDGED = 20_000;

  private final Baskets baskets;
  private final int[][] before;
  private final List<Set<Integer>> after;
  private final int[] judged;

  private Foresight(Baskets baskets, int[][] before, List<Set<Integer>> after) {
    this.baskets = baskets;
    this.before = before;
    this.after = after;
    this.judged = judged(before, after);
  }

  /**
   * Tells apart what people took.
   *
   * @param before of each person, numbers of the items that are learnt from
   * @param after of each person, numbers of the items that are to be foreseen
   * @param items number of all items
   */
  public static Foresight of(List<int[]> before, List<int[]> after, int items) {
    int[] takers = new int[items];
    before.forEach(history -> Arrays.stream(history).forEach(item -> takers[item]++));
    int[] ascending =
        IntStream.range(0, items)
            .boxed()
            .sorted(Comparator.<Integer>comparingInt(item -> takers[item]).thenComparing(i -> i))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] numbers = new int[items];
    for (int number = 0; number < items; number++) {
      numbers[ascending[number]] = number;
    }
    int[][] learnt = renumbered(before, numbers);
    int[] counts = Arrays.stream(ascending).map(item -> takers[item]).toArray();
    List<Set<Integer>> foreseen = new ArrayList<>();
    for (int[] taken : renumbered(after, numbers)) {
      Set<Integer> set = new HashSet<>();
      Arrays.stream(taken).forEach(set::add);
      foreseen.add(set);
    }
    return new Foresight(baskets(learnt, counts), learnt, foreseen);
  }

  private static int[][] renumbered(List<int[]> people, int[] numbers) {
    return people.stream()
        .map(items -> Arrays.stream(items).map(item -> numbers[item]).sorted().toArray())
        .toArray(int[][]::new);
  }

  private static Baskets baskets(int[][] people, int[] counts) {
    IntegerList flat = new IntegerList();
    for (int[] items : people) {
      flat.add(items.length);
      flat.addAll(items, items.length);
    }
    return Baskets.of(List.of(flat.toArray()), List.of(), counts);
  }

  /** Those who had a past and took something new; of many, some at even distances. */
  private static int[] judged(int[][] before, List<Set<Integer>> after) {
    int[] all =
        IntStream.range(0, before.length)
            .filter(person -> before[person].length > 0 && !after.get(person).isEmpty())
            .toArray();
    int most = Math.min(all.length, MOST_JUDGED);
    return IntStream.range(0, most).map(i -> all[(int) ((long) i * all.length / most)]).toArray();
  }

  /** People who can be judged. */
  public int people() {
    return judged.length;
  }

  /** Number of different items. */
  public int items() {
    return baskets.items();
  }

  /** A learner from what was before. */
  public Learner learner(Ways ways) {
    return Learner.local(ways, baskets);
  }

  /** How well a model that learnt from what was before foresees what was after. */
  public RankingQuality quality(RecommenderModel model) {
    Recommender recommender = model.recommender();
    return quality(
        person ->
            recommender
                .recommend(before[person], item -> isNew(person, item), RankingQuality.PLACES)
                .stream()
                .map(Recommender.Suggestion::item)
                .toList());
  }

  /** The same of alternating least squares. */
  public RankingQuality qualityOfFactors(long seed) {
    LeastSquaresFactors factors = LeastSquaresFactors.of(before, items(), seed);
    return quality(
        person -> factors.recommend(person, item -> isNew(person, item), RankingQuality.PLACES));
  }

  private RankingQuality quality(IntFunction<List<Integer>> lists) {
    RankingQuality quality = new RankingQuality();
    for (int person : judged) {
      quality.add(lists.apply(person), after.get(person));
    }
    return quality;
  }

  private boolean isNew(int person, int item) {
    return Arrays.binarySearch(before[person], item) < 0;
  }
}
