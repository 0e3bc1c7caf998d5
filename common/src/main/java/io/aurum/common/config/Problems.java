package io.aurum.common.config;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects everything that is wrong, so that one answer can say it all. */
final class Problems {
  private final Path file;
  private final SortedSet<Problem> found = new TreeSet<>();

  /**
   * @param file the configuration that is read; named in the closing line
   */
  Problems(Path file) {
    this.file = file;
  }

  void add(Place place, String what, String cause, String remedy) {
    found.add(new Problem(place, what, cause, remedy));
  }

  /** Throws where something was found. */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw exception();
    }
  }

  /** Every problem in the order of file and line, closed by their number. */
  AurumException exception() {
    String list = found.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    String count = found.size() == 1 ? "1 problem" : found.size() + " problems";
    return AurumException.of(
        ExitCode.USAGE,
        list + "\n" + file + ": " + count,
        "a configuration is checked as a whole before anything starts",
        "correct what is listed above and run again");
  }
}
