package io.aurum.jobs.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurum.common.run.AurumException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The patterns that the demo planted, and the lines that hold them beside what was found. */
final class Patterns {
  private Patterns() {}

  /**
   * Reads what was planted.
   *
   * @param dataFolder the folder into which the demo data was generated
   * @param pattern its name in the truth
   * @throws AurumException exit code STORAGE where the truth cannot be read
   */
  static JsonNode read(Path dataFolder, String pattern) {
    Path file = dataFolder.resolve(Truth.FOLDER + Behaviour.PATTERNS);
    try {
      return new ObjectMapper().readTree(file.toFile()).path(pattern);
    } catch (IOException e) {
      throw Truth.unreadable(file, e);
    }
  }

  /** The headline of a comparison. */
  static String headline(String what) {
    return line(what, "planted", "found");
  }

  /** A line with numbers. */
  static String line(String what, long planted, long found) {
    return line(
        what, String.format(Locale.ROOT, "%,d", planted), String.format(Locale.ROOT, "%,d", found));
  }

  /** A line of a comparison, as wide as the others. */
  static String line(String what, String planted, String found) {
    return String.format(Locale.ROOT, "%-36s %10s %10s\n", what, planted, found);
  }
}
