package io.aurum.jobs.cli;

import io.aurum.common.config.Settings;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Run;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * The lake as the latest run left it, for commands that only look.
 *
 * @param run a run of the state's date
 */
record ReadSession(Session session, Run run) implements AutoCloseable {

  /**
   * Opens the lake at the date of its state.
   *
   * @throws AurumException exit code USAGE if nothing has run in the folder
   */
  static ReadSession open(
      Platform platform, Path out, Settings settings, Map<String, List<InputFile>> inputs) {
    LocalDate today = LocalDate.ofInstant(platform.now(), ZoneOffset.UTC);
    LocalDate asOf = latestAsOf(platform, out, settings, platform.run(settings, today, inputs));
    Run run = platform.run(settings, asOf, inputs);
    return new ReadSession(platform.openForReading(out, run, settings), run);
  }

  private static LocalDate latestAsOf(
      Platform platform, Path out, Settings settings, Run provisional) {
    try (Session session = platform.openForReading(out, provisional, settings)) {
      return session
          .latestAsOf()
          .orElseThrow(
              () ->
                  AurumException.of(
                      ExitCode.USAGE,
                      "there is nothing to look at in " + out,
                      "no job has ended well with this output folder",
                      "execute `aurum run` first, or name its folder by --out"));
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
