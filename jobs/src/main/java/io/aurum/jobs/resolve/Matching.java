package io.aurum.jobs.resolve;

import io.aurum.common.config.ResolveSettings;
import io.aurum.common.match.BlockIndex;
import io.aurum.common.match.EncodedTable;
import io.aurum.common.match.MatchModel;
import io.aurum.common.match.MatchModelEstimator;
import io.aurum.common.match.PairTasks;
import io.aurum.common.match.PatternCounts;
import io.aurum.common.match.RowRange;
import io.aurum.common.match.ScoredPairs;
import io.aurum.common.run.Progress;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the comparisons in parallel: the encoded table and the block index are broadcast once, tasks
 * take ranges of rows of about equal work and return primitive arrays. Nothing is shuffled.
 */
final class Matching implements AutoCloseable {
  /** Block entries whose candidate pairs suffice to estimate the model. */
  private static final double CANDIDATE_SAMPLE = 3_000_000;

  /** Random pairs that suffice to see a level that one pair in 100,000 has. */
  private static final long RANDOM_SAMPLE = 1_000_000;

  private static final int RANGES_PER_CORE = 8;

  private final JavaSparkContext spark;
  private final long seed;
  private final Progress progress;
  private final Broadcast<EncodedTable> table;
  private final Broadcast<BlockIndex> index;
  private final List<RowRange> ranges;

  Matching(
      SparkSession session,
      EncodedTable table,
      ResolveSettings settings,
      long seed,
      Progress progress) {
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.seed = seed;
    this.progress = progress;
    progress.phase("blocking %,d distinct rows".formatted(table.rows()));
    BlockIndex blocks = BlockIndex.of(table, settings.maxBlockSize(), settings.freeComparisons());
    this.table = spark.broadcast(table);
    this.index = spark.broadcast(blocks);
    this.ranges =
        RowRange.balanced(blocks, table.rows(), RANGES_PER_CORE * spark.defaultParallelism());
  }

  BlockIndex index() {
    return index.value();
  }

  /** Estimates the model from the data alone. */
  MatchModel estimate() {
    progress.phase("estimating the model");
    Broadcast<EncodedTable> sharedTable = table;
    Broadcast<BlockIndex> sharedIndex = index;
    long randomSeed = seed;
    double keep = candidateShare();
    PatternCounts candidates =
        merge(
            parallel(ranges)
                .map(
                    range ->
                        PairTasks.candidatePatterns(
                            sharedTable.value(), sharedIndex.value(), range, keep)));
    PatternCounts random =
        merge(
            parallel(randomRanges())
                .map(
                    range ->
                        PairTasks.randomPatterns(
                            sharedTable.value(), randomSeed, range[0], range[1])));
    EncodedTable records = table.value();
    return new MatchModelEstimator(
            records.attributes(), candidates, 1 / keep, random, records.records())
        .estimate();
  }

  /**
   * Scores all candidates.
   *
   * @param least weight from which a pair is kept
   */
  ScoredPairs score(MatchModel model, int least) {
    progress.phase("scoring candidate pairs");
    Broadcast<EncodedTable> sharedTable = table;
    Broadcast<BlockIndex> sharedIndex = index;
    Broadcast<MatchModel> sharedModel = spark.broadcast(model);
    List<ScoredPairs> parts =
        parallel(ranges)
            .map(
                range ->
                    PairTasks.score(
                        sharedTable.value(),
                        sharedIndex.value(),
                        sharedModel.value(),
                        range,
                        least))
            .collect();
    sharedModel.destroy();
    return ScoredPairs.concat(parts);
  }

  /** Share of the rows whose candidates make up the sample. */
  private double candidateShare() {
    long work = 0;
    for (int row = 0; row < table.value().rows(); row++) {
      work += index.value().work(row);
    }
    return Math.min(1, CANDIDATE_SAMPLE / Math.max(1, work));
  }

  private List<long[]> randomRanges() {
    if (table.value().records() < 2) {
      return List.of();
    }
    int parts = spark.defaultParallelism();
    List<long[]> cut = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      cut.add(new long[] {RANDOM_SAMPLE * part / parts, RANDOM_SAMPLE * (part + 1) / parts});
    }
    return cut;
  }

  private <T> JavaRDD<T> parallel(List<T> parts) {
    return spark.parallelize(parts, Math.max(1, parts.size()));
  }

  private static PatternCounts merge(JavaRDD<PatternCounts> parts) {
    PatternCounts merged = new PatternCounts();
    parts.collect().forEach(merged::addAll);
    return merged;
  }

  @Override
  public void close() {
    index.destroy();
    table.destroy();
  }
}
