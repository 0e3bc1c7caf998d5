package io.aurum.common.match;

import static io.aurum.common.match.MatchTables.exact;
import static io.aurum.common.match.MatchTables.row;
import static io.aurum.common.match.MatchTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Weights worked by hand: 1,024 units are one bit. The name A is held by four of eight records, B
 * and C by two each, so two records agree by chance with probability (12 + 2 + 2) / 56 = 2/7. The
 * town depends on the name.
 */
@Tag("fast")
class PairScorerTest {
  private static final int BIT = MatchModel.UNITS_PER_BIT;

  private static final EncodedTable TABLE =
      table(
          exact("name", "town"),
          List.of(
              row("A", "X"),
              row("A", "Y"),
              row("B", "X"),
              row("B", "Z"),
              row("C", null),
              row("C", "Z")),
          new int[] {2, 2, 1, 1, 1, 1});

  private static final MatchModel MODEL =
      new MatchModel(
          TABLE.attributes(),
          new int[] {MatchModel.NO_PARENT, 0},
          new double[][][] {{{0.5, 0.5}}, {{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}}},
          new double[][][] {{{0.0625, 1}}, {{0.03125, 1}, {0.125, 1}, {0.25, 2}}},
          1 / 1025.0,
          1);

  private final PairScorer scorer = new PairScorer(TABLE, MODEL);

  @Test
  void rarerValuesWeighMore() {
    assertThat(scorer.evidence(0, 1).weights()[0])
        .as("3 bits + log2(2/7 : 4/8)")
        .isEqualTo(3 * BIT - 827);
    assertThat(scorer.evidence(2, 3).weights()[0])
        .as("3 bits + log2(2/7 : 2/8)")
        .isEqualTo(3 * BIT + 197);
  }

  @Test
  void differenceWeighsTheSameWhateverTheValues() {
    assertThat(scorer.evidence(0, 2).weights()[0]).isEqualTo(-BIT);
    assertThat(scorer.evidence(2, 5).weights()[0]).isEqualTo(-BIT);
  }

  @Test
  void missingValuesWeighNothing() {
    PairEvidence evidence = scorer.evidence(4, 5);
    assertThat(evidence.pattern()).isEqualTo("0.-");
    assertThat(evidence.weights()).containsExactly(3 * BIT + 197, 0);
  }

  @Test
  void belowAParentTheLevelGivenItsLevelCounts() {
    PairEvidence sameName = scorer.evidence(2, 3);
    assertThat(sameName.pattern()).isEqualTo("0.1");
    assertThat(sameName.weights()[1]).as("0.5 : 1").isEqualTo(-BIT);
    assertThat(scorer.evidence(0, 3).weights()[1]).as("0.5 : 2").isEqualTo(-2 * BIT);
    int town = scorer.evidence(0, 2).weights()[1];
    // X and Z are held by 3 and 2 of 7 records, Y by 2: by chance (6 + 2 + 2) / 42; X: 5/21 : 3/7.
    double rarity = Math.log(5 / 9.0) / Math.log(2) * BIT;
    assertThat((double) town)
        .as("1 of its 4 bits, a quarter of its rarity")
        .isCloseTo(BIT + rarity / 4, within(1.0));
  }

  @Test
  void priorAndBitsSumExactlyToTheWeight() {
    assertThat(MODEL.priorWeight()).isEqualTo(-10 * BIT);
    for (int a = 0; a < TABLE.rows(); a++) {
      for (int b = a + 1; b < TABLE.rows(); b++) {
        PairEvidence evidence = scorer.evidence(a, b);
        BigDecimal sum = new BigDecimal(Double.toString(MatchModel.bits(evidence.priorWeight())));
        for (String bits : evidence.bits().split("\\|", -1)) {
          sum = sum.add(new BigDecimal(bits));
        }
        assertThat(evidence.weight()).isEqualTo(scorer.weight(a, b)).isEqualTo(scorer.weight(b, a));
        assertThat(sum).isEqualByComparingTo(Double.toString(MatchModel.bits(evidence.weight())));
      }
    }
  }

  @Test
  void weightsAreLogOddsInUnits() {
    assertThat(MatchModel.units(8)).isEqualTo(3 * BIT);
    assertThat(MatchModel.units(0.25)).isEqualTo(-2 * BIT);
    assertThat(MatchModel.probability(0)).isEqualTo(0.5);
    assertThat(MatchModel.probability(BIT)).isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void theThresholdIsTheLeastWeightThatIsRightOftenEnough() {
    int[] weights = {-5 * BIT, 3 * BIT, 0, BIT};
    assertThat(LinkThreshold.of(weights, 0.5).weight()).isZero();
    assertThat(LinkThreshold.of(weights, 0.5).pairs()).isEqualTo(3);
    LinkThreshold threshold = LinkThreshold.of(weights, 0.75);
    assertThat(threshold.weight()).isEqualTo(BIT);
    assertThat(threshold.expectedPrecision())
        .as("mean of 2/3 and 8/9")
        .isCloseTo(7 / 9.0, within(1e-12));
    assertThat(threshold.pairs()).isEqualTo(2);
    assertThat(LinkThreshold.of(weights, 0.95)).isEqualTo(new LinkThreshold(3 * BIT + 1, 1, 0));
    assertThat(LinkThreshold.of(new int[0], 0.95)).isEqualTo(new LinkThreshold(0, 1, 0));
    assertThat(LinkThreshold.of(new int[] {0, BIT, BIT}, 0.66).pairs())
        .as("equal weights stay together")
        .isEqualTo(2);
  }
}
