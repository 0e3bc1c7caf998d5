package io.aurum.common.basket;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.lake.KeyDraw;
import io.aurum.common.pattern.Baskets;
import io.aurum.common.pattern.IntegerList;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Which items each basket holds, each once; kept until it is closed.
 *
 * <p>A part of the baskets can be held out, drawn by a hash of their keys: the same part in every
 * run with the same seed, in whatever order baskets stand in a file. What a basket holds has no
 * say, so that those learnt from and those held out are both a sample of all.
 */
public final class BasketItems implements AutoCloseable {
  /** Columns of the rows that baskets are made of, both texts. */
  public static final String BASKET = "basket";

  public static final String ITEM = "item";

  /** How many rows of the table a row stands for: 1, or 0 of an item that others imply. */
  public static final String ROWS = "rows";

  private static final String HELD_OUT = "held_out";

  /** Encoded baskets take four bytes for each item they hold, by basket and by item. */
  private static final int BYTES = 8;

  private final Dataset<Row> pairs;
  private final long rows;
  private final int learnt;

  private BasketItems(Dataset<Row> pairs, long rows, int learnt) {
    this.pairs = pairs;
    this.rows = rows;
    this.learnt = learnt;
  }

  /**
   * Baskets with their frequent items.
   *
   * @param labels of the items, by number
   * @param size baskets learnt from, those without frequent items included
   */
  public record Encoded(Baskets baskets, List<String> labels, int size) {}

  /**
   * Gathers the items of each basket.
   *
   * @param rows with {@code basket, item, rows}
   * @param heldOutShare share of the baskets that is held out, 0..1
   * @param seed of the draw
   */
  public static BasketItems of(Dataset<Row> rows, double heldOutShare, long seed) {
    Dataset<Row> pairs =
        rows.repartition(col(BASKET))
            .groupBy(BASKET, ITEM)
            .agg(sum(ROWS).as(ROWS))
            .withColumn(HELD_OUT, KeyDraw.isDrawn(heldOutShare, seed, col(BASKET)))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Row sizes =
        pairs
            .groupBy(BASKET)
            .agg(sum(ROWS).as(ROWS), count(when(not(col(HELD_OUT)), 1)).as("learnt"))
            .agg(sum(ROWS), count_if(col("learnt").gt(0)))
            .head();
    return new BasketItems(
        pairs, sizes.isNullAt(0) ? 0 : sizes.getLong(0), Math.toIntExact(sizes.getLong(1)));
  }

  /** Rows of the table that the baskets are made of. */
  public long rows() {
    return rows;
  }

  /** Baskets learnt from. */
  public int learnt() {
    return learnt;
  }

  /**
   * Encodes the items that enough baskets learnt from hold.
   *
   * @param minCount so many, at least 1
   * @param memoryMb megabytes that the encoded baskets may take
   * @param key of the configuration that sets the bound, for the message
   * @throws AurumException exit code USAGE where they would take more
   */
  public Encoded encode(int minCount, int memoryMb, String key) {
    Dataset<Row> frequent =
        pairs
            .groupBy(ITEM)
            .agg(count(when(not(col(HELD_OUT)), 1)).as("learnt"), count(lit(1)).as("all"))
            .where(col("learnt").geq(minCount))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      requireRoom(frequent, minCount, memoryMb, key);
      List<Row> items =
          frequent.select(ITEM, "learnt").collectAsList().stream()
              .sorted(
                  Comparator.<Row>comparingLong(row -> row.getLong(1))
                      .thenComparing(row -> row.getString(0)))
              .toList();
      List<String> labels = items.stream().map(row -> row.getString(0)).toList();
      int[] counts = items.stream().mapToInt(row -> Math.toIntExact(row.getLong(1))).toArray();
      return new Encoded(baskets(labels, counts), labels, learnt);
    } finally {
      frequent.unpersist();
    }
  }

  private static void requireRoom(Dataset<Row> frequent, int minCount, int memoryMb, String key) {
    Row sum = frequent.agg(sum("all")).head();
    long megabytes = sum.isNullAt(0) ? 0 : (sum.getLong(0) * BYTES) >> 20;
    if (megabytes >= memoryMb) {
      throw AurumException.of(
          ExitCode.USAGE,
          "The baskets of '%s' take %,d MB when encoded with all items that %,d of them hold."
              .formatted(key, megabytes, minCount),
          "they are held whole by every executor, and '%s.memory' allows %,d MB"
              .formatted(key, memoryMb),
          "ask for more support, count categories instead of single items, or allow more memory");
    }
  }

  private Baskets baskets(List<String> labels, int[] counts) {
    Map<String, Integer> numbers = new HashMap<>();
    labels.forEach(label -> numbers.put(label, numbers.size()));
    Broadcast<Map<String, Integer>> shared =
        JavaSparkContext.fromSparkContext(pairs.sparkSession().sparkContext()).broadcast(numbers);
    List<int[][]> blocks =
        pairs
            .select(BASKET, ITEM, HELD_OUT)
            .javaRDD()
            .mapPartitions(
                rows -> Collections.singletonList(block(rows, shared.value())).iterator())
            .collect();
    shared.destroy();
    return Baskets.of(
        blocks.stream().map(block -> block[0]).toList(),
        blocks.stream().map(block -> block[1]).toList(),
        counts);
  }

  /** The baskets of a partition: those learnt from, and those held out. */
  private static int[][] block(Iterator<Row> rows, Map<String, Integer> numbers) {
    List<Map<String, IntegerList>> baskets = List.of(new HashMap<>(), new HashMap<>());
    while (rows.hasNext()) {
      Row row = rows.next();
      Integer number = numbers.get(row.getString(1));
      if (number != null) {
        baskets
            .get(row.getBoolean(2) ? 1 : 0)
            .computeIfAbsent(row.getString(0), absent -> new IntegerList())
            .add(number);
      }
    }
    return baskets.stream().map(BasketItems::flat).toArray(int[][]::new);
  }

  private static int[] flat(Map<String, IntegerList> baskets) {
    IntegerList flat = new IntegerList();
    for (IntegerList basket : baskets.values()) {
      int[] items = basket.toArray();
      Arrays.sort(items);
      flat.add(items.length);
      flat.addAll(items, items.length);
    }
    return flat.toArray();
  }

  @Override
  public void close() {
    pairs.unpersist();
  }
}
