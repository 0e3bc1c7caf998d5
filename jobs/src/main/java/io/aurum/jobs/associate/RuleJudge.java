package io.aurum.jobs.associate;

import io.aurum.common.pattern.JudgedRules;
import io.aurum.common.pattern.PValueRanges;
import io.aurum.common.pattern.RuleBlock;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Judges the rules of an analysis: which are redundant, and how probable chance is as their cause,
 * adjusted for the number of all of them. No rule leaves the executors.
 */
final class RuleJudge implements AutoCloseable {
  private final JavaRDD<JudgedRules> byConsequent;
  private final JavaRDD<Ranged> byPValue;
  private final PValueRanges ranges;
  private final double[] above;

  /** The rules of one range of p-values, ascending. */
  private record Ranged(int range, JudgedRules rules) implements Serializable {}

  /** The smallest adjusted p-value of a range. */
  private record Least(int range, double adjusted) implements Serializable {}

  /** Rules with their p-values, and these adjusted for all rules of the analysis. */
  record Adjusted(JudgedRules rules, double[] pValues, double[] adjusted) {}

  /**
   * Judges rules.
   *
   * @param found rules of whole consequents in each block
   * @param baskets all baskets learnt from
   * @param parts to cut the rules into
   */
  RuleJudge(JavaRDD<RuleBlock> found, Broadcast<Search.Subject> subject, int baskets, int parts) {
    byConsequent =
        found
            .map(rules -> JudgedRules.of(rules, subject.value().baskets(), baskets))
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    long[] histogram =
        byConsequent.map(rules -> PValueRanges.histogram(rules.pValues())).reduce(RuleJudge::sum);
    ranges = PValueRanges.of(histogram, parts);
    PValueRanges shared = ranges;
    byPValue =
        byConsequent
            .flatMapToPair(
                rules ->
                    rules.split(shared).entrySet().stream()
                        .map(part -> new Tuple2<>(part.getKey(), part.getValue()))
                        .iterator())
            .partitionBy(new HashPartitioner(ranges.size()))
            .mapPartitions(RuleJudge::sorted)
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    above = above();
  }

  private static long[] sum(long[] some, long[] others) {
    long[] sum = new long[some.length];
    Arrays.setAll(sum, i -> some[i] + others[i]);
    return sum;
  }

  private static Iterator<Ranged> sorted(Iterator<Tuple2<Integer, JudgedRules>> parts) {
    List<JudgedRules> rules = new ArrayList<>();
    int range = -1;
    while (parts.hasNext()) {
      Tuple2<Integer, JudgedRules> part = parts.next();
      range = part._1();
      rules.add(part._2());
    }
    return rules.isEmpty()
        ? List.<Ranged>of().iterator()
        : List.of(new Ranged(range, JudgedRules.sorted(rules))).iterator();
  }

  /** Of each range, the smallest adjusted p-value of those above it. */
  private double[] above() {
    PValueRanges shared = ranges;
    List<Least> least =
        byPValue.map(part -> new Least(part.range, adjusted(shared, part, 1)[0])).collect().stream()
            .sorted(Comparator.comparingInt(Least::range).reversed())
            .toList();
    double[] smallest = new double[ranges.size()];
    double soFar = 1;
    int next = ranges.size() - 1;
    for (Least range : least) {
      while (next >= range.range) {
        smallest[next--] = soFar;
      }
      soFar = Math.min(soFar, range.adjusted);
    }
    return smallest;
  }

  private static double[] adjusted(PValueRanges ranges, Ranged part, double above) {
    return ranges.adjusted(part.range, part.rules.pValues(), above);
  }

  /** All rules, those with the smallest p-values first. */
  JavaRDD<Adjusted> adjusted() {
    PValueRanges shared = ranges;
    double[] limits = above;
    return byPValue.map(
        part ->
            new Adjusted(
                part.rules, part.rules.pValues(), adjusted(shared, part, limits[part.range])));
  }

  @Override
  public void close() {
    byPValue.unpersist();
    byConsequent.unpersist();
  }
}
