package io.aurum.jobs.cli;

import io.aurum.common.config.AnalysisSettings;
import io.aurum.common.config.EnrichSettings;
import io.aurum.common.config.MiningSettings;
import io.aurum.common.config.PlanSettings;
import io.aurum.common.config.PublishSettings;
import io.aurum.common.config.ResolveSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.config.ValidateSettings;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Manifest;
import io.aurum.common.run.OutputFiles;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import io.aurum.common.run.RunKind;
import io.aurum.jobs.JobContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** A machine without disk and Spark that remembers what was asked of it. */
final class FakePlatform implements Platform {
  static final Instant START = Instant.parse("2026-03-01T23:59:00Z");

  final List<String> calls = new ArrayList<>();
  final List<Manifest.JobEntry> jobRuns = new ArrayList<>();
  final List<Manifest> manifests = new ArrayList<>();
  final List<String> traces = new ArrayList<>();
  Optional<LocalDate> latestAsOf = Optional.empty();
  Optional<LocalDate> configuredAsOf = Optional.empty();
  boolean held;
  private Instant now = START;

  @Override
  public Instant now() {
    now = now.plusMillis(250);
    return now;
  }

  @Override
  public String codeVersion() {
    return "test";
  }

  @Override
  public Settings settings(Path file, List<String> overrides) {
    calls.add("settings " + file + overrides);
    if (file.toString().equals("broken.conf")) {
      throw AurumException.of(
          ExitCode.USAGE, "broken.conf:3: unknown key 'tursts'", "no such key", "see reference");
    }
    return new Settings(
        List.of(),
        List.of(),
        Map.of(),
        new ValidateSettings(0.5),
        new ResolveSettings(200, 0, 0.9, 0.05, 100),
        new PublishSettings(List.of(), List.of()),
        PlanSettings.NONE,
        Optional.empty(),
        List.of(),
        EnrichSettings.NONE,
        AnalysisSettings.PLAIN,
        List.of(),
        MiningSettings.NONE,
        configuredAsOf,
        42,
        "confighash");
  }

  @Override
  public Map<String, List<InputFile>> inputs(Settings settings) {
    calls.add("inputs");
    return Map.of("crm", List.of(new InputFile("/data/crm.csv", "crm.csv", 1234, START, "00ff")));
  }

  @Override
  public Run run(Settings settings, LocalDate asOf, Map<String, List<InputFile>> inputs) {
    return new Run("r1", asOf, settings.hash(), "inputhash", "test", settings.seed());
  }

  @Override
  public String attemptId() {
    return "a1";
  }

  @Override
  public Held lease(Path out, Duration patience) {
    calls.add("lease " + patience.toSeconds());
    if (held) {
      throw AurumException.of(
          ExitCode.CONFLICT, "out is held by another run", "it is not over", "wait for it");
    }
    return () -> calls.add("release");
  }

  @Override
  public Session open(Path out, Run run, Settings settings) {
    calls.add("open " + out);
    return new FakeSession();
  }

  @Override
  public Session openForReading(Path out, Run run, Settings settings) {
    return open(out, run, settings);
  }

  @Override
  public Optional<LocalDate> stateAsOf(Path out) {
    return latestAsOf;
  }

  @Override
  public void commit(Path out, Manifest manifest) {
    calls.add("manifest");
    manifests.add(manifest);
  }

  @Override
  public Path keepTrace(Path out, String attemptId, String trace) {
    traces.add(trace);
    return out.resolve("log").resolve(attemptId + ".log");
  }

  private final class FakeSession implements Session {
    private final FakeLake lake = new FakeLake();

    @Override
    public SparkSession spark() {
      throw new UnsupportedOperationException("spark");
    }

    @Override
    public FakeLake lake() {
      return lake;
    }

    @Override
    public JobContext context(
        Run run, Settings settings, Map<String, List<InputFile>> inputs, Progress progress) {
      return new JobContext(
          null, run, settings, inputs, lake, OutputFiles.under(Path.of("nowhere")), progress);
    }

    @Override
    public Optional<LocalDate> latestAsOf() {
      return latestAsOf;
    }

    @Override
    public Session backfill(Run run, Settings settings, String attemptId) {
      calls.add("backfill " + attemptId);
      return new FakeSession();
    }

    @Override
    public void append(String attemptId, Run run, RunKind kind, List<Manifest.JobEntry> jobs) {
      calls.add("append " + jobs.size());
      jobRuns.addAll(jobs);
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }
}
