package io.aurum.jobs.cli;

import io.aurum.common.config.Settings;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Manifest;
import io.aurum.common.run.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the commands need from the machine they run on. */
interface Platform {

  /** Wall clock, UTC; for progress and the operational tables alone. */
  Instant now();

  /** Version of the suite. */
  String codeVersion();

  /**
   * Reads and checks the configuration without starting Spark.
   *
   * @throws io.aurum.common.run.AurumException exit code USAGE, with every problem
   */
  Settings settings(Path file, List<String> overrides);

  /** The files that the sources deliver, by source name; reads each file once for its hash. */
  Map<String, List<InputFile>> inputs(Settings settings);

  /** The run's identity. */
  Run run(Settings settings, LocalDate asOf, Map<String, List<InputFile>> inputs);

  /** Id of one start of a run; differs between reruns. */
  String attemptId();

  /**
   * Takes the output folder for this process.
   *
   * @param patience how long to wait for another run that holds it
   * @throws io.aurum.common.run.AurumException exit code CONFLICT if it is still held then
   */
  Held lease(Path out, Duration patience);

  /** Starts Spark and opens the lake under the output folder, whose lease is held. */
  Session open(Path out, Run run, Settings settings);

  /**
   * Logical date of the state as the latest manifest tells it, without starting Spark; empty where
   * there is none.
   */
  Optional<LocalDate> stateAsOf(Path out);

  /** Starts Spark and opens the lake for looking only; needs no lease. */
  Session openForReading(Path out, Run run, Settings settings);

  /** Makes the manifest durable; nothing of the run is written after it. */
  void commit(Path out, Manifest manifest);

  /** Keeps the technical trace of a failure, which holds no personal data; tells where. */
  Path keepTrace(Path out, String attemptId, String trace);

  /** The output folder, held until closed. */
  @FunctionalInterface
  interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
