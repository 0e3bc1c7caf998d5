package io.aurum.common.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Planted m, u and priors come back: from the pattern counts that they make on average, and from a
 * table of customers of which some have a second, erroneous record.
 */
@Tag("fast")
class MatchModelEstimatorTest {
  private static final int RANDOM_PAIRS = 1_000_000;

  /** By attribute: probability of each level. Three levels, then two, two and two. */
  private static final double[][] M = {{0.85, 0.1, 0.05}, {0.9, 0.1}, {0.8, 0.2}, {0.95, 0.05}};

  private static final double[][] U = {
    {0.01, 0.02, 0.97}, {0.004, 0.996}, {0.05, 0.95}, {0.002, 0.998}
  };

  @ParameterizedTest
  @ValueSource(ints = {2_000, 20_000, 200_000})
  void plantedParametersComeBackWhateverTheSize(int records) {
    World world = new World(records, records / 2.0);
    MatchModel model = world.estimate();
    assertPlanted(model, 0.02);
    assertThat(model.prior()).isCloseTo(world.prior(), Percentage.withPercentage(5));
    assertThat(model.randomPairs()).isCloseTo(RANDOM_PAIRS, within(20L));
  }

  @Test
  void attributesThatAreIndependentHaveNoParents() {
    MatchModel model = new World(20_000, 10_000).estimate();
    assertThat(IntStream.range(0, 4).map(model::parent)).containsOnly(MatchModel.NO_PARENT);
  }

  @Test
  void fewDuplicatesMakeASmallPrior() {
    World world = new World(20_000, 200);
    assertThat(world.estimate().prior()).isCloseTo(world.prior(), Percentage.withPercentage(15));
  }

  @Test
  void strangersAloneMakeNoMatches() {
    for (int records : new int[] {2_000, 200_000}) {
      MatchModel model = new World(records, 0).estimate();
      double expected = model.prior() * records * (records - 1.0) / 2;
      assertThat(expected).as("matches among %d strangers", records).isLessThan(records * 0.02);
    }
  }

  @Test
  void aSampleOfTheCandidatesStandsForAll() {
    World world = new World(20_000, 10_000);
    MatchModel model =
        new MatchModelEstimator(
                world.attributes(), world.candidates(0.1), 10, world.random(), world.records)
            .estimate();
    assertPlanted(model, 0.02);
    assertThat(model.prior()).isCloseTo(world.prior(), Percentage.withPercentage(5));
  }

  @Test
  void missingValuesAreNoEvidence() {
    World world = new World(20_000, 10_000);
    world.missing = 0.5;
    MatchModel model = world.estimate();
    assertPlanted(model, 0.03);
    assertThat(model.prior()).isCloseTo(world.prior(), Percentage.withPercentage(5));
  }

  @Test
  void dependenceAmongStrangersIsNotCountedTwice() {
    World world = new World(20_000, 10_000);
    world.city = true;
    MatchModel model = world.estimate();
    assertThat(IntStream.range(0, 4).map(model::parent))
        .as("the last attribute depends on the third")
        .containsExactly(-1, -1, -1, 2);
    double marginal = 0.05 * World.TOWN + 0.95 * U[3][0];
    assertThat(model.u(3, PatternCounts.MISSING, 0)).isCloseTo(marginal, within(0.002));
    assertThat(model.u(3, 0, 0)).isCloseTo(World.TOWN, within(0.01));
    assertThat(model.u(3, 1, 0)).isCloseTo(U[3][0], within(0.0005));
    assertThat(MatchModel.bits(model.weight(3, 0, 0)))
        .as("m 0.95 over u 0.6, not over the marginal 0.032")
        .isCloseTo(Math.log(0.95 / World.TOWN) / Math.log(2), within(0.1));
    assertThat(MatchModel.bits(model.weight(3, PatternCounts.MISSING, 0))).isGreaterThan(4.5);
    assertThat(model.prior()).isCloseTo(world.prior(), Percentage.withPercentage(10));
  }

  @Test
  void strangersHardlyShareWhatIsKeptDistinct() {
    World world = new World(20_000, 10_000);
    world.keptDistinct = true;
    MatchModel model = world.estimate();
    assertThat(model.u(1, PatternCounts.MISSING, 0))
        .as("one namesake among 20,000 records at most, although 80 are counted")
        .isLessThanOrEqualTo(1.0 / 20_000);
    assertThat(model.u(1, PatternCounts.MISSING, 0) + model.u(1, PatternCounts.MISSING, 1))
        .isCloseTo(1, within(1e-9));
    assertThat(model.u(3, PatternCounts.MISSING, 0)).isGreaterThan(1.0 / 20_000);
  }

  @Test
  void theOrderOfTheCountsDoesNotMatter() {
    World world = new World(20_000, 10_000);
    world.city = true;
    MatchModel model = world.estimate();
    List<PatternCounts> parts = new ArrayList<>();
    world
        .candidates(1)
        .forEach(
            (levels, count) -> {
              PatternCounts part = new PatternCounts();
              part.add(levels, count);
              parts.add(part);
            });
    Collections.shuffle(parts, new Random(5));
    PatternCounts shuffled = new PatternCounts();
    parts.forEach(shuffled::addAll);
    MatchModel again =
        new MatchModelEstimator(world.attributes(), shuffled, 1, world.random(), world.records)
            .estimate();
    assertThat(again).usingRecursiveComparison().ignoringFields("attributes").isEqualTo(model);
  }

  @Test
  void noPairsAtAllMakeAModel() {
    MatchModel model =
        new MatchModelEstimator(
                new World(2, 0).attributes(), new PatternCounts(), 1, new PatternCounts(), 1)
            .estimate();
    assertThat(model.prior()).isBetween(0.0, 0.5);
    assertThat(model.m(0, PatternCounts.MISSING, 0)).isBetween(0.0, 1.0);
  }

  @Test
  void aTableWithErroneousDuplicatesGivesItsErrorRates() {
    int[] values = {50, 20, 100, 30, 200};
    double[] error = {0.1, 0.2, 0.05, 0.15, 0.1};
    EncodedTable table = simulated(4_000, 2_000, values, error);
    BlockIndex index = BlockIndex.of(table, 1_000, 0);
    MatchModel model =
        new MatchModelEstimator(
                table.attributes(),
                PairTasks.candidatePatterns(table, index, new RowRange(0, table.rows()), 1),
                1,
                PairTasks.randomPatterns(table, 11, 0, 500_000),
                table.records())
            .estimate();
    for (int a = 0; a < values.length; a++) {
      assertThat(model.m(a, PatternCounts.MISSING, 0))
          .as("four standard errors of 2,000 pairs")
          .isCloseTo(1 - error[a], within(0.035));
      assertThat(model.u(a, PatternCounts.MISSING, 0))
          .isCloseTo(1.0 / values[a], Percentage.withPercentage(10));
      assertThat(model.parent(a)).isEqualTo(MatchModel.NO_PARENT);
    }
    assertThat(model.prior() * 6_000 * 5_999 / 2).isCloseTo(2_000, within(100.0));
  }

  /** Customers of evenly spread values, the first of whom have a second record with errors. */
  private static EncodedTable simulated(
      int customers, int duplicates, int[] values, double[] error) {
    Random random = new Random(3);
    List<String[]> rows = new ArrayList<>();
    for (int c = 0; c < customers; c++) {
      String[] row = new String[values.length];
      Arrays.setAll(row, a -> Integer.toString(random.nextInt(values[a])));
      rows.add(row);
    }
    for (int c = 0; c < duplicates; c++) {
      String[] row = rows.get(c).clone();
      for (int a = 0; a < values.length; a++) {
        if (random.nextDouble() < error[a]) {
          int other = 1 + random.nextInt(values[a] - 1);
          row[a] = Integer.toString((Integer.parseInt(row[a]) + other) % values[a]);
        }
      }
      rows.add(row);
    }
    return MatchTables.table(MatchTables.exact("a", "b", "c", "d", "e"), rows);
  }

  private static void assertPlanted(MatchModel model, double tolerance) {
    for (int a = 0; a < M.length; a++) {
      for (int level = 0; level < M[a].length; level++) {
        assertThat(model.m(a, PatternCounts.MISSING, level))
            .as("m of attribute %d, level %d", a, level)
            .isCloseTo(M[a][level], within(tolerance));
        assertThat(model.u(a, PatternCounts.MISSING, level))
            .as("u of attribute %d, level %d", a, level)
            .isCloseTo(U[a][level], Percentage.withPercentage(3));
      }
    }
  }

  /** The pattern counts that the planted parameters make on average. */
  private static final class World {
    /** Probability that strangers who agree on the third attribute agree on the last. */
    private static final double TOWN = 0.6;

    private final int records;
    private final double matches;

    /** Whether the last attribute of strangers depends on the third. */
    private boolean city;

    /** Whether the second attribute is said to be kept distinct. */
    private boolean keptDistinct;

    /** Share of the pairs in which the second attribute is missing. */
    private double missing;

    World(int records, double matches) {
      this.records = records;
      this.matches = matches;
    }

    double prior() {
      return matches / (records * (records - 1.0) / 2);
    }

    List<MatchAttribute> attributes() {
      List<MatchAttribute> attributes = new ArrayList<>();
      attributes.add(new MatchAttribute("a", Comparators.code(), BlockingKeys::exact, false));
      attributes.add(
          new MatchAttribute(
              "b", Comparators.exact(), BlockingKeys::exact, false, false, keptDistinct));
      attributes.addAll(MatchTables.exact("c", "d"));
      return attributes;
    }

    MatchModel estimate() {
      return new MatchModelEstimator(attributes(), candidates(1), 1, random(), records).estimate();
    }

    /** All matches, and the strangers that agree on something. */
    PatternCounts candidates(double share) {
      double pairs = records * (records - 1.0) / 2;
      return counts(
          (m, u, levels) ->
              levels[0] == 2 && levels[1] != 0 && levels[2] == 1 && levels[3] == 1
                  ? 0
                  : share * (matches * m + (pairs - matches) * u));
    }

    PatternCounts random() {
      return counts((m, u, levels) -> RANDOM_PAIRS * (prior() * m + (1 - prior()) * u));
    }

    private interface Expectation {
      double pairs(double m, double u, byte[] levels);
    }

    private PatternCounts counts(Expectation expectation) {
      PatternCounts counts = new PatternCounts();
      for (byte a = 0; a < 3; a++) {
        for (byte b = -1; b < 2; b++) {
          for (byte c = 0; c < 2; c++) {
            for (byte d = 0; d < 2; d++) {
              byte[] levels = {a, b, c, d};
              double present = b < 0 ? missing : 1 - missing;
              double last = city && c == 0 ? (d == 0 ? TOWN : 1 - TOWN) : U[3][d];
              double m = M[0][a] * (b < 0 ? 1 : M[1][b]) * M[2][c] * M[3][d];
              double u = U[0][a] * (b < 0 ? 1 : U[1][b]) * U[2][c] * last;
              long pairs = Math.round(expectation.pairs(m * present, u * present, levels));
              if (pairs > 0) {
                counts.add(levels, pairs);
              }
            }
          }
        }
      }
      return counts;
    }
  }
}
