package io.aurum.common.stat.dependence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DependenceTest {
  /** Anscombe's first set (The American Statistician 27, 1973): r = 0.816, t = 4.24, p = 0.0022. */
  @Test
  void anscombesCorrelation() {
    double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};

    Dependence found = Dependence.ofNumbers(x, y);

    assertThat(found.strength()).isCloseTo(0.81642, within(1e-5));
    assertThat(found.probability()).isCloseTo(0.00217, within(1e-5));
  }

  @Test
  void ranksSeeWhatIsNotStraight() {
    double[] x = {1, 2, 3, 4, 5};
    double[] y = {1, 10, 100, 1_000, 10_000};

    assertThat(Dependence.ofRanks(x, y).strength()).isCloseTo(1, within(1e-12));
    assertThat(Dependence.ofNumbers(x, y).strength()).isLessThan(0.9);
    assertThat(Dependence.ofNumbers(x, new double[] {2, 2, 2, 2, 2}))
        .isEqualTo(new Dependence(0, 1));
  }

  /** 30, 10 against 10, 30: chi-squared is 80 times 0.5 squared = 20. */
  @Test
  void categoriesByHand() {
    String[] x = new String[80];
    String[] y = new String[80];
    for (int i = 0; i < 80; i++) {
      x[i] = i < 40 ? "a" : "b";
      y[i] = i < 30 || i >= 70 ? "c" : "d";
    }

    Dependence found = Dependence.ofCategories(x, y);

    assertThat(found.strength()).isCloseTo(0.5, within(1e-12));
    assertThat(found.probability()).isCloseTo(7.744e-6, within(1e-8));
  }

  /** Groups 1, 2, 3 and 5, 6, 7: 24 of 28 between them, F = 24 with 1 and 4 degrees. */
  @Test
  void numberAndCategoryByHand() {
    Dependence found =
        Dependence.ofNumberAndCategory(
            new double[] {1, 2, 3, 5, 6, 7}, new String[] {"a", "a", "a", "b", "b", "b"});

    assertThat(found.strength()).isCloseTo(24.0 / 28, within(1e-12));
    assertThat(found.probability()).isCloseTo(0.00805, within(1e-4));
  }

  @Test
  void manyQuestionsAreAdjusted() {
    assertThat(FalseDiscovery.adjusted(new double[] {0.04, 0.01, 0.03, 0.5}))
        .containsExactly(new double[] {0.16 / 3, 0.04, 0.16 / 3, 0.5}, within(1e-12));
  }
}
