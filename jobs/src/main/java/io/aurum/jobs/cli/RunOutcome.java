package io.aurum.jobs.cli;

import io.aurum.common.run.ExitCode;
import io.aurum.common.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run came to: what the closing table shows and the manifest keeps.
 *
 * @param jobs in the order in which they ran, the skipped ones last
 * @param error problem, cause and remedy of what ended the run early, without personal data
 */
record RunOutcome(
    String attemptId,
    Run run,
    ExitCode exitCode,
    Instant startedAt,
    Instant finishedAt,
    List<JobRun> jobs,
    Optional<String> error) {

  RunOutcome {
    jobs = List.copyOf(jobs);
  }
}
