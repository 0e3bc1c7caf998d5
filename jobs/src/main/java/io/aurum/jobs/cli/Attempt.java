package io.aurum.jobs.cli;

import io.aurum.common.lake.Commit;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.Manifest;
import io.aurum.common.run.Run;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The books of one start of a run: what each job did, and what ended the run early. */
final class Attempt {
  /** The accounting of a job that failed before it had one, or was not started. */
  static final JobResult NOTHING = JobResult.of(0, 0, List.of());

  private final String attemptId;
  private final Run run;
  private final Instant startedAt;
  private final List<Manifest.JobEntry> jobs = new ArrayList<>();
  private int flushed;
  private Optional<Failure> failure = Optional.empty();

  Attempt(String attemptId, Run run, Instant startedAt) {
    this.attemptId = attemptId;
    this.run = run;
    this.startedAt = startedAt;
  }

  String attemptId() {
    return attemptId;
  }

  Run run() {
    return run;
  }

  /** No further job is to start. */
  void stop(Failure reason) {
    failure = Optional.of(reason);
  }

  boolean stopped() {
    return failure.isPresent();
  }

  void add(Manifest.JobEntry job) {
    jobs.add(job);
  }

  void skip(Job job, Instant now) {
    add(entry(job, Manifest.Status.SKIPPED, NOTHING, now, now, Map.of(), null));
  }

  /** Writes the entries that are not yet in {@code job_run}. */
  void flush(Session session) {
    if (flushed < jobs.size()) {
      session.append(attemptId, run, List.copyOf(jobs.subList(flushed, jobs.size())));
      flushed = jobs.size();
    }
  }

  /** The entry of a job that was started. */
  Manifest.JobEntry entry(
      Job job,
      JobResult result,
      Instant start,
      Instant end,
      Map<String, Long> stateRead,
      Optional<Failure> problem) {
    return entry(
        job,
        status(problem),
        result,
        start,
        end,
        stateRead,
        problem.map(Failure::message).orElse(null));
  }

  Manifest manifest(Instant finishedAt) {
    return new Manifest(
        attemptId,
        run,
        status(failure),
        failure.map(Failure::exitCode).orElse(ExitCode.OK).code(),
        startedAt,
        finishedAt,
        jobs,
        failure.map(Failure::message).orElse(null));
  }

  private static Manifest.Status status(Optional<Failure> problem) {
    return problem
        .map(
            p ->
                p.exitCode() == ExitCode.GATE
                    ? Manifest.Status.GATE_CLOSED
                    : Manifest.Status.FAILED)
        .orElse(Manifest.Status.OK);
  }

  private static Manifest.JobEntry entry(
      Job job,
      Manifest.Status status,
      JobResult result,
      Instant start,
      Instant end,
      Map<String, Long> stateRead,
      String error) {
    Map<String, Long> stateWritten = new TreeMap<>();
    Map<String, Long> results = new TreeMap<>();
    for (Commit commit : result.commits()) {
      if (commit.version() >= 0) {
        stateWritten.put(commit.table(), commit.version());
      } else {
        results.put(commit.table(), commit.rowsTotal());
      }
    }
    return new Manifest.JobEntry(
        job.name(),
        status,
        result.rowsIn(),
        result.accepted(),
        result.quarantined(),
        result.dropped(),
        result.rowsOut(),
        result.droppedReason().orElse(null),
        start,
        Duration.between(start, end).toNanos() / 1e9,
        stateRead,
        stateWritten,
        results,
        result.notes().isEmpty() ? null : String.join("; ", result.notes()),
        error);
  }
}
