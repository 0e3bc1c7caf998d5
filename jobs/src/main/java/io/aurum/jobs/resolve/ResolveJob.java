package io.aurum.jobs.resolve;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;

import io.aurum.common.config.ResolveSettings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.lake.Commit;
import io.aurum.common.match.AverageLinkage;
import io.aurum.common.match.BlockingAudit;
import io.aurum.common.match.CleanSources;
import io.aurum.common.match.LinkThreshold;
import io.aurum.common.match.MatchAttribute;
import io.aurum.common.match.MatchInput;
import io.aurum.common.match.MatchModel;
import io.aurum.common.match.PairScorer;
import io.aurum.common.match.RecordBatch;
import io.aurum.common.match.ScoredPairs;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds out which records are one customer, without labels, and gives every customer a permanent
 * id.
 *
 * <ol>
 *   <li>The accepted records come to the driver dictionary-encoded, in an order that comes from
 *       their content; records with equal match forms share a row. The table is broadcast.
 *   <li><b>Blocking.</b> Records that share a key of their kinds become candidates; keys that are
 *       too common are refined by conjunctions ({@code blocking_audit}). A small table is compared
 *       whole.
 *   <li><b>Model.</b> Candidate and random pairs are compared into agreement patterns; expectation
 *       maximisation estimates from their counts how much each level of agreement says ({@code
 *       match_model}). Missing values say nothing; attributes that depend on each other do not
 *       count twice; agreeing on a rare value says more.
 *   <li><b>Scores.</b> Every candidate pair gets a weight in bits: prior plus one weight per
 *       attribute, exactly. Pairs above the review threshold are kept ({@code match_pair}).
 *   <li><b>Clusters.</b> Records with one hard identifier are one customer. All else is clustered
 *       by average linkage from the threshold that the model derives from the wanted precision, so
 *       that one good-looking pair does not weld two customers; two well-known customers are looked
 *       at twice. Two records of a source that holds no customer twice never are one.
 *   <li><b>Identity.</b> The ledger of all ids ever given decides which customer keeps which id
 *       ({@code customer_link}, {@code identity_event}, {@code identity_stat}). The same records
 *       give the same ids again.
 * </ol>
 *
 * <p>Options: {@code resolve.max-block-size}, {@code resolve.free-comparisons}, {@code
 * resolve.precision-target}, {@code resolve.review-probability}, {@code resolve.oversize-cluster};
 * {@code attributes.<name>.match}; {@code sources.<name>.duplicate-free}.
 *
 * <p>Accounting: every valid record has exactly one current link afterwards; nothing is quarantined
 * or dropped.
 */
public final class ResolveJob implements Job {
  /**
   * Evidence of a pair of two clusters that never met or scored too low to be kept: two to one
   * against. At 1 and 2 bits pairwise F1 is 0.950 and 0.944 on historical figures, 0.973 and 0.965
   * on fake 1000, equal on RLdata and Febrl 3.
   */
  private static final int MISSING_WEIGHT = -MatchModel.UNITS_PER_BIT;

  /** Odds of a million to one: more says nothing about the other pairs of two clusters. */
  private static final int CLAMP = 20 * MatchModel.UNITS_PER_BIT;

  @Override
  public String name() {
    return "resolve";
  }

  @Override
  public String summary() {
    return "Finds out which records are one customer and gives every customer a permanent id.";
  }

  @Override
  public String purpose() {
    return "one correct record per customer instead of several contradicting ones";
  }

  @Override
  public List<TableSpec> reads() {
    return List.of(Tables.VALID_RECORD, Tables.CUSTOMER_LINK, Tables.IDENTITY_EVENT);
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(
        Tables.MATCH_MODEL,
        Tables.BLOCKING_AUDIT,
        Tables.MATCH_PAIR,
        Tables.CUSTOMER_LINK,
        Tables.IDENTITY_EVENT,
        Tables.IDENTITY_STAT);
  }

  @Override
  public JobResult run(JobContext context) {
    ResolveSettings settings = context.settings().resolve();
    MatchColumns columns = MatchColumns.of(context.settings().attributes());
    context.progress().phase("reading valid records");
    MatchInput input = read(context, columns);
    List<Commit> commits = new ArrayList<>();
    try (Matching matching =
        new Matching(
            context.spark(), input.table(), settings, context.run().seed(), context.progress())) {
      MatchModel model = matching.estimate();
      ScoredPairs pairs = matching.score(model, reviewWeight(settings));
      context.progress().phase("clustering %,d pairs".formatted(pairs.size()));
      LinkThreshold threshold = LinkThreshold.of(pairs.weights(), settings.precisionTarget());
      int[] forced = input.forcedClusters();
      CleanSources clean = CleanSources.of(input, duplicateFree(context));
      int[] clusters =
          new AverageLinkage(MISSING_WEIGHT, CLAMP, threshold.weight())
              .cluster(
                  input.table(),
                  forced,
                  pairs,
                  clean,
                  new PairScorer(input.table(), model)::weight);
      CustomerClusters customers =
          CustomerClusters.of(input, model, clusters, forced, clean, threshold.weight());

      context.progress().phase("writing identities");
      MatchResults results = new MatchResults(context, model);
      commits.add(results.model());
      commits.add(
          results.blocking(
              new BlockingAudit(input.table(), matching.index(), model).rows(pairs.candidates())));
      commits.add(
          results.pairs(
              PairList.of(input, customers, pairs, clean, threshold.weight(), matching.index()),
              input));
      commits.addAll(IdentityUpdate.of(context, input, customers).commit());
      commits.add(results.statistics(input, customers, pairs, threshold));
    }
    return JobResult.of(context.lake().count(Tables.VALID_RECORD), currentLinks(context), commits);
  }

  private static Set<String> duplicateFree(JobContext context) {
    return context.settings().sources().stream()
        .filter(SourceSettings::duplicateFree)
        .map(SourceSettings::name)
        .collect(Collectors.toSet());
  }

  private static MatchInput read(JobContext context, MatchColumns columns) {
    List<MatchAttribute> attributes = columns.matchAttributes();
    Column[] selected =
        Stream.concat(
                Stream.of(
                    col("source"),
                    col("source_record_id"),
                    col("content_hash"),
                    unix_micros(col("first_known_at")).as("first_known_at_us"),
                    col("first_content_hash")),
                columns.columns().stream().map(c -> col(c)))
            .toArray(Column[]::new);
    Dataset<Row> records = context.lake().read(Tables.VALID_RECORD).select(selected);
    int width = attributes.size();
    List<RecordBatch> batches =
        records
            .toJavaRDD()
            .mapPartitions(
                rows -> {
                  RecordBatch.Builder batch = new RecordBatch.Builder(width);
                  while (rows.hasNext()) {
                    Row row = rows.next();
                    batch.add(
                        row.getString(0),
                        row.getString(1),
                        row.getString(2),
                        new RecordBatch.First(row.getLong(3), row.getString(4)),
                        columns.matchForms(row));
                  }
                  return Collections.singleton(batch.build()).iterator();
                })
            .collect();
    return MatchInput.of(attributes, batches);
  }

  /** Weight that belongs to the review probability. */
  private static int reviewWeight(ResolveSettings settings) {
    double odds = settings.reviewProbability() / (1 - settings.reviewProbability());
    return MatchModel.units(odds);
  }

  private static long currentLinks(JobContext context) {
    return context.lake().read(Tables.CUSTOMER_LINK).filter(col("effective_to").isNull()).count();
  }
}
