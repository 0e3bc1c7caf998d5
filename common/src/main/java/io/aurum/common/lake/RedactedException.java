package io.aurum.common.lake;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;

/**
 * A failure of Spark, Delta or Parquet without its words, which may quote values of rows. Kept are
 * the types, Spark's error conditions and the stack traces of the whole chain of causes. Whoever
 * shows a failure that is not the suite's own shows this instead.
 */
public final class RedactedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private RedactedException(String message, Throwable cause, StackTraceElement[] trace) {
    super(message, cause);
    setStackTrace(trace);
  }

  /** The failure and its causes without their messages. */
  public static RedactedException of(Throwable failure) {
    var all = chain(failure).toList();
    RedactedException redacted = null;
    for (int i = all.size() - 1; i >= 0; i--) {
      redacted = new RedactedException(name(all.get(i)), redacted, all.get(i).getStackTrace());
    }
    return redacted;
  }

  /** The innermost failure, which says most: its type and, from Spark, its error condition. */
  public static String describe(Throwable failure) {
    return name(chain(failure).reduce((outer, inner) -> inner).orElseThrow());
  }

  /** The failure and its causes, outermost first. */
  static Stream<Throwable> chain(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return Stream.iterate(failure, t -> t != null && seen.add(t), Throwable::getCause);
  }

  private static String name(Throwable failure) {
    String type = failure.getClass().getName();
    return failure instanceof SparkThrowable spark && spark.getCondition() != null
        ? type + " [" + spark.getCondition() + "]"
        : type;
  }
}
