package io.aurum.common.basket;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.lake.TestSession;
import io.aurum.common.pattern.ItemsetMiner;
import io.aurum.common.pattern.RuleBlock;
import io.aurum.common.pattern.Taxonomy;
import io.aurum.common.stat.Interval;
import io.aurum.common.stat.Wilson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Baskets held out are a sample of all, even where thousands hold the same. */
class BasketItemsTest {
  private static final int WITH_BREAD = 3000;
  private static final double CONFIDENCE = 0.4;
  private static final double HELD_OUT = 0.2;
  private static final StructType SCHEMA =
      StructType.fromDDL("basket STRING, item STRING, rows INT");

  @Test
  void whatIsHeldOutIsASampleOfBasketsAlike() {
    RuleBlock found = breadAndButter(baskets(), 2);
    int rule = found.consequent(0) == 0 ? 0 : found.next(0);
    int bread = found.antecedentCount(rule) + found.heldOutAntecedentCount(rule);

    assertThat(bread).isEqualTo(WITH_BREAD);
    requirePlanted(found.bothCount(rule), found.antecedentCount(rule));
    requirePlanted(found.heldOutBothCount(rule), found.heldOutAntecedentCount(rule));
    Interval share = Wilson.interval(found.heldOutAntecedentCount(rule), bread);
    assertThat(HELD_OUT).isBetween(share.low(), share.high());
  }

  @Test
  void theOrderOfRowsHasNoSay() {
    List<Row> shuffled = baskets();
    Collections.shuffle(shuffled, new Random(42));

    assertThat(counts(breadAndButter(shuffled, 3))).isEqualTo(counts(breadAndButter(baskets(), 1)));
  }

  private static void requirePlanted(int both, int antecedent) {
    Interval confidence = Wilson.interval(both, antecedent);
    assertThat(CONFIDENCE).isBetween(confidence.low(), confidence.high());
  }

  private static List<Integer> counts(RuleBlock found) {
    List<Integer> counts = new ArrayList<>();
    for (int rule = 0; rule < found.end(); rule = found.next(rule)) {
      counts.add(found.antecedentCount(rule));
      counts.add(found.bothCount(rule));
      counts.add(found.heldOutAntecedentCount(rule));
      counts.add(found.heldOutBothCount(rule));
    }
    return counts;
  }

  /** The rules of the two items that are ever in one basket: butter is item 0, bread item 1. */
  private static RuleBlock breadAndButter(List<Row> rows, int partitions) {
    Dataset<Row> table = TestSession.spark().createDataFrame(rows, SCHEMA).repartition(partitions);
    try (BasketItems items = BasketItems.of(table, HELD_OUT, 7)) {
      BasketItems.Encoded encoded = items.encode(2, 16, "associate.test");
      assertThat(encoded.labels()).containsExactly("butter", "bread", "jam");
      ItemsetMiner miner = new ItemsetMiner(encoded.baskets(), Taxonomy.NONE, 2, 2);
      RuleBlock found = new RuleBlock();
      miner.rules(0, found::add);
      miner.rules(1, found::add);
      assertThat(found.size()).isEqualTo(2);
      return found;
    }
  }

  /** Baskets with bread, of which 40 % have butter, and as many with nothing but jam, and more. */
  private static List<Row> baskets() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < WITH_BREAD; i++) {
      rows.add(RowFactory.create("bread" + i, "bread", 1));
      if (i < CONFIDENCE * WITH_BREAD) {
        rows.add(RowFactory.create("bread" + i, "butter", 1));
      }
      rows.add(RowFactory.create("jam" + i, "jam", 1));
      rows.add(RowFactory.create("more jam" + i, "jam", 1));
    }
    return rows;
  }
}
