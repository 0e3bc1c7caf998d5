package io.aurum.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurum.common.lake.TestSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The real command line over a configuration of {@code conf/} and an output folder.
 *
 * @param overrides settings as on the command line, such as {@code sources.x.path=...}
 */
record PublicRun(String conf, Path out, List<String> overrides) {
  private static final String DATA = "AURUM_BENCH_DATA";

  /** Where the public data sets are; skips the test where nothing says it. */
  static Path data() {
    assumeTrue(
        System.getenv(DATA) != null,
        "skipped: " + DATA + " does not name the folder of the public data sets");
    return Path.of(System.getenv(DATA));
  }

  /** Runs all jobs. */
  void run() {
    call("run", "--as-of", "2026-01-31");
  }

  /** Compares with the truth. */
  JsonNode evaluate() throws IOException {
    return new ObjectMapper().readTree(call("evaluate", "--json"));
  }

  String call(String command, String... more) {
    StringWriter answers = new StringWriter();
    StringWriter errors = new StringWriter();
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(List.of(more));
    args.addAll(List.of("--conf", Path.of("..", "conf", conf + ".conf").toString()));
    args.addAll(List.of("--out", out.toString()));
    overrides.forEach(override -> args.addAll(List.of("--set", override)));
    Console console =
        new Console(new PrintWriter(answers, true), new PrintWriter(errors, true), false);
    int exit =
        TestSession.generatingCode(
            () ->
                Aurum.execute(
                    Jobs.all(), new LocalPlatform(), console, args.toArray(String[]::new)));
    assertThat(exit).as(errors.toString()).isZero();
    return answers.toString();
  }
}
