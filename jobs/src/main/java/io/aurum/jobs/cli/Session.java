package io.aurum.jobs.cli;

import io.aurum.common.config.Settings;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import io.aurum.jobs.JobContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Spark and the lake of one run, open until closed. */
interface Session extends AutoCloseable {

  /** The tables as the run sees them. */
  Lake lake();

  /** What a job is given. */
  JobContext context(
      Run run, Settings settings, Map<String, List<InputFile>> inputs, Progress progress);

  /** Latest logical date of a job that ended well; empty where none has. */
  Optional<LocalDate> latestAsOf();

  /** Appends to {@code job_run} in one commit. */
  void append(List<JobRun> rows);

  @Override
  void close();
}
