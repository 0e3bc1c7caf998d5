package io.aurum.jobs.cli;

import io.aurum.common.config.Settings;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Manifest;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import io.aurum.common.run.RunKind;
import io.aurum.jobs.JobContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Spark and the lake of one run, open until closed. */
interface Session extends AutoCloseable {

  SparkSession spark();

  /** The tables as the run sees them. */
  Lake lake();

  /** What a job is given. */
  JobContext context(
      Run run, Settings settings, Map<String, List<InputFile>> inputs, Progress progress);

  /** Latest logical date of a job that ended well; empty where none has. */
  Optional<LocalDate> latestAsOf();

  /**
   * A session whose jobs publish results, but leave the state alone; what they write to it is gone
   * when the session is closed.
   */
  Session backfill(Run run, Settings settings, String attemptId);

  /** Appends jobs of an attempt to {@code job_run} in one commit. */
  void append(String attemptId, Run run, RunKind kind, List<Manifest.JobEntry> jobs);

  @Override
  void close();
}
