package io.aurum.common.config;

import java.nio.file.Path;
import java.util.List;

/** Reads HOCON into {@link Settings}, or says everything that is wrong with it at once. */
public final class SettingsReader {
  private SettingsReader() {}

  /**
   * @param file the user's configuration
   * @param overrides {@code key=value} from the command line, applied over the file
   * @throws io.aurum.common.run.AurumException exit code USAGE, with every problem
   */
  public static Settings read(Path file, List<String> overrides) {
    return null;
  }
}
