package io.aurum.common.lake;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;

/**
 * Where the failures of Spark, Delta and the file system become the suite's own. Their messages
 * print values of rows, so none of them gets further than this class: what is kept of a failure is
 * its types, its error conditions and its stack trace.
 */
final class StorageFailures {
  private StorageFailures() {}

  /**
   * Runs an action on a table and translates whatever it throws.
   *
   * @param verb what is done, in one word: {@code write}
   * @throws AurumException of exit code CONFLICT, STORAGE or BUG
   */
  static <T> T translating(String verb, String table, Supplier<T> action) {
    try {
      return action.get();
    } catch (AurumException e) {
      throw e;
    } catch (Exception | LinkageError e) {
      throw translate(verb, table, e);
    }
  }

  static AurumException unreadable(Path path, IOException failure) {
    return storage("Cannot read " + path + ".", failure);
  }

  static AurumException unwritable(Path path, IOException failure) {
    return storage("Cannot write " + path + ".", failure);
  }

  private static AurumException translate(String verb, String table, Throwable failure) {
    String problem = "Cannot %s table %s.".formatted(verb, table);
    return first(failure, AurumException.class)
        .or(() -> guard(table, failure))
        .or(() -> conflict(problem, failure))
        .or(() -> first(failure, IOException.class).map(io -> storage(problem, failure)))
        .orElseGet(() -> bug(problem, failure));
  }

  private static Optional<AurumException> guard(String table, Throwable failure) {
    return raised(failure)
        .map(
            breach ->
                AurumException.of(
                        ExitCode.BUG,
                        "Rows for table %s break its contract: %s."
                            .formatted(table, breach.substring(WriteGuard.PREFIX.length())),
                        "the job that writes the table does not keep what it declares",
                        "report it with this message; the table is as it was")
                    .causedBy(RedactedException.of(failure)));
  }

  private static Optional<String> raised(Throwable failure) {
    return RedactedException.chain(failure)
        .filter(SparkThrowable.class::isInstance)
        .map(t -> ((SparkThrowable) t).getMessageParameters().get("errorMessage"))
        .filter(message -> message != null && message.startsWith(WriteGuard.PREFIX))
        .findFirst();
  }

  private static Optional<AurumException> conflict(String problem, Throwable failure) {
    boolean conflict =
        first(failure, DeltaConcurrentModificationException.class).isPresent()
            || first(failure, FileAlreadyExistsException.class).isPresent();
    return conflict
        ? Optional.of(
            AurumException.of(
                    ExitCode.CONFLICT,
                    problem,
                    "another process committed to the table at the same time",
                    "run again, one run at a time")
                .causedBy(RedactedException.of(failure)))
        : Optional.empty();
  }

  private static AurumException storage(String problem, Throwable failure) {
    return AurumException.of(
            ExitCode.STORAGE,
            problem,
            reason(failure),
            "check disk space, permissions and whether the file system is mounted, then run again")
        .causedBy(RedactedException.of(failure));
  }

  private static AurumException bug(String problem, Throwable failure) {
    String remedy =
        first(failure, AnalysisException.class).isPresent()
            ? "report it with this message; the query does not fit the table"
            : "report it with this message; the table is as it was";
    return AurumException.of(ExitCode.BUG, problem, RedactedException.describe(failure), remedy)
        .causedBy(RedactedException.of(failure));
  }

  /** Messages of file system failures name paths; those of other I/O failures may name values. */
  private static String reason(Throwable failure) {
    return RedactedException.chain(failure)
        .filter(
            t ->
                t instanceof FileSystemException
                    || t instanceof FileNotFoundException
                    || t instanceof AccessControlException
                    || outOfSpace(t))
        .findFirst()
        .map(t -> t.getClass().getSimpleName() + ": " + t.getMessage())
        .orElseGet(() -> RedactedException.describe(failure));
  }

  private static boolean outOfSpace(Throwable failure) {
    return failure instanceof IOException
        && ("No space left on device".equals(failure.getMessage())
            || "Disk quota exceeded".equals(failure.getMessage()));
  }

  private static <T extends Throwable> Optional<T> first(Throwable failure, Class<T> type) {
    return RedactedException.chain(failure).filter(type::isInstance).map(type::cast).findFirst();
  }
}
