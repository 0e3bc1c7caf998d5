package io.aurum.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, which may be killed. */
final class ForkedRun {
  private static final long PATIENCE_MINUTES = 10;

  private final Process process;
  private final Path errors;

  private ForkedRun(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /** Starts a run of all jobs. */
  static ForkedRun start(OutputFolder folder, LocalDate asOf, String... jvmOptions) {
    try {
      Path errors = Files.createTempFile(folder.conf().getParent(), "run", ".err");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(opened());
      command.addAll(
          List.of(
              "-Xmx1g",
              "-XX:TieredStopAtLevel=1",
              "-Dspark.master=local[2]",
              "-Dspark.sql.shuffle.partitions=2"));
      command.addAll(List.of(jvmOptions));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), Aurum.class.getName()));
      command.addAll(List.of(folder.arguments(asOf)));
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(errors.toFile())
              .start();
      return new ForkedRun(process, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Spark needs on this Java, as this process was given it. */
  private static List<String> opened() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Djdk."))
        .toList();
  }

  boolean runs() {
    return process.isAlive();
  }

  /** Ends the process as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Waits for the end. */
  int exitCode() {
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("The run did not end: " + errors());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String errors() {
    try {
      return Files.readString(errors, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
