package io.aurum.jobs.validate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.lake.Commit;
import io.aurum.common.run.Run;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Entity;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import io.aurum.jobs.validate.JudgedRows.Outcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Selects the source records that count for the run, standardises and checks every value, and
 * replaces {@code valid_record} and the tables of the other entities with what passes. What does
 * not pass is quarantined with its reason.
 *
 * <p><b>Selection.</b> Of each record the latest version known by the run's date counts: by the
 * source's order, where it has one (numbers as numbers), then by {@code known_at}, so that a change
 * which is delivered late does not undo a later one; of versions that stand equal a deletion, then
 * one that passes the checks, then by content. Of a snapshot source only the latest delivery
 * counts, and a record whose latest version is deleted does not.
 *
 * <p><b>Checks.</b> The kind of each attribute standardises its values, each distinct value once.
 * Its issues are rules, {@code email.not-an-email}; {@code attribute.required} asks for a valid
 * value and {@code record.empty} for any value at all. What a failure does is its severity: {@code
 * info} counts; {@code warn} nulls the value and keeps its match form, which may still be evidence;
 * {@code error} quarantines the record; {@code block} also closes the gate. Every failed rule sets
 * its bit in the record's rule mask; the numbers follow the order of the configuration.
 *
 * <p><b>Rules of the user.</b> They are asked of the standardised values, in the same pass and with
 * bits in the same mask. {@code drop} says that a record is out of scope: it is left out and asked
 * nothing else. Unique keys and references hold the records that passed everything else against
 * each other, in one shuffle for all of them; freshness, counts and sums speak of a source as a
 * whole.
 *
 * <p><b>Quarantine.</b> A record stands there under its gravest rule, as a JSON object of its
 * delivered values. {@code first_seen} stays, {@code attempts} counts the runs that rejected it,
 * and it is resolved once a record of the same identity is accepted.
 *
 * <p><b>Gate.</b> It closes where a blocking rule failed, or where a source has a larger share of
 * quarantined records than the configuration allows, malformed ones included. The quarantine is
 * committed all the same, so that people see why; {@code valid_record} and the results stay as they
 * were.
 *
 * <p><b>One pass.</b> Records are shuffled once, by identity, and judged in plain Java; the judged
 * rows carry both the records and, one for each partition, the summaries from which {@code
 * column_profile} and {@code rule_result} are made. The newest delivery of a source is summed up
 * apart from the earlier ones, to tell how far it has drifted; of a snapshot source the delivery
 * before the current one is checked for that alone. Values of attributes with too many to count
 * them all are counted again where they may be frequent. No summary depends on order or
 * partitioning.
 *
 * <p><b>Accounting.</b> Rows in are the rows of {@code source_record} at the version read, accepted
 * rows those committed, quarantined rows those of this run in the committed table; dropped rows are
 * counted by reason, in queries of their own.
 */
public final class ValidateJob implements Job {
  static final String NAME = "validate";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Standardises and checks source records; what fails goes to quarantine.";
  }

  @Override
  public String purpose() {
    return "Makes customer records correct and comparable before they are matched, and facts about customers before they are used.";
  }

  @Override
  public List<TableSpec> reads() {
    return List.of(Tables.SOURCE_RECORD, Tables.QUARANTINE_RECORD);
  }

  @Override
  public List<TableSpec> writes() {
    return Stream.concat(
            Stream.of(
                Tables.VALID_RECORD,
                Tables.QUARANTINE_RECORD,
                Tables.COLUMN_PROFILE,
                Tables.RULE_RESULT),
            Entities.all().stream().map(Entity::table))
        .toList();
  }

  @Override
  public JobResult run(JobContext context) {
    LocalDate asOf = context.run().asOf();
    var checklists = Checklist.on(asOf, context.settings());
    var selection =
        new Selection(
            context.lake().read(Tables.SOURCE_RECORD),
            context.settings().sourcesOn(asOf),
            context.run());
    context
        .progress()
        .phase("checking %,d records".formatted(context.lake().count(Tables.SOURCE_RECORD)));
    var conditions = new ConditionBook(context.spark(), checklists, asOf);
    var judge = new RecordJudge(checklists, conditions.prepared(), selection.newestFiles(), asOf);
    var judged = judge(selection.rows(), judge, checklists).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      var former = former(selection, judge, checklists);
      return settle(context, selection, checklists, judged, Findings.of(judged, former));
    } finally {
      judged.unpersist();
    }
  }

  @Override
  public void check(SparkSession spark, Settings settings, Run run) {
    new ConditionBook(spark, Checklist.on(run.asOf(), settings), run.asOf()).requireFaultless();
  }

  /** Holds the records that passed against each other, where rules ask for it. */
  private static JobResult settle(
      JobContext context,
      Selection selection,
      Map<String, Checklist> checklists,
      Dataset<Row> judged,
      Map<String, SourceSummary> summaries) {
    var keyRules = new KeyRules(checklists, judged);
    if (keyRules.isIdle()) {
      return commit(context, selection, checklists, summaries, judged);
    }
    context.progress().phase("comparing keys");
    var failing = keyRules.failing().persist(StorageLevel.MEMORY_AND_DISK());
    var settled = keyRules.settled(failing).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      KeyRules.counted(failing)
          .forEach(
              failures ->
                  summaries
                      .get(failures.source())
                      .addFailed(
                          checklists.get(failures.source()).rules().named(failures.rule()).number(),
                          failures.records()));
      rejected(settled).forEach((source, records) -> summaries.get(source).rejected(records));
      return commit(context, selection, checklists, summaries, settled);
    } finally {
      settled.unpersist();
      failing.unpersist();
    }
  }

  private static Map<String, Long> rejected(Dataset<Row> settled) {
    Map<String, Long> bySource = new TreeMap<>();
    JudgedRows.of(settled, Outcome.QUARANTINED)
        .groupBy("source")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> bySource.put(row.getString(0), row.getLong(1)));
    return bySource;
  }

  private static JobResult commit(
      JobContext context,
      Selection selection,
      Map<String, Checklist> checklists,
      Map<String, SourceSummary> summaries,
      Dataset<Row> judged) {
    var quarantine = new Quarantine(context);
    Map<String, List<SourceRules.Finding>> findings =
        new SourceRules(checklists, summaries, judged, selection.known(), context.run().asOf())
            .findings();
    Optional<String> closed =
        new Gate(checklists, context.settings().validate().maxQuarantineRate())
            .closedBecause(summaries, findings, quarantine.malformed(selection.currentFile()));

    List<Commit> commits = new ArrayList<>();
    context.progress().phase("writing quarantine");
    quarantine.commit(checklists, judged).ifPresent(commits::add);
    long accepted = 0;
    if (closed.isEmpty()) {
      List<Commit> valid = writeAccepted(context, checklists, judged);
      accepted = valid.stream().mapToLong(Commit::rowsAdded).sum();
      commits.addAll(valid);
      FrequentValues.recount(judged, checklists, summaries);
      commits.addAll(publish(context, checklists, summaries, findings));
    }
    Map<String, Long> dropped = selection.leftOut();
    dropped.putAll(leftOutByJudgement(judged, closed));
    return new JobResult(
        context.lake().count(Tables.SOURCE_RECORD),
        accepted,
        quarantine.rows(),
        dropped.values().stream().mapToLong(Long::longValue).sum(),
        reason(dropped),
        commits,
        closed);
  }

  private static Dataset<Row> judge(
      Dataset<Row> records, RecordJudge judge, Map<String, Checklist> checklists) {
    return input(records, checklists)
        .repartition(col("source"), col("source_record_id"))
        .sortWithinPartitions(
            col("source"),
            col("source_record_id"),
            col(Selection.CURRENT).desc(),
            expr("try_cast(change_order as decimal(38, 10))").desc_nulls_last(),
            col("change_order").desc_nulls_last(),
            col(JudgedRows.KNOWN_AT_MICROS).desc(),
            col("deleted").desc(),
            col("row_hash").desc())
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) judge::judge, Encoders.row(JudgedRows.SCHEMA));
  }

  /** What the snapshots before the current ones add up to; only their drift is of interest. */
  private static Optional<Dataset<Row>> former(
      Selection selection, RecordJudge judge, Map<String, Checklist> checklists) {
    return selection
        .formerSnapshots()
        .map(
            records ->
                input(records, checklists)
                    .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) judge::addUp,
                        Encoders.row(JudgedRows.SCHEMA)));
  }

  private static Dataset<Row> input(Dataset<Row> records, Map<String, Checklist> checklists) {
    return records
        .withColumn(JudgedRows.KNOWN_AT_MICROS, unix_micros(col("known_at")))
        .withColumn(RawValues.VALUES, RawValues.values(checklists))
        .withColumn(RawValues.NAMES, RawValues.names())
        .select(RecordJudge.INPUT.stream().map(name -> col(name)).toArray(Column[]::new));
  }

  /** Replaces the table of customers and that of every entity that is, or was, delivered. */
  private static List<Commit> writeAccepted(
      JobContext context, Map<String, Checklist> checklists, Dataset<Row> judged) {
    var lake = context.lake();
    var accepted =
        new AcceptedRows(
            checklists, JudgedRows.of(judged, Outcome.ACCEPTED), context.run().runId());
    List<Commit> commits = new ArrayList<>();
    context.progress().phase("writing valid records");
    commits.add(lake.replace(Tables.VALID_RECORD, accepted.customers(names(context))));
    for (Entity entity : Entities.all()) {
      if (accepted.has(entity)) {
        context.progress().phase("writing " + entity.table().name());
        commits.add(lake.replace(entity.table(), accepted.of(entity)));
      } else if (lake.exists(entity.table())) {
        commits.add(lake.replace(entity.table(), lake.read(entity.table()).limit(0)));
      }
    }
    return commits;
  }

  private static List<Commit> publish(
      JobContext context,
      Map<String, Checklist> checklists,
      Map<String, SourceSummary> summaries,
      Map<String, List<SourceRules.Finding>> findings) {
    var results = new Results(context.settings(), checklists, summaries, findings, context.run());
    return List.of(
        publish(context, Tables.COLUMN_PROFILE, results.columnProfiles()),
        publish(context, Tables.RULE_RESULT, results.ruleResults()));
  }

  private static Commit publish(JobContext context, TableSpec table, List<Row> rows) {
    return context
        .lake()
        .publish(
            table, context.spark().createDataFrame(rows, context.lake().contract(table).schema()));
  }

  private static Map<String, Long> leftOutByJudgement(
      Dataset<Row> judged, Optional<String> closed) {
    Map<String, Long> byOutcome = new HashMap<>();
    Map<String, Long> outOfScope = new TreeMap<>();
    judged
        .groupBy(JudgedRows.OUTCOME, "rule")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(
            row -> {
              byOutcome.merge(row.getString(0), row.getLong(2), Long::sum);
              if (row.getString(0).equals(Outcome.OUT_OF_SCOPE.name())) {
                outOfScope.put("out of scope by the rule " + row.getString(1), row.getLong(2));
              }
            });
    Map<String, Long> dropped = new LinkedHashMap<>();
    dropped.put(
        "superseded by a later version", byOutcome.getOrDefault(Outcome.SUPERSEDED.name(), 0L));
    dropped.put("deleted by the source", byOutcome.getOrDefault(Outcome.DELETED.name(), 0L));
    dropped.putAll(outOfScope);
    if (closed.isPresent()) {
      dropped.put(
          "withheld by the closed gate", byOutcome.getOrDefault(Outcome.ACCEPTED.name(), 0L));
    }
    return dropped;
  }

  private static Optional<String> reason(Map<String, Long> dropped) {
    List<String> reasons =
        dropped.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> "%,d rows %s".formatted(entry.getValue(), entry.getKey()))
            .toList();
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
  }

  private static List<String> names(JobContext context) {
    return context.settings().attributes().stream().map(AttributeSettings::name).toList();
  }
}
