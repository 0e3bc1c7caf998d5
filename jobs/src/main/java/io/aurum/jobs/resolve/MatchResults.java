package io.aurum.jobs.resolve;

import io.aurum.common.lake.Commit;
import io.aurum.common.match.BlockingAudit;
import io.aurum.common.match.Level;
import io.aurum.common.match.LinkThreshold;
import io.aurum.common.match.MatchAttribute;
import io.aurum.common.match.MatchInput;
import io.aurum.common.match.MatchModel;
import io.aurum.common.match.PatternCounts;
import io.aurum.common.match.ScoredPairs;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Publishes what matching found: model, blocking audit, pairs and the run in one row. */
final class MatchResults {
  private static final String ANY_LEVEL = "(any)";

  private final JobContext context;
  private final MatchModel model;
  private final String runId;

  MatchResults(JobContext context, MatchModel model) {
    this.context = context;
    this.model = model;
    this.runId = context.run().runId();
  }

  Commit model() {
    List<Row> rows = new ArrayList<>();
    for (int a = 0; a < model.attributes().size(); a++) {
      addLevels(rows, a, PatternCounts.MISSING);
      int parent = model.parent(a);
      if (parent != MatchModel.NO_PARENT) {
        int levels = model.attributes().get(parent).comparator().levels().size();
        for (int given = 0; given < levels; given++) {
          addLevels(rows, a, given);
        }
      }
    }
    return publish(Tables.MATCH_MODEL, rows);
  }

  private void addLevels(List<Row> rows, int attribute, int given) {
    MatchAttribute compared = model.attributes().get(attribute);
    int parent = model.parent(attribute);
    MatchAttribute parentAttribute =
        parent == MatchModel.NO_PARENT ? null : model.attributes().get(parent);
    List<Level> levels = compared.comparator().levels();
    for (int level = 0; level < levels.size(); level++) {
      rows.add(
          RowFactory.create(
              compared.name(),
              attribute + 1,
              parentAttribute == null ? null : parentAttribute.name(),
              given == PatternCounts.MISSING
                  ? ANY_LEVEL
                  : parentAttribute.comparator().levels().get(given).name(),
              levels.get(level).name(),
              level,
              levels.get(level).description(),
              model.m(attribute, given, level),
              model.u(attribute, given, level),
              MatchModel.bits(model.weight(attribute, given, level)),
              boxed(model.household(attribute, given, level)),
              householdBits(attribute, given, level),
              "m: expectation maximisation on candidate pairs; u: on random pairs",
              model.randomPairs(),
              runId));
    }
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
  }

  private Double householdBits(int attribute, int given, int level) {
    OptionalInt weight = model.householdWeight(attribute, given, level);
    return weight.isPresent() ? Double.valueOf(MatchModel.bits(weight.getAsInt())) : null;
  }

  Commit blocking(List<BlockingAudit.Row> audit) {
    return publish(
        Tables.BLOCKING_AUDIT,
        audit.stream()
            .map(
                row ->
                    RowFactory.create(
                        row.key().kind(),
                        row.key().keys(),
                        row.key().records(),
                        row.candidatePairs(),
                        row.key().largestBlock(),
                        row.key().purgedBlocks(),
                        row.key().purgedPairs(),
                        row.recallLost(),
                        runId))
            .toList());
  }

  Commit statistics(
      MatchInput input, CustomerClusters customers, ScoredPairs pairs, LinkThreshold threshold) {
    int[] sizes = customers.sizes().clone();
    Arrays.sort(sizes);
    int oversize = context.settings().resolve().oversizeCluster();
    return publish(
        Tables.IDENTITY_STAT,
        List.of(
            RowFactory.create(
                runId,
                (long) input.size(),
                (long) sizes.length,
                input.size() == 0 ? 0.0 : 1 - (double) sizes.length / input.size(),
                Arrays.stream(sizes).filter(size -> size == 1).count(),
                quantile(sizes, 0.5),
                quantile(sizes, 0.99),
                quantile(sizes, 1),
                threshold.pairs(),
                pairs.size() - threshold.pairs(),
                MatchModel.bits(threshold.weight()),
                threshold.expectedPrecision(),
                Arrays.stream(sizes).filter(size -> size > oversize).count())));
  }

  /** Smallest size that at least the given share of customers does not exceed; 0 where none. */
  private static long quantile(int[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  Commit pairs(PairList pairs, MatchInput input) {
    return context
        .lake()
        .publish(Tables.MATCH_PAIR, pairs.expand(context.spark(), input, model, schema(), runId));
  }

  private StructType schema() {
    return context.lake().contract(Tables.MATCH_PAIR).schema();
  }

  private Commit publish(TableSpec table, List<Row> rows) {
    return context
        .lake()
        .publish(
            table, context.spark().createDataFrame(rows, context.lake().contract(table).schema()));
  }
}
