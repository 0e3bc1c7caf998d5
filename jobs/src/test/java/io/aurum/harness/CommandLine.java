package io.aurum.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.lake.TestSession;
import io.aurum.jobs.cli.Aurum;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command line in this process, over the session that tests share. */
final class CommandLine {
  private CommandLine() {}

  /** Runs a command that must end well; shows what it printed where it does not. */
  static void succeeds(String... args) {
    TestSession.spark();
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream here = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(here);
    System.setErr(here);
    try {
      int exitCode = Aurum.execute(args);
      assertThat(exitCode).as(printed.toString(StandardCharsets.UTF_8)).isZero();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
