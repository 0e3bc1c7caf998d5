package io.aurum.jobs.cli;

import io.aurum.common.config.Settings;
import io.aurum.common.config.SettingsReader;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.Lakes;
import io.aurum.common.lake.SparkSessions;
import io.aurum.common.run.CodeVersion;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Lease;
import io.aurum.common.run.Manifest;
import io.aurum.common.run.OutputFiles;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import io.aurum.common.run.RunClock;
import io.aurum.common.run.RunIds;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.ingest.SourceInputs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** The process and its machine; Spark is started on first use and ends with the process. */
final class LocalPlatform implements Platform {
  private static final String APP_NAME = "aurum";

  private final RunClock clock = RunClock.system();

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public String codeVersion() {
    return CodeVersion.current();
  }

  @Override
  public Settings settings(Path file, List<String> overrides) {
    return SettingsReader.read(file, overrides);
  }

  @Override
  public Map<String, List<InputFile>> inputs(Settings settings) {
    return SourceInputs.list(settings.sources(), new Configuration());
  }

  @Override
  public Run run(Settings settings, LocalDate asOf, Map<String, List<InputFile>> inputs) {
    return RunIds.run(asOf, settings.hash(), inputs, codeVersion(), settings.seed());
  }

  @Override
  public String attemptId() {
    return RunIds.attemptId(clock);
  }

  @Override
  public Held lease(Path out, Duration patience) {
    Lease lease = Lease.acquire(out, patience, clock);
    return lease::close;
  }

  @Override
  public Session open(Path out, Run run, Settings settings) {
    SparkSession spark = SparkSessions.start(APP_NAME);
    return new LocalSession(spark, Lakes.open(spark, out.toString(), run, settings), out);
  }

  @Override
  public Session openForReading(Path out, Run run, Settings settings) {
    SparkSession spark = SparkSessions.start(APP_NAME);
    return new LocalSession(spark, Lakes.openForReading(spark, out.toString(), run, settings), out);
  }

  @Override
  public void commit(Path out, Manifest manifest) {
    manifest.commit(OutputFiles.under(out));
  }

  @Override
  public Path keepTrace(Path out, String attemptId, String trace) {
    return OutputFiles.under(out).write("log/" + attemptId + ".log", trace);
  }

  private record LocalSession(SparkSession spark, Lake lake, Path out) implements Session {

    @Override
    public JobContext context(
        Run run, Settings settings, Map<String, List<InputFile>> inputs, Progress progress) {
      return new JobContext(spark, run, settings, inputs, lake, OutputFiles.under(out), progress);
    }

    @Override
    public Optional<LocalDate> latestAsOf() {
      return JobRuns.latestAsOf(lake);
    }

    @Override
    public void append(String attemptId, Run run, List<Manifest.JobEntry> jobs) {
      JobRuns.append(spark, lake, attemptId, run, jobs);
    }

    /** The Spark session outlives the run: the next command of the process uses it again. */
    @Override
    public void close() {
      spark.catalog().clearCache();
    }
  }
}
