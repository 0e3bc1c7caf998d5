package io.aurum.jobs.cli;

import io.aurum.common.config.Settings;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Run;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobGraph;
import io.aurum.jobs.JobResult;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The recipe of a run: settings, lease, inputs, session, each job with its accounting, the
 * manifest.
 *
 * <p>Nothing is written before configuration, selection and inputs are known to be good. A job
 * whose accounting does not balance ends the run as a bug; a closed gate ends it and leaves the
 * former results; whatever comes after is skipped. {@code job_run} gets a row for every selected
 * job, in one commit at the end and one before each job that reads the table. The manifest comes
 * last.
 */
final class Runner {
  private final JobGraph graph;
  private final Platform platform;
  private final ConsoleProgress progress;

  Runner(JobGraph graph, Platform platform, ConsoleProgress progress) {
    this.graph = graph;
    this.platform = platform;
    this.progress = progress;
  }

  /**
   * What a run would do, having checked configuration, selection and inputs. Writes nothing and
   * starts no Spark.
   */
  Preview preview(RunRequest request) {
    List<Job> jobs = graph.select(request.selection());
    Settings settings = platform.settings(request.conf(), request.overrides());
    Map<String, List<InputFile>> inputs = platform.inputs(settings);
    return new Preview(platform.run(settings, asOf(request), inputs), jobs, inputs);
  }

  /**
   * Runs the selected jobs.
   *
   * @throws AurumException if the run cannot start; a job that fails is told in the outcome
   */
  @SuppressWarnings("try") // the lease is only held
  RunOutcome run(RunRequest request) {
    List<Job> jobs = graph.select(request.selection());
    Settings settings = platform.settings(request.conf(), request.overrides());
    try (Platform.Lease lease = platform.lease(request.out(), request.patience())) {
      progress.stage("reading the list of input files");
      Map<String, List<InputFile>> inputs = platform.inputs(settings);
      Run run = platform.run(settings, asOf(request), inputs);
      Attempt attempt = new Attempt(run, platform.attemptId(), platform.now());
      progress.stage("starting Spark");
      try (Session session = platform.open(request.out(), run, settings)) {
        refuseBackfill(session, run);
        runAll(jobs, new Bench(session, settings, inputs, request), attempt);
      }
      RunOutcome outcome = attempt.outcome(platform.now());
      platform.commitManifest(request.out(), outcome);
      return outcome;
    }
  }

  private LocalDate asOf(RunRequest request) {
    return request.asOf().orElseGet(() -> LocalDate.ofInstant(platform.now(), ZoneOffset.UTC));
  }

  private static void refuseBackfill(Session session, Run run) {
    Optional<LocalDate> latest = session.latestAsOf();
    if (latest.isPresent() && run.asOf().isBefore(latest.get())) {
      throw AurumException.of(
          ExitCode.USAGE,
          "--as-of " + run.asOf() + " lies before the state",
          "the state of the output folder is as of " + latest.get(),
          "use --as-of " + latest.get() + " or later, or another --out");
    }
  }

  private void runAll(List<Job> jobs, Bench bench, Attempt attempt) {
    for (int i = 0; i < jobs.size(); i++) {
      Job job = jobs.get(i);
      if (attempt.stopped()) {
        attempt.add(attempt.skipped(job, platform.now()));
        continue;
      }
      if (job.reads().contains(Tables.JOB_RUN)) {
        attempt.flush(bench.session());
      }
      progress.job(i + 1, jobs.size(), job.name());
      JobRun done = runOne(job, bench, attempt);
      attempt.add(done);
      progress.ended(ending(done));
    }
    attempt.flush(bench.session());
  }

  private JobRun runOne(Job job, Bench bench, Attempt attempt) {
    Instant start = platform.now();
    List<String> read = versions(bench.session().lake(), job.reads());
    try {
      JobResult result =
          job.run(
              bench.session().context(attempt.run(), bench.settings(), bench.inputs(), progress));
      JobRun.Status status =
          result.gateClosed().isPresent() ? JobRun.Status.GATE_CLOSED : JobRun.Status.OK;
      Optional<Failure> failure = judge(job, result);
      failure.ifPresent(f -> attempt.stop(f.exitCode(), f.message()));
      return attempt.jobRun(
          job,
          failure.filter(f -> f.exitCode() != ExitCode.GATE).isPresent()
              ? JobRun.Status.FAILED
              : status,
          result,
          start,
          platform.now(),
          read,
          failure.map(Failure::message));
    } catch (Exception | OutOfMemoryError | StackOverflowError thrown) {
      String message = explain(Failure.of(thrown), bench.request(), attempt);
      attempt.stop(Failure.of(thrown).exitCode(), message);
      return attempt.jobRun(
          job,
          JobRun.Status.FAILED,
          Attempt.NOTHING,
          start,
          platform.now(),
          read,
          Optional.of(message));
    }
  }

  private static Optional<Failure> judge(Job job, JobResult result) {
    if (!result.balances()) {
      return Optional.of(
          Failure.of(
              AurumException.of(
                  ExitCode.BUG,
                  "The accounting of '%s' does not balance: %d rows in, but %d accepted + %d quarantined + %d dropped = %d"
                      .formatted(
                          job.name(),
                          result.rowsIn(),
                          result.accepted(),
                          result.quarantined(),
                          result.dropped(),
                          result.accepted() + result.quarantined() + result.dropped()),
                  "a bug in the job: rows vanished or were counted twice",
                  "do not use the results of this run; report it")));
    }
    return result
        .gateClosed()
        .map(
            reason ->
                Failure.of(
                    AurumException.of(
                        ExitCode.GATE,
                        "The quality gate of '" + job.name() + "' is closed",
                        reason,
                        "see quarantine_record; correct the source or the threshold and run again; the former results stand")));
  }

  private String explain(Failure failure, RunRequest request, Attempt attempt) {
    return failure.needsTrace()
        ? failure.message()
            + "\n  trace: "
            + platform.keepTrace(request.out(), attempt.attemptId(), failure.trace())
        : failure.message();
  }

  private static List<String> versions(Lake lake, List<TableSpec> tables) {
    return tables.stream()
        .filter(table -> table.store() == Store.STATE)
        .flatMap(table -> lake.version(table).map(version -> table.name() + "@" + version).stream())
        .toList();
  }

  private static String ending(JobRun done) {
    return switch (done.status()) {
      case OK -> "done, " + TextTable.number(done.result().rowsIn()) + " rows in";
      case GATE_CLOSED -> "gate closed";
      case FAILED -> "failed";
      case SKIPPED -> "skipped";
    };
  }

  /** What the jobs of a run work with. */
  private record Bench(
      Session session,
      Settings settings,
      Map<String, List<InputFile>> inputs,
      RunRequest request) {}

  /**
   * What a run would do.
   *
   * @param jobs in the order in which they would run
   */
  record Preview(Run run, List<Job> jobs, Map<String, List<InputFile>> inputs) {}

  /** The books of one start of a run. */
  private static final class Attempt {
    static final JobResult NOTHING = JobResult.of(0, 0, List.of());

    private final Run run;
    private final String attemptId;
    private final Instant startedAt;
    private final List<JobRun> jobs = new ArrayList<>();
    private int flushed;
    private ExitCode exitCode = ExitCode.OK;
    private Optional<String> error = Optional.empty();

    Attempt(Run run, String attemptId, Instant startedAt) {
      this.run = run;
      this.attemptId = attemptId;
      this.startedAt = startedAt;
    }

    Run run() {
      return run;
    }

    String attemptId() {
      return attemptId;
    }

    boolean stopped() {
      return exitCode != ExitCode.OK;
    }

    void stop(ExitCode code, String message) {
      exitCode = code;
      error = Optional.of(message);
    }

    void add(JobRun jobRun) {
      jobs.add(jobRun);
    }

    void flush(Session session) {
      if (flushed < jobs.size()) {
        session.append(List.copyOf(jobs.subList(flushed, jobs.size())));
        flushed = jobs.size();
      }
    }

    JobRun skipped(Job job, Instant now) {
      return jobRun(job, JobRun.Status.SKIPPED, NOTHING, now, now, List.of(), Optional.empty());
    }

    JobRun jobRun(
        Job job,
        JobRun.Status status,
        JobResult result,
        Instant start,
        Instant end,
        List<String> versionsRead,
        Optional<String> problem) {
      return new JobRun(
          attemptId,
          job.name(),
          run,
          status,
          result,
          start,
          Duration.between(start, end),
          versionsRead,
          result.commits().stream().filter(c -> c.version() >= 0).map(Attempt::version).toList(),
          problem);
    }

    RunOutcome outcome(Instant finishedAt) {
      return new RunOutcome(attemptId, run, exitCode, startedAt, finishedAt, jobs, error);
    }

    private static String version(Commit commit) {
      return commit.table() + "@" + commit.version();
    }
  }
}
