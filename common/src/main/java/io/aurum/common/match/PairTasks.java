package io.aurum.common.match;

/** The parts of matching that run in parallel, each over a range of rows or of random pairs. */
public final class PairTasks {
  private PairTasks() {}

  /**
   * Counts the agreement patterns of candidate pairs, equal records among them.
   *
   * @param keep share of the rows, 0..1, whose candidates are counted; the same rows in every run
   */
  public static PatternCounts candidatePatterns(
      EncodedTable table, BlockIndex index, RowRange range, double keep) {
    PatternCounts counts = new PatternCounts();
    PairComparer comparer = new PairComparer(table);
    BlockIndex.Scratch scratch = index.scratch();
    byte[] pattern = new byte[table.attributes().size()];
    for (int row = range.from(); row < range.to(); row++) {
      if (Hashes.unit(row) >= keep) {
        continue;
      }
      int first = row;
      long records = table.multiplicity(row);
      if (records > 1) {
        comparer.pattern(row, row, pattern);
        counts.add(pattern, records * (records - 1) / 2);
      }
      index.candidates(
          row,
          scratch,
          (second, kind) -> {
            comparer.pattern(first, second, pattern);
            counts.add(pattern, records * table.multiplicity(second));
          });
    }
    return counts;
  }

  /**
   * Counts the agreement patterns of pairs of records taken at random.
   *
   * @param from number of the first pair of this task
   * @param to number after the last; the pair of a number is the same in every run
   */
  public static PatternCounts randomPatterns(EncodedTable table, long seed, long from, long to) {
    PatternCounts counts = new PatternCounts();
    PairComparer comparer = new PairComparer(table);
    byte[] pattern = new byte[table.attributes().size()];
    int records = table.records();
    for (long number = from; number < to; number++) {
      long random = Hashes.mix(Hashes.mix(seed) ^ number);
      int first = (int) Long.remainderUnsigned(random, records);
      int second = (int) Long.remainderUnsigned(Hashes.mix(random), records - 1L);
      if (second >= first) {
        second++;
      }
      comparer.pattern(table.rowOfRecord(first), table.rowOfRecord(second), pattern);
      counts.add(pattern, 1);
    }
    return counts;
  }

  /**
   * Scores the candidates of a range of rows.
   *
   * @param least weight from which a pair is kept
   */
  public static ScoredPairs score(
      EncodedTable table, BlockIndex index, MatchModel model, RowRange range, int least) {
    PairScorer scorer = new PairScorer(table, model);
    BlockIndex.Scratch scratch = index.scratch();
    LongList pairs = new LongList();
    IntList weights = new IntList();
    IntList kinds = new IntList();
    long[] candidates = new long[index.kinds()];
    for (int row = range.from(); row < range.to(); row++) {
      int first = row;
      index.candidates(
          row,
          scratch,
          (second, kind) -> {
            candidates[kind]++;
            int weight = scorer.weight(first, second);
            if (weight >= least) {
              pairs.add(((long) first << 32) | second);
              weights.add(weight);
              kinds.add(kind);
            }
          });
    }
    return new ScoredPairs(pairs.toArray(), weights.toArray(), kinds.toArray(), candidates);
  }
}
