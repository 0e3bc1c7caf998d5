package io.aurum.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.lake.TestSession;
import io.aurum.jobs.cli.Aurum;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command line in this process, over the session that tests share. */
public final class CommandLine {
  private CommandLine() {}

  /** Runs a command that must end well; shows what it printed where it does not. */
  static void succeeds(String... args) {
    answers(args);
  }

  /** What a command answers that must end well; shows what it said beside where it does not. */
  public static String answers(String... args) {
    TestSession.spark();
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream answered = new ByteArrayOutputStream();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(answered, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      int exitCode = Aurum.execute(args);
      String answer = answered.toString(StandardCharsets.UTF_8);
      assertThat(exitCode).as(answer + said.toString(StandardCharsets.UTF_8)).isZero();
      return answer;
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
