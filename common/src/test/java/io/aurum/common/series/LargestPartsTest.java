package io.aurum.common.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.series.AnomalyFinder.AnomalyType;
import io.aurum.common.series.AnomalyFinder.Finding;
import io.aurum.common.stat.dependence.FalseDiscovery;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Days of many sales whose amounts are skewed, and one sale out of all proportion. */
@Tag("fast")
class LargestPartsTest {
  private static final int DAYS = 365;
  private static final int SALES = 40;

  private final double[] sums = new double[DAYS];
  private final double[] largest = new double[DAYS];

  /** Amounts by the law of Pareto with the exponent 2: their variance is infinite. */
  private void sell(long seed) {
    Random random = new Random(seed);
    for (int day = 0; day < DAYS; day++) {
      sums[day] = 0;
      largest[day] = 0;
      for (int sale = 0; sale < SALES; sale++) {
        double amount = 10 / Math.sqrt(1 - random.nextDouble());
        sums[day] += amount;
        largest[day] = Math.max(largest[day], amount);
      }
    }
  }

  private List<Integer> spikes(double[] amounts) {
    List<Finding> findings =
        AnomalyFinder.judge(sums, amounts, List.of(), new BitSet(), 0.05).findings().stream()
            .filter(finding -> finding.type() == AnomalyType.SPIKE)
            .filter(finding -> finding.test() == AnomalyFinder.Test.LARGEST)
            .toList();
    double threshold =
        FalseDiscovery.threshold(
            findings.stream().mapToDouble(Finding::pValue).toArray(), DAYS, 0.05);
    return findings.stream().filter(f -> f.pValue() <= threshold).map(Finding::at).toList();
  }

  @Test
  void twoHugeSalesAreSpikesAlthoughAmountsAreSkewed() {
    sell(1);
    for (int day : new int[] {48, 300}) {
      sums[day] += 9000;
      largest[day] = 9000;
    }

    assertThat(spikes(largest)).contains(48, 300);
  }

  @Test
  void whatIsLargeAmongLargeSalesIsOrdinary() {
    int found = 0;
    for (int seed = 0; seed < 40; seed++) {
      sell(seed);
      found += spikes(largest).isEmpty() ? 0 : 1;
    }

    // a twentieth of the years may have a spike by chance; 6 of 40 are more than that by chance
    // once in a hundred times
    assertThat(found).isLessThanOrEqualTo(6);
  }

  @Test
  void theTailIsThatOfTheAmounts() {
    double[] amounts = new double[5000];
    Random random = new Random(3);
    Arrays.setAll(amounts, i -> 10 / Math.sqrt(1 - random.nextDouble()));
    amounts[2500] = 1000;

    LargestParts parts = LargestParts.of(amounts, List.of());

    // one in (1000 / 10)^2; the scale knows the exponent to about a tenth
    assertThat(Math.log10(parts.pValue(2500))).isCloseTo(-4, within(0.6));
    assertThat(LargestParts.of(new double[59], List.of()).isKnown(0)).isFalse();
  }
}
