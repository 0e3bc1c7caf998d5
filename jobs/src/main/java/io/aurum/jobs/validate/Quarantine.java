package io.aurum.jobs.validate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.validate.JudgedRows.Outcome;
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
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What this job keeps in {@code quarantine_record}, beside what came there from elsewhere. */
final class Quarantine {
  private static final String[] REJECTION = {"source", "job", "file_hash", "line", "rule"};
  private static final StructType REASONS =
      new StructType()
          .add("source", DataTypes.StringType)
          .add("rule", DataTypes.StringType)
          .add("reason", DataTypes.StringType);

  private final JobContext context;
  private final Lake lake;
  private final Run run;

  Quarantine(JobContext context) {
    this.context = context;
    this.lake = context.lake();
    this.run = context.run();
  }

  /**
   * Open rows that never became source records, by source.
   *
   * @param looked whether a row belongs to what the run looks at
   */
  Map<String, Long> malformed(Column looked) {
    Map<String, Long> bySource = new HashMap<>();
    lake.read(Tables.QUARANTINE_RECORD)
        .where(col("job").notEqual(ValidateJob.NAME).and(col("status").equalTo("open")))
        .where(looked)
        .groupBy("source")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> bySource.put(row.getString(0), row.getLong(1)));
    return bySource;
  }

  /**
   * Adds rejected records and resolves those of which a version is accepted now.
   *
   * @return empty where nothing changes
   */
  Optional<Commit> commit(Map<String, Checklist> checklists, Dataset<Row> judged) {
    var stored = own();
    var rejected = rejected(checklists, judged, stored);
    var changed =
        lake.exists(Tables.QUARANTINE_RECORD)
            ? rejected.unionByName(resolved(stored, judged))
            : rejected;
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(lake.merge(Tables.QUARANTINE_RECORD, changed));
  }

  /** Open rows that this run wrote. */
  long rows() {
    return own()
        .where(col("run_id").equalTo(run.runId()).and(col("status").equalTo("open")))
        .count();
  }

  private Dataset<Row> own() {
    return lake.read(Tables.QUARANTINE_RECORD).where(col("job").equalTo(ValidateJob.NAME));
  }

  /** Rejected records, with what the quarantine knows of them already. */
  private Dataset<Row> rejected(
      Map<String, Checklist> checklists, Dataset<Row> judged, Dataset<Row> stored) {
    return JudgedRows.of(judged, Outcome.QUARANTINED)
        .select(
            "source",
            "rule",
            "file",
            "line",
            "file_hash",
            "source_record_id",
            "payload",
            JudgedRows.KNOWN_AT_MICROS)
        .withColumn("job", lit(ValidateJob.NAME))
        .join(before(stored), REJECTION, "left_outer")
        .join(reasons(checklists), new String[] {"source", "rule"})
        .withColumn("known_at", timestamp_micros(col(JudgedRows.KNOWN_AT_MICROS)))
        .withColumn("first_seen", coalesce(col("seen_before"), lit(Date.valueOf(run.asOf()))))
        .withColumn("attempts", coalesce(col("attempts_now"), lit(1)))
        .withColumn("status", lit("open"))
        .withColumn("run_id", lit(run.runId()))
        .select(
            lake.contract(Tables.QUARANTINE_RECORD).columns().stream()
                .map(column -> col(column.name()))
                .toArray(Column[]::new));
  }

  private Dataset<Row> before(Dataset<Row> stored) {
    return stored.select(
        Stream.concat(
                Stream.of(REJECTION).map(name -> col(name)),
                Stream.of(
                    col("first_seen").as("seen_before"),
                    col("attempts")
                        .plus(when(col("run_id").equalTo(run.runId()), 0).otherwise(1))
                        .as("attempts_now")))
            .toArray(Column[]::new));
  }

  private Dataset<Row> reasons(Map<String, Checklist> checklists) {
    List<Row> reasons = new ArrayList<>();
    checklists.forEach(
        (source, list) ->
            list.rules()
                .all()
                .forEach(
                    rule -> reasons.add(RowFactory.create(source, rule.name(), rule.reason()))));
    return context.spark().createDataFrame(reasons, REASONS);
  }

  /** Open rejections of records of which a version is accepted now. */
  private Dataset<Row> resolved(Dataset<Row> stored, Dataset<Row> judged) {
    return stored
        .where(col("status").equalTo("open"))
        .join(
            JudgedRows.of(judged, Outcome.ACCEPTED).select("source", "source_record_id"),
            new String[] {"source", "source_record_id"},
            "left_semi")
        .withColumn("status", lit("resolved"))
        .withColumn("run_id", lit(run.runId()));
  }
}
