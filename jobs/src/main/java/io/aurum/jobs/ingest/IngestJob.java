package io.aurum.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.DeliverySettings.MissingKey;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Run;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;

/**
 * Takes delivered files in: every record of every file becomes a row of {@code source_record} with
 * its attributes as delivered, or a row of {@code quarantine_record} with the reason why not. No
 * bad row stops the run, and none vanishes.
 *
 * <p><b>Reading.</b> Deliveries are streamed in plain Java and bounded memory: CSV in any encoding
 * and dialect, blank-separated values, baskets, JSON lines, each with or without gzip, Parquet,
 * Delta tables, databases. Every row knows the line on which it starts. A file is read by one task;
 * a large text whose records are lines, and that is not compressed, by several, after a first pass
 * has counted its lines: the rows are the same either way. Rows that are no records (ragged,
 * unclosed quotes, undecodable bytes, NUL characters, endless lines, broken JSON) are quarantined
 * under a {@code file.*} rule, and reading goes on behind them. Of a damaged file (gzip or Parquet
 * that breaks off or fails its checksum) nothing is taken in: one row of quarantine tells where it
 * breaks, the others count as dropped. A file that lacks a mapped column stops the run before
 * anything is read, unless the policy says otherwise: the configuration or the export is wrong, not
 * a row. What the policies let pass stands in {@code job_run.notes}.
 *
 * <p><b>Mapping.</b> A source's expressions turn raw columns into attributes; blanks around values
 * and texts for "no value" go. A record without its key (unless such are to be dropped) or without
 * a readable {@code known_at} is quarantined under a {@code record.*} rule. Records that become
 * known after the run's date are kept: later runs will use them.
 *
 * <p><b>Identity.</b> A record is its key, the parts joined by {@code |}. Without a key it is the
 * hash of its mapped values and its occurrence number within the file, {@code hash#1}, so exact
 * duplicates stay records of their own and row order means nothing. A version of a record is its
 * identity, {@code known_at} and content; a version that the table holds, or that the delivery
 * holds twice, is dropped.
 *
 * <p><b>Events.</b> A customer without a key is the same one in whichever file he comes again. What
 * else comes without a key in an appending source has happened, and may happen again: there the
 * hash is over the name of the file too (and over {@code known_at} where a column says it), so the
 * same line in another file is another sale.
 *
 * <p><b>Redelivery.</b> A file whose content its source delivered before, under whatever name, is
 * not read again; its rows, as the tables hold them, count as dropped. A file that comes again
 * under its old name with one more row adds that row: the others are versions that the table holds.
 * Under a new name its events would count twice, because nothing tells them from new ones: sources
 * that resend should have a key, or keep their files' names. A row that is missing from the file
 * that comes again stays: only a snapshot takes rows back. A second run on the same files therefore
 * commits nothing. The quarantine is committed first and {@code source_record} last, in one commit
 * for all files: a run killed in between has ingested nothing, and the next one repeats it.
 *
 * <p><b>Licences.</b> Once the licence of a supplier has ended, by the run's date, its files are
 * not read, and its records and rejected rows are deleted: they count as rows in and as dropped,
 * the one counted on the rows, the other on what is left. A run of an earlier date reads the files
 * again.
 *
 * <p><b>Corrections.</b> A rejected row is resolved once a record with its key is accepted or,
 * where it has none, once the same line of a new version of the same file is.
 *
 * <p><b>Accounting.</b> Rows in are counted on what was parsed, accepted rows on what was
 * committed, quarantined rows in the committed table, dropped rows by queries of their own.
 */
public final class IngestJob implements Job {
  static final String NAME = "ingest";

  private static final String[] VERSION = {
    ParsedRows.SOURCE, ParsedRows.ID, ParsedRows.KNOWN_AT, ParsedRows.ROW_HASH
  };
  private static final String[] REJECTION = {
    ParsedRows.SOURCE, ParsedRows.FILE_HASH, ParsedRows.LINE, ParsedRows.RULE
  };

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Reads delivered files into source records; malformed rows go to quarantine.";
  }

  @Override
  public String purpose() {
    return "Takes over customer records as the sources deliver them, to build golden records.";
  }

  @Override
  public List<TableSpec> reads() {
    return List.of(Tables.SOURCE_RECORD, Tables.QUARANTINE_RECORD);
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(Tables.SOURCE_RECORD, Tables.QUARANTINE_RECORD);
  }

  @Override
  public JobResult run(JobContext context) {
    var ended = EndedLicences.deleted(context.lake(), context.settings(), context.run());
    var ledger = new DeliveryLedger(context.lake(), sources(context), context.inputs());
    reportSources(context, ledger.fresh());
    List<String> notes = absences(context);
    notes.addAll(ended.notes());
    if (ledger.fresh().isEmpty()) {
      long redelivered = ledger.redeliveredRows(Map.of());
      var dropped = new Dropped(redelivered, 0, 0, 0, 0, ended.rowsDeleted());
      return new Outcome(redelivered + ended.rowsFound(), 0, 0, dropped, ended.commits())
          .result(notes);
    }
    notes.addAll(checkColumns(context, ledger.fresh()));
    var parsed = parse(context, ledger.fresh()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return ingest(context, ledger, parsed, ended).result(notes);
    } finally {
      parsed.unpersist();
    }
  }

  private static List<SourceSettings> sources(JobContext context) {
    return context.settings().sourcesOn(context.run().asOf());
  }

  private static Outcome ingest(
      JobContext context, DeliveryLedger ledger, Dataset<Row> parsed, EndedLicences ended) {
    var lake = context.lake();
    Map<List<String>, Long> parsedByFile = countByFile(parsed);
    long rowsIn = parsedByFile.values().stream().mapToLong(Long::longValue).sum();
    long redelivered = ledger.redeliveredRows(parsedByFile);

    Column wasted = inDamagedFile(parsed).and(not(isDamage()));
    Column keyless = isDroppedKeyless(context.settings().sources());
    var taken = parsed.where(not(wasted).and(not(keyless)));
    var records = taken.where(col(ParsedRows.RULE).isNull());
    var malformed = taken.where(col(ParsedRows.RULE).isNotNull());
    var known = lake.read(Tables.SOURCE_RECORD);
    var unknown = lake.exists(Tables.SOURCE_RECORD) ? without(records, known, VERSION) : records;
    long knownBefore =
        lake.exists(Tables.SOURCE_RECORD) ? within(records, known, VERSION).count() : 0;
    long repeated = mayRepeat(ledger.fresh()) ? countRepeated(unknown) : 0;
    long rejectedBefore = countRejectedBefore(lake, context.run(), malformed);
    var accepted = repeated > 0 ? firstOfEach(unknown) : unknown;

    List<Commit> commits = new ArrayList<>(ended.commits());
    commitQuarantine(context, malformed, accepted).ifPresent(commits::add);
    long quarantined = countQuarantined(lake, context.run(), ledger.fresh());
    context.progress().phase("writing source records");
    Optional<Commit> appended = appendRecords(context, accepted);
    appended.ifPresent(commits::add);
    return new Outcome(
        rowsIn + redelivered + ended.rowsFound(),
        appended.map(Commit::rowsAdded).orElse(0L),
        quarantined,
        new Dropped(
            redelivered,
            knownBefore + rejectedBefore,
            repeated,
            parsed.where(wasted).count(),
            parsed.where(not(wasted).and(keyless)).count(),
            ended.rowsDeleted()),
        commits);
  }

  /** Rows of files that break off somewhere: what was read of them cannot be trusted. */
  private static Column inDamagedFile(Dataset<Row> parsed) {
    Column[] file = {col(ParsedRows.SOURCE), col(ParsedRows.FILE_HASH)};
    Object[] damaged =
        parsed.where(isDamage()).select(concat_ws("/", file)).distinct().collectAsList().stream()
            .map(row -> row.get(0))
            .toArray();
    return damaged.length == 0 ? lit(false) : concat_ws("/", file).isin(damaged);
  }

  private static Column isDamage() {
    return coalesce(col(ParsedRows.RULE).equalTo(ParsedRows.CORRUPT), lit(false));
  }

  /** Rows without their key, of sources that want them left out. */
  private static Column isDroppedKeyless(List<SourceSettings> sources) {
    Object[] dropping =
        sources.stream()
            .filter(source -> source.delivery().missingKey() == MissingKey.DROP)
            .map(SourceSettings::name)
            .toArray();
    return dropping.length == 0
        ? lit(false)
        : coalesce(
            col(ParsedRows.RULE)
                .equalTo(ParsedRows.MISSING_KEY)
                .and(col(ParsedRows.SOURCE).isin(dropping)),
            lit(false));
  }

  private static Dataset<Row> parse(JobContext context, List<Delivery> deliveries) {
    long bytes = deliveries.stream().mapToLong(d -> d.file().bytes()).sum();
    context
        .progress()
        .phase("reading %,d files, %,d kB".formatted(deliveries.size(), (bytes + 1023) / 1024));
    List<String> attributes =
        context.settings().attributes().stream().map(AttributeSettings::name).toList();
    return SourceReader.parse(context.spark(), deliveries, attributes, Map.of());
  }

  private static void reportSources(JobContext context, List<Delivery> fresh) {
    for (SourceSettings source : sources(context)) {
      List<InputFile> files = context.inputs().getOrDefault(source.name(), List.of());
      long ahead = fresh.stream().filter(d -> d.source().name().equals(source.name())).count();
      context
          .progress()
          .phase(
              files.isEmpty()
                  ? "source %s: no files".formatted(source.name())
                  : "source %s: %,d files, %,d of them new"
                      .formatted(source.name(), files.size(), ahead));
    }
  }

  /** Sources without files, and files without readable content. */
  private static List<String> absences(JobContext context) {
    List<String> notes = new ArrayList<>();
    for (SourceSettings source : sources(context)) {
      List<InputFile> files = context.inputs().getOrDefault(source.name(), List.of());
      if (files.isEmpty()) {
        notes.add("source %s: no files".formatted(source.name()));
      }
      for (InputFile file : files) {
        if (!file.isReadable()) {
          String note = "source %s: cannot read %s".formatted(source.name(), file.name());
          context.progress().phase(note);
          notes.add(note);
        }
      }
    }
    return notes;
  }

  private static List<String> checkColumns(JobContext context, List<Delivery> fresh) {
    var check =
        new FileCheck(context.spark().sparkContext().hadoopConfiguration(), context.progress());
    List<String> notes = new ArrayList<>();
    for (SourceSettings source : sources(context)) {
      List<Delivery> own =
          fresh.stream().filter(d -> d.source().name().equals(source.name())).toList();
      notes.addAll(check.check(source, own, Map.of()));
    }
    return notes;
  }

  private static Map<List<String>, Long> countByFile(Dataset<Row> parsed) {
    Map<List<String>, Long> counts = new HashMap<>();
    parsed
        .groupBy(ParsedRows.SOURCE, ParsedRows.FILE_HASH)
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> counts.put(List.of(row.getString(0), row.getString(1)), row.getLong(2)));
    return counts;
  }

  /** Versions can repeat among rows with a key or in different files, not within one file. */
  private static boolean mayRepeat(List<Delivery> fresh) {
    long sources = fresh.stream().map(d -> d.source().name()).distinct().count();
    return fresh.size() > sources
        || fresh.stream().anyMatch(d -> !d.source().delivery().key().isEmpty());
  }

  /**
   * Rows beyond the first of each version; looks at hashes first, because mostly there are none.
   */
  private static long countRepeated(Dataset<Row> records) {
    boolean none =
        records
            .groupBy(xxhash64(columns(VERSION)).as("version"))
            .agg(count(lit(1)).as("n"))
            .where(col("n").gt(1))
            .isEmpty();
    return none
        ? 0
        : records
            .groupBy(columns(VERSION))
            .agg(count(lit(1)).as("n"))
            .agg(coalesce(sum(col("n").minus(1)), lit(0L)))
            .head()
            .getLong(0);
  }

  private static Dataset<Row> firstOfEach(Dataset<Row> records) {
    var byPlace =
        Window.partitionBy(columns(VERSION))
            .orderBy(col(ParsedRows.FILE_HASH), col(ParsedRows.LINE));
    return records
        .withColumn("place", row_number().over(byPlace))
        .where(col("place").equalTo(1))
        .drop("place");
  }

  private static Optional<Commit> appendRecords(JobContext context, Dataset<Row> accepted) {
    if (accepted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        context
            .lake()
            .append(
                Tables.SOURCE_RECORD,
                accepted
                    .drop(ParsedRows.RULE, ParsedRows.REASON, ParsedRows.PAYLOAD)
                    .withColumn("run_id", lit(context.run().runId()))));
  }

  private static Optional<Commit> commitQuarantine(
      JobContext context, Dataset<Row> malformed, Dataset<Row> accepted) {
    var lake = context.lake();
    var run = context.run();
    var rejected = quarantineRows(malformed, lake, run);
    if (lake.exists(Tables.QUARANTINE_RECORD)) {
      var stored = ownQuarantine(lake);
      rejected = without(rejected, stored, REJECTION).unionByName(resolved(stored, accepted, run));
    }
    return rejected.isEmpty()
        ? Optional.empty()
        : Optional.of(lake.merge(Tables.QUARANTINE_RECORD, rejected));
  }

  private static Dataset<Row> quarantineRows(Dataset<Row> malformed, Lake lake, Run run) {
    return malformed
        .withColumn("job", lit(NAME))
        .withColumn("first_seen", lit(Date.valueOf(run.asOf())))
        .withColumn("attempts", lit(1))
        .withColumn("status", lit("open"))
        .withColumn("run_id", lit(run.runId()))
        .select(
            lake.contract(Tables.QUARANTINE_RECORD).columns().stream()
                .map(column -> col(column.name()))
                .toArray(Column[]::new));
  }

  /** Open rejections that an accepted record corrects, by key or by place in the same file. */
  private static Dataset<Row> resolved(Dataset<Row> stored, Dataset<Row> accepted, Run run) {
    var open = stored.where(col("status").equalTo("open")).as("q");
    var byId =
        open.where(col("q.source_record_id").isNotNull())
            .join(accepted.as("r"), same(ParsedRows.SOURCE).and(same(ParsedRows.ID)), "left_semi");
    var byPlace =
        open.where(col("q.source_record_id").isNull())
            .join(
                accepted.as("r"),
                same(ParsedRows.SOURCE)
                    .and(same(ParsedRows.FILE))
                    .and(same(ParsedRows.LINE))
                    .and(col("q.file_hash").notEqual(col("r.file_hash"))),
                "left_semi");
    return byId.unionByName(byPlace)
        .withColumn("status", lit("resolved"))
        .withColumn("run_id", lit(run.runId()));
  }

  private static long countRejectedBefore(Lake lake, Run run, Dataset<Row> malformed) {
    if (!lake.exists(Tables.QUARANTINE_RECORD)) {
      return 0;
    }
    var earlier = ownQuarantine(lake).where(col("run_id").notEqual(run.runId()));
    return within(malformed, earlier, REJECTION).count();
  }

  private static long countQuarantined(Lake lake, Run run, List<Delivery> fresh) {
    Object[] hashes = fresh.stream().map(d -> d.file().sha256()).distinct().toArray();
    return ownQuarantine(lake)
        .where(col("run_id").equalTo(run.runId()).and(col(ParsedRows.FILE_HASH).isin(hashes)))
        .count();
  }

  private static Dataset<Row> ownQuarantine(Lake lake) {
    return lake.read(Tables.QUARANTINE_RECORD).where(col("job").equalTo(NAME));
  }

  private static Dataset<Row> without(Dataset<Row> rows, Dataset<Row> stored, String[] key) {
    return rows.join(stored.select(columns(key)), key, "left_anti");
  }

  private static Dataset<Row> within(Dataset<Row> rows, Dataset<Row> stored, String[] key) {
    return rows.join(stored.select(columns(key)), key, "left_semi");
  }

  private static Column same(String column) {
    return col("q." + column).equalTo(col("r." + column));
  }

  private static Column[] columns(String[] names) {
    return Stream.of(names).map(name -> col(name)).toArray(Column[]::new);
  }

  /** The figures of the job. */
  private record Outcome(
      long rowsIn, long accepted, long quarantined, Dropped dropped, List<Commit> commits) {

    JobResult result(List<String> notes) {
      return new JobResult(
          rowsIn,
          accepted,
          quarantined,
          dropped.rows(),
          dropped.reason(),
          commits,
          Optional.empty(),
          notes);
    }
  }

  /**
   * Rows left out, each kind counted on its own.
   *
   * @param redelivered rows of files delivered before
   * @param known rows that earlier files brought
   * @param repeated rows that the delivery holds more than once
   * @param wasted rows of damaged files, without the one that tells of the damage
   * @param keyless rows without a key, of sources that want them left out
   * @param unlicensed rows deleted because a licence has ended
   */
  private record Dropped(
      long redelivered, long known, long repeated, long wasted, long keyless, long unlicensed) {
    long rows() {
      return redelivered + known + repeated + wasted + keyless + unlicensed;
    }

    Optional<String> reason() {
      List<String> reasons = new ArrayList<>();
      add(reasons, redelivered, "in files delivered before");
      add(reasons, known, "delivered before in other files");
      add(reasons, repeated, "delivered more than once");
      add(reasons, wasted, "in damaged files");
      add(reasons, keyless, "without a key");
      add(reasons, unlicensed, "deleted because their licence has ended");
      return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    private static void add(List<String> reasons, long rows, String why) {
      if (rows > 0) {
        reasons.add("%,d rows %s".formatted(rows, why));
      }
    }
  }
}
