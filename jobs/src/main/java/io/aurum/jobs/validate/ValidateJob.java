package io.aurum.jobs.validate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import io.aurum.jobs.validate.JudgedRows.Outcome;
import java.sql.Date;
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
import org.apache.spark.storage.StorageLevel;

/**
 * Selects the source records that count for the run, standardises and checks every value, and
 * replaces {@code valid_record} with what passes. What does not pass is quarantined with its
 * reason.
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
 * column_profile} and {@code rule_result} are made. No summary depends on order or partitioning.
 *
 * <p><b>Accounting.</b> Rows in are the rows of {@code source_record} at the version read, accepted
 * rows those committed, quarantined rows those of this run in the committed table; dropped rows are
 * counted by reason, in queries of their own.
 */
public final class ValidateJob implements Job {
  private static final String NAME = "validate";
  private static final String[] REJECTION = {"source", "job", "file_hash", "line", "rule"};

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
    return "Makes customer records correct and comparable before they are matched.";
  }

  @Override
  public List<TableSpec> reads() {
    return List.of(Tables.SOURCE_RECORD, Tables.QUARANTINE_RECORD);
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(
        Tables.VALID_RECORD, Tables.QUARANTINE_RECORD, Tables.COLUMN_PROFILE, Tables.RULE_RESULT);
  }

  @Override
  public JobResult run(JobContext context) {
    var rules = new RuleBook(context.settings().attributes());
    var selection =
        new Selection(
            context.lake().read(Tables.SOURCE_RECORD), context.settings().sources(), context.run());
    context
        .progress()
        .phase("checking %,d records".formatted(context.lake().count(Tables.SOURCE_RECORD)));
    var rows = new JudgedRows(names(context), rules.maskWords());
    var judged =
        judge(context, selection.rows(), rules, rows).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return settle(context, selection, rules, rows, judged);
    } finally {
      judged.unpersist();
    }
  }

  private static JobResult settle(
      JobContext context,
      Selection selection,
      RuleBook rules,
      JudgedRows rows,
      Dataset<Row> judged) {
    var lake = context.lake();
    Map<String, SourceSummary> summaries = summaries(judged);
    Optional<String> closed =
        new Gate(rules, context.settings().validate().maxQuarantineRate())
            .closedBecause(summaries, malformed(lake, selection));

    List<Commit> commits = new ArrayList<>();
    context.progress().phase("writing quarantine");
    commitQuarantine(context, rules, judged).ifPresent(commits::add);
    long accepted = 0;
    if (closed.isEmpty()) {
      context.progress().phase("writing valid records");
      Commit valid = lake.replace(Tables.VALID_RECORD, validRecords(context, rows, judged));
      accepted = valid.rowsAdded();
      commits.add(valid);
      commits.addAll(publish(context, rules, summaries));
    }
    Map<String, Long> dropped = selection.leftOut();
    dropped.putAll(leftOutByJudgement(judged, closed));
    return new JobResult(
        lake.count(Tables.SOURCE_RECORD),
        accepted,
        countQuarantined(lake, context.run()),
        dropped.values().stream().mapToLong(Long::longValue).sum(),
        reason(dropped),
        commits,
        closed);
  }

  private static Dataset<Row> judge(
      JobContext context, Dataset<Row> records, RuleBook rules, JudgedRows rows) {
    var judge =
        new RecordJudge(
            context.settings().sources(),
            context.settings().attributes(),
            rules,
            rows,
            context.run().asOf());
    Column[] input =
        Stream.concat(RecordJudge.INPUT.stream(), names(context).stream())
            .map(name -> col("`" + name + "`"))
            .toArray(Column[]::new);
    return records
        .withColumn(JudgedRows.KNOWN_AT_MICROS, unix_micros(col("known_at")))
        .repartition(col("source"), col("source_record_id"))
        .sortWithinPartitions(
            col("source"),
            col("source_record_id"),
            expr("try_cast(change_order as decimal(38, 10))").desc_nulls_last(),
            col("change_order").desc_nulls_last(),
            col(JudgedRows.KNOWN_AT_MICROS).desc(),
            col("deleted").desc(),
            col("row_hash").desc())
        .select(input)
        .mapPartitions((MapPartitionsFunction<Row, Row>) judge::judge, Encoders.row(rows.schema()));
  }

  private static Map<String, SourceSummary> summaries(Dataset<Row> judged) {
    Map<String, SourceSummary> bySource = new TreeMap<>();
    for (Row row : of(judged, Outcome.SUMMARY).select(JudgedRows.SUMMARY).collectAsList()) {
      RecordJudge.summaries(row.getAs(0))
          .forEach(
              (source, summary) ->
                  bySource.merge(
                      source,
                      summary,
                      (mine, theirs) -> {
                        mine.merge(theirs);
                        return mine;
                      }));
    }
    return bySource;
  }

  /** Open rows that never became source records, by source. */
  private static Map<String, Long> malformed(Lake lake, Selection selection) {
    Map<String, Long> bySource = new HashMap<>();
    lake.read(Tables.QUARANTINE_RECORD)
        .where(col("job").notEqual(NAME).and(col("status").equalTo("open")))
        .where(selection.currentFile())
        .groupBy("source")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> bySource.put(row.getString(0), row.getLong(1)));
    return bySource;
  }

  private static Dataset<Row> validRecords(
      JobContext context, JudgedRows rows, Dataset<Row> judged) {
    return of(judged, Outcome.ACCEPTED)
        .withColumn("known_at", timestamp_micros(col(JudgedRows.KNOWN_AT_MICROS)))
        .withColumn("rule_mask", rows.ruleMask())
        .withColumn("run_id", lit(context.run().runId()))
        .select(contractColumns(context.lake(), Tables.VALID_RECORD));
  }

  private static List<Commit> publish(
      JobContext context, RuleBook rules, Map<String, SourceSummary> summaries) {
    var results = new Results(context.settings(), rules, summaries, context.run().runId());
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

  private static Optional<Commit> commitQuarantine(
      JobContext context, RuleBook rules, Dataset<Row> judged) {
    var lake = context.lake();
    var stored = ownQuarantine(lake);
    var rejected = rejected(context, rules, judged, stored);
    var changed =
        lake.exists(Tables.QUARANTINE_RECORD)
            ? rejected.unionByName(resolved(stored, judged, context.run()))
            : rejected;
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(lake.merge(Tables.QUARANTINE_RECORD, changed));
  }

  /** Rejected records, with what the quarantine knows of them already. */
  private static Dataset<Row> rejected(
      JobContext context, RuleBook rules, Dataset<Row> judged, Dataset<Row> stored) {
    Run run = context.run();
    var before =
        stored.select(
            Stream.concat(
                    Stream.of(REJECTION).map(name -> col(name)),
                    Stream.of(
                        col("first_seen").as("seen_before"),
                        col("attempts")
                            .plus(when(col("run_id").equalTo(run.runId()), 0).otherwise(1))
                            .as("attempts_now")))
                .toArray(Column[]::new));
    return of(judged, Outcome.QUARANTINED)
        .select(
            "source",
            "rule",
            "file",
            "line",
            "file_hash",
            "source_record_id",
            "payload",
            JudgedRows.KNOWN_AT_MICROS)
        .withColumn("job", lit(NAME))
        .join(before, REJECTION, "left_outer")
        .join(reasons(context, rules), "rule")
        .withColumn("known_at", timestamp_micros(col(JudgedRows.KNOWN_AT_MICROS)))
        .withColumn("first_seen", coalesce(col("seen_before"), lit(Date.valueOf(run.asOf()))))
        .withColumn("attempts", coalesce(col("attempts_now"), lit(1)))
        .withColumn("status", lit("open"))
        .withColumn("run_id", lit(run.runId()))
        .select(contractColumns(context.lake(), Tables.QUARANTINE_RECORD));
  }

  private static Dataset<Row> reasons(JobContext context, RuleBook rules) {
    return context
        .spark()
        .createDataset(
            rules.all().stream().map(rule -> rule.name() + "\n" + rule.reason()).toList(),
            Encoders.STRING())
        .selectExpr(
            "substring_index(value, '\\n', 1) as rule",
            "substring(value, instr(value, '\\n') + 1) as reason");
  }

  /** Open rejections of records of which a version is accepted now. */
  private static Dataset<Row> resolved(Dataset<Row> stored, Dataset<Row> judged, Run run) {
    return stored
        .where(col("status").equalTo("open"))
        .join(
            of(judged, Outcome.ACCEPTED).select("source", "source_record_id"),
            new String[] {"source", "source_record_id"},
            "left_semi")
        .withColumn("status", lit("resolved"))
        .withColumn("run_id", lit(run.runId()));
  }

  private static long countQuarantined(Lake lake, Run run) {
    return ownQuarantine(lake)
        .where(col("run_id").equalTo(run.runId()).and(col("status").equalTo("open")))
        .count();
  }

  private static Map<String, Long> leftOutByJudgement(
      Dataset<Row> judged, Optional<String> closed) {
    Map<String, Long> byOutcome = new HashMap<>();
    judged
        .groupBy(JudgedRows.OUTCOME)
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> byOutcome.put(row.getString(0), row.getLong(1)));
    Map<String, Long> dropped = new LinkedHashMap<>();
    dropped.put(
        "superseded by a later version", byOutcome.getOrDefault(Outcome.SUPERSEDED.name(), 0L));
    dropped.put("deleted by the source", byOutcome.getOrDefault(Outcome.DELETED.name(), 0L));
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

  private static Dataset<Row> ownQuarantine(Lake lake) {
    return lake.read(Tables.QUARANTINE_RECORD).where(col("job").equalTo(NAME));
  }

  private static Dataset<Row> of(Dataset<Row> judged, Outcome outcome) {
    return judged.where(col(JudgedRows.OUTCOME).equalTo(outcome.name()));
  }

  private static Column[] contractColumns(Lake lake, TableSpec table) {
    return lake.contract(table).columns().stream()
        .map(column -> col("`" + column.name() + "`"))
        .toArray(Column[]::new);
  }

  private static List<String> names(JobContext context) {
    return context.settings().attributes().stream().map(AttributeSettings::name).toList();
  }
}
