package io.aurum.common.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.pattern.BasketFiles.Encoded;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts that the miners of the literature agree on. */
@Tag("fast")
class ItemsetMinerTest {
  private static final String GROCERIES = "groceries/groceries_arules_169.csv";
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  @ParameterizedTest
  @CsvSource({
    "mushroom, 0.4, 565",
    "mushroom, 0.3, 2735",
    "mushroom, 0.2, 53583",
    "mushroom, 0.1, 574431",
    "mushroom, 0.05, 3755511",
    "chess, 0.9, 622",
    "chess, 0.8, 8227",
    "chess, 0.7, 48731",
    "chess, 0.6, 254944",
    "chess, 0.5, 1272932",
    "retail, 0.01, 159",
    "retail, 0.005, 580",
    "retail, 0.002, 2691",
    "retail, 0.0005, 19242",
    "retail, 0.0001, 240852"
  })
  void findsEveryFrequentItemset(String file, String support, long expected) {
    long[] sizes = sizes(BasketFiles.read("fimi/" + file + ".dat", " "), support);

    assertThat(Arrays.stream(sizes).sum()).isEqualTo(expected);
  }

  @Test
  void findsEveryFrequentItemsetOfEachSize() {
    assertThat(sizes(BasketFiles.read("fimi/retail.dat", " "), "0.001"))
        .startsWith(0, 2117, 3260, 1794, 382, 36, 0);
    assertThat(sizes(BasketFiles.read(GROCERIES, ","), "0.001"))
        .startsWith(0, 157, 2981, 6831, 3137, 376, 10, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "0.001, 0.5, 5668",
    "0.001, 0.8, 410",
    "0.001, 0.9, 129",
    "0.006, 0.25, 463",
    "0.01, 0.5, 15",
    "0.01, 0.2, 231",
    "0.005, 0.5, 120",
    "0.02, 0.3, 37"
  })
  void findsEveryRuleOfGroceries(String support, double confidence, long expected) {
    List<List<String>> lines = BasketFiles.read(GROCERIES, ",");
    int minCount = minCount(lines, support);
    Encoded encoded = BasketFiles.encode(lines, minCount, 0);
    long[] found = {0};
    ItemsetMiner miner = new ItemsetMiner(encoded.baskets(), Taxonomy.NONE, minCount, NO_LIMIT);
    for (int item = 0; item < encoded.baskets().items(); item++) {
      miner.rules(
          item,
          (antecedent, size, consequent, counts) -> {
            if (counts.both() >= confidence * counts.antecedent()) {
              found[0]++;
            }
          });
    }
    assertThat(found[0]).isEqualTo(expected);
  }

  private static int minCount(List<List<String>> lines, String support) {
    return new BigDecimal(support)
        .multiply(BigDecimal.valueOf(lines.size()))
        .setScale(0, RoundingMode.CEILING)
        .intValueExact();
  }

  private static long[] sizes(List<List<String>> lines, String support) {
    int minCount = minCount(lines, support);
    Encoded encoded = BasketFiles.encode(lines, minCount, 0);
    long[] counts = new long[100];
    ItemsetMiner miner = new ItemsetMiner(encoded.baskets(), Taxonomy.NONE, minCount, NO_LIMIT);
    for (int item = 0; item < encoded.baskets().items(); item++) {
      miner.itemsets(item, (items, size, count) -> counts[size]++);
    }
    return counts;
  }
}
