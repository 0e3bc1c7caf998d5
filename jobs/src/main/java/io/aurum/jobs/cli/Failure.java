package io.aurum.jobs.cli;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkThrowable;

/**
 * A failure as it may be shown and kept. Messages of Spark, Delta and the JDK can quote rows, so
 * only messages of our own pass; of all others the class, Spark's error condition and the code
 * positions remain.
 *
 * @param message problem, cause and remedy
 * @param trace classes and code positions of the whole chain
 */
record Failure(ExitCode exitCode, String message, String trace) {

  static Failure of(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    Optional<AurumException> own =
        chain.stream()
            .filter(AurumException.class::isInstance)
            .map(AurumException.class::cast)
            .findFirst();
    return own.map(e -> new Failure(e.exitCode(), e.getMessage(), trace(chain)))
        .orElseGet(() -> foreign(chain));
  }

  /** Whether the message alone does not say all there is to say. */
  boolean needsTrace() {
    return exitCode != ExitCode.USAGE && exitCode != ExitCode.CONFLICT;
  }

  /** The failure with a further line to its message. */
  Failure plus(String line) {
    return new Failure(exitCode, message + "\n  " + line, trace);
  }

  private static Failure foreign(List<Throwable> chain) {
    Throwable root = chain.get(chain.size() - 1);
    ExitCode exitCode =
        chain.stream().anyMatch(Failure::isStorage) ? ExitCode.STORAGE : ExitCode.BUG;
    AurumException told =
        exitCode == ExitCode.STORAGE
            ? AurumException.of(
                exitCode,
                "Reading or writing failed: " + describe(root),
                "disk, permissions or a broken file",
                "check the space and the rights of the output folder, then run again")
            : AurumException.of(
                exitCode,
                "Unexpected failure: " + describe(root),
                "a bug in the suite, or a machine out of memory",
                "run again with more memory; if it fails again, report it with the trace");
    return new Failure(exitCode, told.getMessage(), trace(chain));
  }

  private static boolean isStorage(Throwable thrown) {
    return thrown instanceof IOException || thrown instanceof UncheckedIOException;
  }

  private static String describe(Throwable thrown) {
    String name = thrown.getClass().getName();
    return thrown instanceof SparkThrowable spark && spark.getCondition() != null
        ? name + " [" + spark.getCondition() + "]"
        : name;
  }

  private static List<Throwable> chain(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }

  private static String trace(List<Throwable> chain) {
    StringBuilder text = new StringBuilder();
    for (Throwable thrown : chain) {
      text.append(text.isEmpty() ? "" : "caused by ").append(describe(thrown)).append('\n');
      for (StackTraceElement frame : thrown.getStackTrace()) {
        text.append("  at ").append(frame).append('\n');
      }
    }
    return text.toString();
  }
}
