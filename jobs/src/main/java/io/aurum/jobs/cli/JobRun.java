package io.aurum.jobs.cli;

import io.aurum.common.run.Run;
import io.aurum.jobs.JobResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One attempt of one job: a row of {@code job_run}.
 *
 * @param result the accounting; zeros where the job failed before it had one
 * @param versionsRead state tables that stood when the job started, as {@code table@version}
 * @param versionsWritten state tables that the job committed, as {@code table@version}
 * @param error problem, cause and remedy, without personal data
 */
record JobRun(
    String attemptId,
    String job,
    Run run,
    Status status,
    JobResult result,
    Instant startedAt,
    Duration duration,
    List<String> versionsRead,
    List<String> versionsWritten,
    Optional<String> error) {

  /** How an attempt ended. */
  enum Status {
    OK,
    FAILED,
    GATE_CLOSED,
    /** Not started, because a job before it did not end well. */
    SKIPPED;

    /** Value of the column. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Wall clock of the job, seconds. */
  double seconds() {
    return duration.toNanos() / 1e9;
  }

  /** Rows in per second; 0 where the clock did not advance. */
  double rowsPerSecond() {
    return duration.isZero() ? 0 : result.rowsIn() / seconds();
  }
}
