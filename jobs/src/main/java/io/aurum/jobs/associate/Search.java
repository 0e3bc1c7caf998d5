package io.aurum.jobs.associate;

import io.aurum.common.basket.BasketItems;
import io.aurum.common.pattern.Baskets;
import io.aurum.common.pattern.EnoughException;
import io.aurum.common.pattern.ItemsetMiner;
import io.aurum.common.pattern.RuleBlock;
import io.aurum.common.pattern.Taxonomy;
import io.aurum.common.pattern.WorkShares;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Mines encoded baskets in parallel. The baskets are sent to all executors once; a task searches
 * some classes of itemsets, so that all tasks have about as much to do.
 */
final class Search implements AutoCloseable {
  private static final int TASKS_PER_CORE = 4;

  private final JavaSparkContext spark;
  private final Broadcast<Subject> subject;
  private final List<int[]> shares;

  /**
   * What is searched.
   *
   * @param baskets encoded
   * @param taxonomy of the items
   * @param maxItems of an itemset
   * @param confidence of a rule at least
   */
  record Subject(Baskets baskets, Taxonomy taxonomy, int maxItems, Confidence confidence)
      implements Serializable {
    ItemsetMiner miner(int minCount) {
      return new ItemsetMiner(baskets, taxonomy, minCount, maxItems);
    }
  }

  /**
   * How much was found.
   *
   * @param itemsets frequent itemsets
   * @param rules rules with enough confidence
   */
  record Size(long itemsets, long rules) implements Serializable {
    Size plus(Size other) {
      return new Size(itemsets + other.itemsets, rules + other.rules);
    }
  }

  Search(
      JavaSparkContext spark,
      BasketItems.Encoded encoded,
      Taxonomy taxonomy,
      int maxItems,
      Confidence confidence) {
    this.spark = spark;
    this.subject = spark.broadcast(new Subject(encoded.baskets(), taxonomy, maxItems, confidence));
    this.shares =
        WorkShares.of(encoded.baskets().work(), TASKS_PER_CORE * spark.defaultParallelism());
  }

  private JavaRDD<int[]> tasks() {
    return spark.parallelize(shares, Math.max(1, shares.size()));
  }

  /**
   * Counts what there is to be found.
   *
   * @param limit of itemsets, and of rules, beyond which a task stops: the figure is above it then
   */
  Size size(int minCount, long limit) {
    Broadcast<Subject> shared = subject;
    return tasks()
        .map(classes -> size(shared.value(), classes, minCount, limit))
        .fold(new Size(0, 0), Size::plus);
  }

  private static Size size(Subject subject, int[] classes, int minCount, long limit) {
    long[] found = new long[2];
    try {
      ItemsetMiner miner = subject.miner(minCount);
      for (int rarest : classes) {
        miner.itemsets(rarest, (items, size, count) -> add(found, 0, limit));
      }
      for (int rarest : classes) {
        miner.rules(
            rarest,
            (antecedent, size, consequent, counts) -> {
              if (subject.confidence.isReached(counts.both(), counts.antecedent())) {
                add(found, 1, limit);
              }
            });
      }
    } catch (EnoughException e) {
      return new Size(found[0], found[1]);
    }
    return new Size(found[0], found[1]);
  }

  private static void add(long[] found, int which, long limit) {
    if (++found[which] > limit) {
      throw new EnoughException();
    }
  }

  /** Frequent itemsets, class by class. */
  JavaRDD<ItemsetBlock> itemsets(int minCount) {
    Broadcast<Subject> shared = subject;
    return tasks().flatMap(classes -> itemsets(shared.value(), classes, minCount));
  }

  private static Iterator<ItemsetBlock> itemsets(Subject subject, int[] classes, int minCount) {
    ItemsetMiner miner = subject.miner(minCount);
    return Arrays.stream(classes)
        .mapToObj(
            rarest -> {
              ItemsetBlock found = new ItemsetBlock();
              miner.itemsets(rarest, found::add);
              return found;
            })
        .iterator();
  }

  /** Rules with enough confidence; those of one consequent are together. */
  JavaRDD<RuleBlock> rules(int minCount, int parts) {
    Broadcast<Subject> shared = subject;
    JavaPairRDD<Integer, RuleBlock> found =
        tasks().flatMapToPair(classes -> rules(shared.value(), classes, minCount, parts));
    return found.partitionBy(new HashPartitioner(parts)).mapPartitions(Search::together);
  }

  private static Iterator<Tuple2<Integer, RuleBlock>> rules(
      Subject subject, int[] classes, int minCount, int parts) {
    RuleBlock[] blocks = Stream.generate(RuleBlock::new).limit(parts).toArray(RuleBlock[]::new);
    ItemsetMiner miner = subject.miner(minCount);
    for (int rarest : classes) {
      miner.rules(
          rarest,
          (antecedent, size, consequent, counts) -> {
            if (subject.confidence.isReached(counts.both(), counts.antecedent())) {
              blocks[consequent % parts].add(antecedent, size, consequent, counts);
            }
          });
    }
    return Stream.iterate(0, part -> part < parts, part -> part + 1)
        .map(part -> new Tuple2<>(part, blocks[part]))
        .iterator();
  }

  private static Iterator<RuleBlock> together(Iterator<Tuple2<Integer, RuleBlock>> blocks) {
    RuleBlock all = new RuleBlock();
    blocks.forEachRemaining(block -> all.addAll(block._2()));
    return List.of(all).iterator();
  }

  /** The encoded baskets, as tasks see them. */
  Broadcast<Subject> subject() {
    return subject;
  }

  @Override
  public void close() {
    subject.destroy();
  }
}
