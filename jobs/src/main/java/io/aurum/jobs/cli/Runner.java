package io.aurum.jobs.cli;

import io.aurum.common.config.Settings;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Manifest;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import io.aurum.common.run.RunKind;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobGraph;
import io.aurum.jobs.JobResult;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The recipe of a run: settings, lease, inputs, session, each job with its accounting, the
 * manifest.
 *
 * <p>A run at or after the date of the state moves the state forward. One of an earlier date is a
 * backfill: the same jobs compute the same results as of then, from the records known then, with
 * the identities valid then; what they write to the state is their own and gone afterwards.
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
    Preview preview =
        new Preview(
            platform.run(settings, asOf(request, settings), inputs),
            jobs,
            inputs,
            platform.stateAsOf(request.out()));
    requireOwnState(jobs, preview.run(), preview.stateAsOf());
    return preview;
  }

  /**
   * Runs the selected jobs.
   *
   * @throws AurumException if the run cannot start; a job that fails is told in the manifest
   */
  @SuppressWarnings("try") // the lease is only held
  Manifest run(RunRequest request) {
    List<Job> jobs = graph.select(request.selection());
    Settings settings = platform.settings(request.conf(), request.overrides());
    try (Platform.Held lease = platform.lease(request.out(), request.patience())) {
      progress.stage("listing input files");
      Map<String, List<InputFile>> inputs = platform.inputs(settings);
      Run run = platform.run(settings, asOf(request, settings), inputs);
      Instant start = platform.now();
      progress.stage("starting Spark");
      Attempt attempt;
      try (Session session = platform.open(request.out(), run, settings)) {
        Optional<LocalDate> stateAsOf = session.latestAsOf();
        requireOwnState(jobs, run, stateAsOf);
        attempt = new Attempt(platform.attemptId(), run, stateAsOf, start);
        Bench bench = new Bench(session, settings, inputs, request.out());
        JobContext context = bench.context(run, progress);
        jobs.forEach(job -> job.check(context.spark(), settings, run));
        if (attempt.kind() == RunKind.FORWARD) {
          runAll(jobs, bench, attempt);
        } else {
          backfill(jobs, bench, attempt);
        }
      }
      Manifest manifest = attempt.manifest(platform.now());
      platform.commit(request.out(), manifest);
      return manifest;
    }
  }

  private LocalDate asOf(RunRequest request, Settings settings) {
    return request
        .asOf()
        .or(settings::asOf)
        .orElseGet(() -> LocalDate.ofInstant(platform.now(), ZoneOffset.UTC));
  }

  private void requireOwnState(List<Job> jobs, Run run, Optional<LocalDate> stateAsOf) {
    if (RunKind.of(run.asOf(), stateAsOf) == RunKind.BACKFILL) {
      Backfill.requireOwnState(jobs, graph, run.asOf(), stateAsOf.orElseThrow());
    }
  }

  private void backfill(List<Job> jobs, Bench bench, Attempt attempt) {
    Run run = attempt.run();
    progress.stage("backfill of " + run.asOf() + ": the state stays as it is");
    try (Session session = bench.session().backfill(run, bench.settings(), attempt.attemptId())) {
      runAll(jobs, bench.with(session), attempt);
    }
  }

  private void runAll(List<Job> jobs, Bench bench, Attempt attempt) {
    for (int i = 0; i < jobs.size(); i++) {
      Job job = jobs.get(i);
      if (attempt.stopped()) {
        attempt.skip(job, platform.now());
        continue;
      }
      if (job.reads().contains(Tables.JOB_RUN)) {
        attempt.flush(bench.session());
      }
      progress.job(i + 1, jobs.size(), job.name());
      Manifest.JobEntry done = runOne(job, bench, attempt);
      attempt.add(done);
      progress.ended(ending(done));
    }
    attempt.flush(bench.session());
  }

  private Manifest.JobEntry runOne(Job job, Bench bench, Attempt attempt) {
    Instant start = platform.now();
    Map<String, Long> read = versions(bench.session().lake(), job.reads());
    try {
      JobResult result = job.run(bench.context(attempt.run(), progress));
      Optional<Failure> failure = judge(job, result);
      failure.ifPresent(attempt::stop);
      return attempt.entry(job, result, start, platform.now(), read, failure);
    } catch (Exception | OutOfMemoryError | StackOverflowError thrown) {
      Failure failure = traced(Failure.of(thrown), bench.out(), attempt.attemptId());
      attempt.stop(failure);
      return attempt.entry(job, Attempt.NOTHING, start, platform.now(), read, Optional.of(failure));
    }
  }

  private static Optional<Failure> judge(Job job, JobResult result) {
    if (!result.balances()) {
      return Optional.of(
          Failure.of(
              AurumException.of(
                  ExitCode.BUG,
                  "The accounting of '" + job.name() + "' does not balance: " + figures(result),
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
                        job.gateRemedy())));
  }

  private static String figures(JobResult result) {
    return String.format(
        Locale.ROOT,
        "%d rows in, but %d accepted + %d quarantined + %d dropped = %d",
        result.rowsIn(),
        result.accepted(),
        result.quarantined(),
        result.dropped(),
        result.accepted() + result.quarantined() + result.dropped());
  }

  private Failure traced(Failure failure, Path out, String attemptId) {
    return failure.needsTrace()
        ? failure.plus("trace: " + platform.keepTrace(out, attemptId, failure.trace()))
        : failure;
  }

  private static Map<String, Long> versions(Lake lake, List<TableSpec> tables) {
    Map<String, Long> versions = new TreeMap<>();
    for (TableSpec table : tables) {
      if (table.store() == Store.STATE) {
        lake.version(table).ifPresent(version -> versions.put(table.name(), version));
      }
    }
    return versions;
  }

  private static String ending(Manifest.JobEntry done) {
    return switch (done.status()) {
      case OK -> "done, " + TextTable.number(done.rowsIn()) + " rows in";
      case GATE_CLOSED -> "gate closed";
      case FAILED -> "failed";
      case SKIPPED -> "skipped";
    };
  }

  /**
   * What a run would do.
   *
   * @param jobs in the order in which they would run
   * @param stateAsOf date of the state; empty where there is none yet
   */
  record Preview(
      Run run, List<Job> jobs, Map<String, List<InputFile>> inputs, Optional<LocalDate> stateAsOf) {

    RunKind kind() {
      return RunKind.of(run.asOf(), stateAsOf);
    }
  }

  /** What the jobs of a run work with. */
  private record Bench(
      Session session, Settings settings, Map<String, List<InputFile>> inputs, Path out) {

    Bench with(Session other) {
      return new Bench(other, settings, inputs, out);
    }

    JobContext context(Run run, Progress progress) {
      return session.context(run, settings, inputs, progress);
    }
  }
}
