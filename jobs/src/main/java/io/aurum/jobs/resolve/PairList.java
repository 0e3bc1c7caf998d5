package io.aurum.jobs.resolve;

import io.aurum.common.match.BlockIndex;
import io.aurum.common.match.CleanSources;
import io.aurum.common.match.EncodedTable;
import io.aurum.common.match.MatchInput;
import io.aurum.common.match.MatchModel;
import io.aurum.common.match.PairEvidence;
import io.aurum.common.match.PairScorer;
import io.aurum.common.match.ScoredPairs;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of {@code match_pair} in compact form: scored pairs of distinct rows, each by the first
 * record of its row; every further record of a row with the first; rows with one hard identifier.
 * Evidence is spelled out in parallel when the rows are written.
 */
final class PairList {
  private static final String HARD_IDENTIFIER = "hard identifier";
  private static final String EQUAL_CONTENT = "equal content";
  private static final int PAIRS_PER_SLICE = 50_000;

  private final List<Pair> pairs = new ArrayList<>();

  private PairList() {}

  /** What is decided about a pair. */
  private enum Decision {
    LINK("link"),
    REVIEW("review"),
    FORCED("forced"),
    FORBIDDEN("forbidden");

    private final String label;

    Decision(String label) {
      this.label = label;
    }
  }

  /** Two records by number. */
  private record Pair(int first, int second, Decision decision, String key)
      implements Serializable {}

  /** A pair with what tasks need to spell it out. */
  private record NamedPair(
      String sourceA,
      String idA,
      int rowA,
      String sourceB,
      String idB,
      int rowB,
      Decision decision,
      String key)
      implements Serializable {}

  /**
   * Collects the pairs.
   *
   * @param clean which rows are two customers for certain
   * @param threshold weight from which a scored pair is a link, where clustering agreed
   */
  static PairList of(
      MatchInput input,
      CustomerClusters customers,
      ScoredPairs scored,
      CleanSources clean,
      int threshold,
      BlockIndex index) {
    PairList list = new PairList();
    int[] firstRecord = firstRecords(input);
    list.addScored(customers, scored, clean, threshold, index, firstRecord);
    list.addForced(customers, scored, firstRecord);
    list.addEqual(input, customers, firstRecord);
    return list;
  }

  private static int[] firstRecords(MatchInput input) {
    int[] first = new int[input.table().rows()];
    for (int record = input.size() - 1; record >= 0; record--) {
      first[input.row(record)] = record;
    }
    return first;
  }

  private void addScored(
      CustomerClusters customers,
      ScoredPairs scored,
      CleanSources clean,
      int threshold,
      BlockIndex index,
      int[] firstRecord) {
    for (int p = 0; p < scored.size(); p++) {
      int first = scored.first(p);
      int second = scored.second(p);
      boolean linked =
          scored.weights()[p] >= threshold
              && customers.together(firstRecord[first], firstRecord[second]);
      Decision open = clean.apart(first, second) ? Decision.FORBIDDEN : Decision.REVIEW;
      Decision decision = linked ? Decision.LINK : open;
      pairs.add(
          new Pair(
              firstRecord[first],
              firstRecord[second],
              customers.forced(first, second) ? Decision.FORCED : decision,
              index.kind(scored.keyKinds()[p])));
    }
  }

  /** Every row with the first one that has its hard identifier, unless they were scored. */
  private void addForced(CustomerClusters customers, ScoredPairs scored, int[] firstRecord) {
    Set<Long> known = new HashSet<>();
    for (int p = 0; p < scored.size(); p++) {
      if (customers.forced(scored.first(p), scored.second(p))) {
        known.add(scored.pairs()[p]);
      }
    }
    for (int row = 0; row < firstRecord.length; row++) {
      int first = customers.forcedWith(row);
      if (first != row && !known.contains(((long) first << 32) | row)) {
        pairs.add(new Pair(firstRecord[first], firstRecord[row], Decision.FORCED, HARD_IDENTIFIER));
      }
    }
  }

  private void addEqual(MatchInput input, CustomerClusters customers, int[] firstRecord) {
    for (int record = 0; record < input.size(); record++) {
      int row = input.row(record);
      if (firstRecord[row] != record && customers.convincing(row)) {
        pairs.add(
            new Pair(
                firstRecord[row],
                record,
                ofEqual(input.identified(row), customers.together(firstRecord[row], record)),
                EQUAL_CONTENT));
      }
    }
  }

  private static Decision ofEqual(boolean identified, boolean together) {
    if (identified) {
      return Decision.FORCED;
    }
    return together ? Decision.LINK : Decision.FORBIDDEN;
  }

  /** The rows of the table. */
  Dataset<Row> expand(
      SparkSession session, MatchInput input, MatchModel model, StructType schema, String runId) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    Broadcast<EncodedTable> table = spark.broadcast(input.table());
    Broadcast<MatchModel> shared = spark.broadcast(model);
    List<NamedPair> named =
        pairs.stream()
            .map(
                pair ->
                    new NamedPair(
                        input.source(pair.first()),
                        input.id(pair.first()),
                        input.row(pair.first()),
                        input.source(pair.second()),
                        input.id(pair.second()),
                        input.row(pair.second()),
                        pair.decision(),
                        pair.key()))
            .toList();
    int slices = Math.max(1, Math.min(10_000, named.size() / PAIRS_PER_SLICE));
    JavaRDD<Row> rows =
        spark
            .parallelize(named, slices)
            .mapPartitions(
                slice -> {
                  PairScorer scorer = new PairScorer(table.value(), shared.value());
                  Iterable<NamedPair> all = () -> slice;
                  List<Row> expanded = new ArrayList<>();
                  all.forEach(pair -> expanded.add(row(pair, scorer, runId)));
                  return expanded.iterator();
                });
    return session.createDataFrame(rows, schema);
  }

  private static Row row(NamedPair pair, PairScorer scorer, String runId) {
    PairEvidence evidence = scorer.evidence(pair.rowA(), pair.rowB());
    int weight = evidence.weight();
    return RowFactory.create(
        pair.sourceA(),
        pair.idA(),
        pair.sourceB(),
        pair.idB(),
        MatchModel.probability(weight),
        MatchModel.bits(weight),
        MatchModel.bits(evidence.priorWeight()),
        evidence.pattern(),
        evidence.bits(),
        evidence.rival().label(),
        pair.decision().label,
        pair.key(),
        runId);
  }
}
