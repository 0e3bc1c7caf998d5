package io.aurum.jobs.cli;

import static java.util.stream.Collectors.joining;

import io.aurum.common.lake.Lake;
import io.aurum.common.run.Manifest;
import io.aurum.common.run.Run;
import io.aurum.common.table.Column;
import io.aurum.common.table.Tables;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The books of all runs: rows of {@code job_run}. */
final class JobRuns {
  private JobRuns() {}

  /** Value of the column {@code status}. */
  static String label(Manifest.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** Appends the jobs of an attempt in one commit. */
  static void append(
      SparkSession spark, Lake lake, String attemptId, Run run, List<Manifest.JobEntry> jobs) {
    List<Row> rows = jobs.stream().map(job -> row(attemptId, run, job)).toList();
    lake.append(Tables.JOB_RUN, spark.createDataFrame(rows, Tables.JOB_RUN.schema()));
  }

  /** Latest logical date of a job that ended well; empty where none has. */
  static Optional<LocalDate> latestAsOf(Lake lake) {
    Row latest =
        lake.read(Tables.JOB_RUN)
            .where(functions.col("status").equalTo(label(Manifest.Status.OK)))
            .agg(functions.max("as_of"))
            .head();
    return Optional.ofNullable(latest.<LocalDate>getAs(0));
  }

  private static Row row(String attemptId, Run run, Manifest.JobEntry job) {
    Map<String, Object> values = new HashMap<>();
    values.put("attempt_id", attemptId);
    values.put("job", job.job());
    values.put("run_id", run.runId());
    values.put("as_of", run.asOf());
    values.put("status", label(job.status()));
    values.put("rows_in", job.rowsIn());
    values.put("rows_accepted", job.rowsAccepted());
    values.put("rows_quarantined", job.rowsQuarantined());
    values.put("rows_dropped", job.rowsDropped());
    values.put("rows_out", job.rowsOut());
    values.put("dropped_reason", job.droppedReason());
    values.put("started_at", job.startedAt());
    values.put("duration_s", job.durationSeconds());
    values.put("rows_per_s", rowsPerSecond(job));
    values.put("versions_read", versions(job.stateRead()));
    values.put("versions_written", versions(job.stateWritten()));
    values.put("config_hash", run.configHash());
    values.put("input_hash", run.inputHash());
    values.put("code_version", run.codeVersion());
    values.put("seed", run.seed());
    values.put("notes", job.notes());
    values.put("error", job.error());
    return RowFactory.create(
        Tables.JOB_RUN.columns().stream().map(Column::name).map(values::get).toArray());
  }

  /** 0 where the clock did not advance. */
  private static double rowsPerSecond(Manifest.JobEntry job) {
    return job.durationSeconds() == 0 ? 0 : job.rowsIn() / job.durationSeconds();
  }

  private static String versions(Map<String, Long> byTable) {
    return byTable.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getKey() + "@" + e.getValue())
        .collect(joining(", "));
  }
}
