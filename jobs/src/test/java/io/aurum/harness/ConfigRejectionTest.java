package io.aurum.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.config.ConfigMutants;
import io.aurum.common.config.ConfigMutants.Mutant;
import io.aurum.common.run.ExitCode;
import io.aurum.harness.ForkedAurum.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong configurations on the real command line: rejected before Spark starts. */
class ConfigRejectionTest {
  private static final Path CONF = Path.of("..", "conf");
  private static final long SEED = 42;
  private static final int WHOLE = 200;

  @TempDir Path folder;

  @Test
  void aWrongConfigurationIsRejectedBeforeSparkStarts() throws IOException {
    reject(2);
  }

  @Test
  @Tag("long")
  void twoHundredWrongConfigurations() throws IOException {
    List<Duration> took = reject(WHOLE);
    System.out.printf(
        "%d wrong configurations, each in a JVM of its own: slowest %d ms, median %d ms%n",
        took.size(), took.get(took.size() - 1).toMillis(), took.get(took.size() / 2).toMillis());
  }

  /** How long each took from the start of the JVM to its end, in ascending order. */
  private List<Duration> reject(int count) throws IOException {
    ConfigMutants mutants = ConfigMutants.of(CONF, folder.resolve("confs"));
    Path classes = folder.resolve("classes.log");
    ForkedAurum aurum = new ForkedAurum(mutants.environment(), "-Xlog:class+load:file=" + classes);
    Stream.Builder<Duration> took = Stream.builder();
    for (Mutant mutant : mutants.mutants(count, SEED)) {
      Ended ended =
          aurum.execute(
              folder.resolve("output.log"),
              "run",
              "--conf",
              mutant.conf().toString(),
              "--out",
              folder.resolve("out").toString());
      took.add(ended.took());
      assertThat(ended.exitCode()).as(ended.output()).isEqualTo(ExitCode.USAGE.code());
      assertThat(ended.output())
          .as("%s", mutant)
          .contains(mutant.planted().stream().map(planted -> planted.problem()).toList());
      assertThat(Files.readString(classes))
          .contains(" io.aurum.common.config.SettingsReader ")
          .doesNotContain(" org.apache.spark.SparkContext ");
    }
    assertThat(folder.resolve("out")).doesNotExist();
    return took.build().sorted().toList();
  }
}
