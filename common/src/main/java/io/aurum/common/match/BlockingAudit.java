package io.aurum.common.match;

import java.util.List;

/**
 * What each kind of blocking key found and what was given up, with the loss in words of recall: a
 * sample of the pairs in blocks that are too large is scored, and those that no compared block
 * holds count with their match probability.
 */
public final class BlockingAudit {
  private static final int SAMPLE = 2_000;

  private final EncodedTable table;
  private final BlockIndex index;
  private final PairScorer scorer;
  private final double expectedMatches;

  public BlockingAudit(EncodedTable table, BlockIndex index, MatchModel model) {
    this.table = table;
    this.index = index;
    this.scorer = new PairScorer(table, model);
    double records = table.records();
    this.expectedMatches = Math.max(1, model.prior() * records * (records - 1) / 2);
  }

  /**
   * One row of the audit.
   *
   * @param key what the kind of key did
   * @param candidatePairs pairs that it found first
   * @param recallLost estimated share, 0..1, of all true pairs that its too large blocks hold and
   *     no compared block does
   */
  public record Row(BlockIndex.KeyKindAudit key, long candidatePairs, double recallLost) {}

  /**
   * @param candidates pairs found first, by kind of key, as in {@link ScoredPairs}
   */
  public List<Row> rows(long[] candidates) {
    return index.audit().stream()
        .map(
            key ->
                new Row(
                    key, candidates[key.index()], Math.min(1, lostMatches(key) / expectedMatches)))
        .toList();
  }

  /** Expected true pairs that only the kind's too large blocks hold. */
  private double lostMatches(BlockIndex.KeyKindAudit key) {
    int[][] blocks = index.purged(key.index());
    double lost = 0;
    for (int b = 0; b < blocks.length; b++) {
      int[] rows = blocks[b];
      double pairs = rows.length * (rows.length - 1.0) / 2;
      int sample = (int) Math.ceil(SAMPLE * pairs / key.purgedPairs());
      double found = 0;
      for (int s = 0; s < sample; s++) {
        found += lostProbability(rows, Hashes.mix(((long) b << 32) ^ s));
      }
      lost += found / sample * pairs;
    }
    return lost;
  }

  /** Match probability of a random pair of the block, 0 where another block holds it. */
  private double lostProbability(int[] rows, long random) {
    int first = (int) Long.remainderUnsigned(random, rows.length);
    int second = (int) Long.remainderUnsigned(Hashes.mix(random), rows.length - 1L);
    if (second >= first) {
      second++;
    }
    int a = rows[first];
    int b = rows[second];
    return index.meets(a, b)
        ? 0
        : MatchModel.probability(scorer.weight(a, b))
            * table.multiplicity(a)
            * table.multiplicity(b);
  }
}
