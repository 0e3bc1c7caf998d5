package io.aurum.common.config;

import io.aurum.common.config.ConfigMutants.Mutant;
import io.aurum.common.config.ConfigMutants.Planted;
import io.aurum.common.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Prints how long the launcher takes to reject wrong configurations, and whether it names all. */
public final class RejectionBench {
  private static final long SEED = 42;

  private RejectionBench() {}

  /**
   * @param arguments launcher; folder of the configurations; an empty folder; how many mutants
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path work = Path.of(arguments[2]);
    ConfigMutants mutants =
        ConfigMutants.of(Path.of(arguments[1]), Files.createDirectories(work.resolve("confs")));
    int rejected = 0;
    int planted = 0;
    int named = 0;
    Stream.Builder<Duration> all = Stream.builder();
    for (Mutant mutant : mutants.mutants(Integer.parseInt(arguments[3]), SEED)) {
      Path log = work.resolve("output.log");
      ProcessBuilder command =
          new ProcessBuilder(
              arguments[0],
              "run",
              "--conf",
              mutant.conf().toString(),
              "--out",
              work.resolve("out").toString());
      command.environment().putAll(mutants.environment());
      long begin = System.nanoTime();
      int exitCode =
          command.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
      all.add(Duration.ofNanos(System.nanoTime() - begin));
      String output = Files.readString(log);
      rejected += exitCode == ExitCode.USAGE.code() ? 1 : 0;
      planted += mutant.planted().size();
      named +=
          (int) mutant.planted().stream().map(Planted::problem).filter(output::contains).count();
    }
    List<Duration> took = all.build().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%d of %d wrong configurations rejected, %d of their %d problems named;"
            + " median %.2f s, 99th percentile %.2f s, slowest %.2f s%n",
        rejected,
        took.size(),
        named,
        planted,
        seconds(took.get(took.size() / 2)),
        seconds(took.get(took.size() * 99 / 100)),
        seconds(took.get(took.size() - 1)));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
