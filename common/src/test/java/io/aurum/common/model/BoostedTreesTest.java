package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.model.BoostedTrees.Recipe;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class BoostedTreesTest {
  /** Of 1,000 rows 200 are positive: 190 of the 200 with x = 1, 10 of the 800 others. */
  private static Examples two() {
    Object[][] values = new Object[1_000][];
    double[] target = new double[1_000];
    for (int i = 0; i < 1_000; i++) {
      boolean high = i < 200;
      values[i] = new Object[] {high ? 1.0 : 0.0};
      target[i] = (high ? i < 190 : i < 210) ? 1 : 0;
    }
    return new Examples(
        List.of(Worlds.number("x")),
        values,
        target,
        IntStream.range(0, 1_000).asLongStream().toArray());
  }

  /**
   * Every tree of this forest sees every row: one split, and leaves with 190.2 of 201 and 10.2 of
   * 801 rows, one of the base rate counted too. One step of Newton's method from the base rate
   * would say 3.3 in place of 2.9 above, and -2.6 in place of -4.4 below.
   */
  @Test
  void leavesOfAForestSayTheLogOddsOfTheirRows() {
    Recipe forest = new Recipe("forest", 1, 1, 1, 1, 1, 1, 1, 7);
    TreeScorer scorer =
        BoostedTrees.fit(two(), two(), Optional.empty(), forest, true, 1, 1).scorer();
    assertThat(scorer.trees()).hasSize(7);
    assertThat(scorer.score(new Object[] {1.0})).isCloseTo(Logit.of(190.2 / 201), within(1e-4));
    assertThat(scorer.score(new Object[] {0.0})).isCloseTo(Logit.of(10.2 / 801), within(1e-4));
  }
}
