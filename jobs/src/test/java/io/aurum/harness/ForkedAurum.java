package io.aurum.harness;

import io.aurum.jobs.cli.Aurum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line in a JVM of its own, with the class path of this one. */
final class ForkedAurum {
  private static final long PATIENCE_MINUTES = 20;

  private final List<String> flags = new ArrayList<>();
  private final Map<String, String> environment;

  /**
   * @param environment variables beside those of this process
   * @param flags of the JVM, such as {@code -Xmx1g}
   */
  ForkedAurum(Map<String, String> environment, String... flags) {
    this.environment = Map.copyOf(environment);
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-opens") || flag.startsWith("-Dio.netty"))
        .forEach(this.flags::add);
    this.flags.addAll(List.of(flags));
  }

  /**
   * How a command ended.
   *
   * @param output what it printed, answers and errors
   */
  record Ended(int exitCode, String output, Duration took) {}

  /** Runs a command; one that does not end is ended, and a failure. */
  Ended execute(Path log, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Aurum.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile()).environment().putAll(environment);
    long begin = System.nanoTime();
    try {
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            "Still running after " + PATIENCE_MINUTES + " minutes: " + command);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      return new Ended(process.exitValue(), Files.readString(log), took);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }
}
