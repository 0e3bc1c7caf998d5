package io.aurum.common.stat.dependence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FalseDiscoveryTest {
  private static final double RATE = 0.05;
  private static final int ANALYSES = 2000;

  /** Few tests of the whole, many of its parts, and some families between. */
  private static final Map<String, Long> QUESTIONS =
      Map.of("whole", 300L, "parts", 3000L, "shifts", 2L, "gaps", 60L, "none", 0L);

  /**
   * Answers of one analysis: probabilities, the weights of their questions, whether each is true.
   */
  private record Answers(List<Double> probabilities, List<Double> weights, List<Boolean> truths) {

    static Answers of(Random random, Map<String, Long> planted, int copies) {
      Map<String, Double> weights = FalseDiscovery.weights(QUESTIONS);
      Answers answers = new Answers(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      QUESTIONS.keySet().stream()
          .sorted()
          .forEach(
              family -> {
                double p = 0;
                for (long i = 0; i < QUESTIONS.get(family); i++) {
                  boolean truth = i < planted.getOrDefault(family, 0L);
                  p = truth || i % copies == 0 ? random.nextDouble() : p;
                  answers.probabilities.add(truth ? p * Math.pow(10, -1 - 5 * p) : p);
                  answers.weights.add(weights.get(family));
                  answers.truths.add(truth);
                }
              });
      return answers;
    }

    /** How many are reported, and how many of them are chance. */
    int[] reported() {
      double[] weighted = new double[probabilities.size()];
      for (int i = 0; i < weighted.length; i++) {
        weighted[i] = probabilities.get(i) / weights.get(i);
      }
      double threshold = FalseDiscovery.threshold(weighted, weighted.length, RATE);
      int[] reported = new int[2];
      for (int i = 0; i < weighted.length; i++) {
        if (weighted[i] <= threshold) {
          reported[0]++;
          reported[1] += truths.get(i) ? 0 : 1;
        }
      }
      return reported;
    }
  }

  /** Mean share of chance among the reported of many analyses. */
  private static double falseDiscoveries(Map<String, Long> planted, int copies, int analyses) {
    Random random = new Random(42);
    double shares = 0;
    for (int i = 0; i < analyses; i++) {
      int[] reported = Answers.of(random, planted, copies).reported();
      shares += reported[0] == 0 ? 0 : (double) reported[1] / reported[0];
    }
    return shares / analyses;
  }

  @Test
  void everyFamilyHasTheSamePart() {
    Map<String, Double> weights = FalseDiscovery.weights(Map.of("few", 1L, "many", 3L, "none", 0L));

    // 4 questions of 2 families: 4 / 2 / 1 and 4 / 2 / 3
    assertThat(weights).containsOnlyKeys("few", "many").containsEntry("few", 2.0);
    assertThat(weights.get("many")).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(weights.get("few") + 3 * weights.get("many")).isCloseTo(4, within(1e-15));
  }

  @Test
  void theThresholdIsTheLastStepUp() {
    // by hand: 0.01 <= 0.0125, 0.02 <= 0.025, 0.04 > 0.0375
    assertThat(FalseDiscovery.threshold(new double[] {0.04, 0.01, 0.02}, 4, RATE)).isEqualTo(0.02);
    // 0.04 of the few and 0.01 of the many: 0.015 > 0.0125, yet 0.02 <= 0.025
    double[] weighted = {0.04 / 2, 0.01 * 3 / 2};
    assertThat(FalseDiscovery.threshold(weighted, 4, RATE)).isEqualTo(0.02);
    assertThat(FalseDiscovery.threshold(new double[] {0.04 / 2}, 4, RATE)).isEqualTo(-1);
    assertThatThrownBy(() -> FalseDiscovery.threshold(new double[2], 1, RATE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pureNoiseIsReportedInOneAnalysisOfTwenty() {
    // three standard errors of 0.05 over 2,000 analyses: 0.0146
    assertThat(falseDiscoveries(Map.of(), 1, ANALYSES)).isCloseTo(RATE, within(0.0146));
  }

  @Test
  void theShareOfChanceAmongTheReportedIsTheRateOverAllFamilies() {
    Map<String, Long> planted = Map.of("whole", 5L, "parts", 60L, "gaps", 3L);
    // of independent questions it is the rate times the weight of those that are chance:
    // (295 / 300 + 2940 / 3000 + 1 + 57 / 60) / 4 = 0.978
    assertThat(falseDiscoveries(planted, 1, ANALYSES)).isCloseTo(0.978 * RATE, within(0.005));
  }

  @Test
  void itIsNoMoreWhereAnswersDependOnEachOther() {
    Map<String, Long> planted = Map.of("whole", 5L, "parts", 60L, "gaps", 3L);
    assertThat(falseDiscoveries(planted, 5, ANALYSES / 4)).isLessThan(RATE + 0.01);
    assertThat(falseDiscoveries(Map.of(), 5, ANALYSES / 4)).isLessThan(RATE + 0.03);
  }
}
