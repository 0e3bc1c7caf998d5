package io.aurum.common.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Figures of rules against those published, and against their definitions. */
@Tag("fast")
class RuleFiguresTest {
  private static final int GROCERIES = 9835;

  @Test
  void measuresOfTwoKnownRules() {
    RuleMeasures beer = RuleMeasures.of(GROCERIES, 21, 792, 19);
    assertThat(beer.support()).isCloseTo(0.001931876, within(5e-10));
    assertThat(beer.confidence()).isCloseTo(0.9047619, within(5e-8));
    assertThat(beer.lift()).isCloseTo(11.235269, within(5e-7));
    assertThat(beer.leverage()).isCloseTo(0.00175993, within(5e-9));
    assertThat(beer.conviction()).isCloseTo(9.654448, within(5e-7));
    assertThat(beer.kulczynski()).isCloseTo(0.464376, within(5e-7));
    assertThat(beer.imbalance()).isCloseTo(0.971033, within(5e-7));
    assertThat(beer.cosine()).isCloseTo(0.147327, within(5e-7));
    assertThat(beer.jaccard()).isCloseTo(0.023929, within(5e-7));
    assertThat(beer.pValue()).isCloseTo(2.403e-19, within(5e-23));

    RuleMeasures vegetables = RuleMeasures.of(GROCERIES, 160, 1072, 69);
    assertThat(vegetables.lift()).isCloseTo(3.956477, within(5e-7));
    assertThat(vegetables.conviction()).isCloseTo(1.566596, within(5e-7));
    assertThat(vegetables.pValue()).isCloseTo(6.17e-26, within(5e-29));
  }

  @Test
  void aRuleWithoutExceptionHasNoFiniteConviction() {
    assertThat(RuleMeasures.of(100, 10, 50, 10).conviction()).isInfinite();
  }

  /** Fisher's tea: of 8 cups 4 had milk first, and 4 were said to have; all, or 3, rightly. */
  @Test
  void theLadyTastesTea() {
    assertThat(FisherTest.greater(8, 4, 4, 4)).isCloseTo(1 / 70.0, within(1e-15));
    assertThat(FisherTest.greater(8, 4, 4, 3)).isCloseTo(17 / 70.0, within(1e-15));
    assertThat(FisherTest.greater(8, 4, 4, 1)).isCloseTo(69 / 70.0, within(1e-15));
    assertThat(FisherTest.greater(8, 4, 4, 0)).isEqualTo(1);
    assertThat(FisherTest.greater(8, 6, 6, 4)).isEqualTo(1);
  }

  @Test
  void adjustedByRangesAsByOneList() {
    Random random = new Random(42);
    double[] pValues = random.doubles(1000).map(u -> Math.pow(u, 6)).toArray();
    for (int i = 0; i < 200; i++) {
      pValues[i] = pValues[999 - i];
    }
    pValues[500] = 0;
    pValues[501] = 1;
    Arrays.sort(pValues);

    double[] expected = adjustedByDefinition(pValues);
    for (int count : new int[] {1, 2, 7, 100}) {
      assertThat(adjusted(pValues, count)).containsExactly(expected, within(1e-15));
    }
  }

  private static double[] adjusted(double[] ascending, int count) {
    PValueRanges ranges = PValueRanges.of(PValueRanges.histogram(ascending), count);
    List<double[]> parts = new ArrayList<>();
    for (int range = 0; range < ranges.size(); range++) {
      int number = range;
      parts.add(Arrays.stream(ascending).filter(p -> ranges.range(p) == number).toArray());
    }
    double[] all = new double[ascending.length];
    int end = ascending.length;
    double above = 1;
    for (int range = parts.size() - 1; range >= 0; range--) {
      double[] part = ranges.adjusted(range, parts.get(range), above);
      end -= part.length;
      System.arraycopy(part, 0, all, end, part.length);
      above = part.length == 0 ? above : part[0];
    }
    assertThat(end).isZero();
    return all;
  }

  private static double[] adjustedByDefinition(double[] ascending) {
    return Arrays.stream(ascending)
        .map(
            p ->
                Arrays.stream(ascending)
                    .filter(other -> other >= p)
                    .map(
                        other ->
                            other
                                * ascending.length
                                / Arrays.stream(ascending).filter(o -> o <= other).count())
                    .min()
                    .orElseThrow())
        .toArray();
  }

  @Test
  void aRuleIsRedundantWhereAPartOfItSaysAsMuch() {
    RuleBlock rules = new RuleBlock();
    add(rules, 40, 10, 1, 2);
    add(rules, 20, 10, 3);
    add(rules, 10, 5, 1, 3);
    add(rules, 10, 6, 1, 2, 3);
    add(rules, 100, 24, 4);
    int[] places = rules.places();

    double[] chances = Redundancy.of(rules, places, 1000, 250);

    assertThat(chances[0]).as("no better than nothing: 25 %").isEqualTo(1);
    assertThat(chances[1])
        .as("50 %")
        .isCloseTo(FisherTest.greater(1000, 20, 250, 10), within(1e-15));
    assertThat(chances[2]).as("50 % as {3} alone").isEqualTo(1);
    assertThat(chances[3])
        .as("six or more of 10, where {3} has 10 in 20")
        .isCloseTo((210.0 * 210 + 120 * 120 + 45 * 45 + 10 * 10 + 1) / 184_756, within(1e-12));
    assertThat(chances[4]).as("worse than nothing").isEqualTo(1);
    assertThat(Redundancy.byConsequent(rules)).containsOnlyKeys(9);
    assertThat(Redundancy.byConsequent(rules).get(9)).containsExactly(places);
  }

  private static void add(RuleBlock rules, int antecedent, int both, int... items) {
    RuleSink.Counts counts = new RuleSink.Counts();
    counts.antecedent = antecedent;
    counts.both = both;
    rules.add(items, items.length, 9, counts);
  }

  @Test
  void workIsSharedOutEvenly() {
    assertThat(WorkShares.of(new long[] {7, 1, 5, 3, 2}, 2))
        .containsExactly(new int[] {0, 4}, new int[] {2, 3, 1});
    assertThat(WorkShares.of(new long[] {1}, 8)).hasSize(1);
    assertThat(WorkShares.of(new long[0], 8)).isEmpty();
  }
}
