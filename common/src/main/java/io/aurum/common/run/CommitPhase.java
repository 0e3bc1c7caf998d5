package io.aurum.common.run;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The moments at which a killed process leaves the output folder in another state. Code that makes
 * something durable calls {@link #reached} at each of them, which does nothing unless a test asks
 * for it.
 *
 * <p>For tests only: the system property {@code aurum.fault} names one moment, {@code
 * staged:match_pair} or, for its second time in the process, {@code committed:customer_link#2};
 * there the process halts at once, without any cleaning up, with exit code {@value #HALTED}. The
 * value {@code list} prints the moments to standard error instead as they are reached.
 */
public enum CommitPhase {
  /** A result is about to be written to the staging folder. */
  STAGING,
  /** A result is complete in the staging folder. */
  STAGED,
  /** The former result of the date has moved to the trash. */
  MOVED_AWAY,
  /** The new result is in its place. */
  PUBLISHED,
  /** The former result awaits its deletion. */
  DISCARDED,
  /** A state table is about to be changed; its data files are not written yet. */
  CHANGING,
  /** The entry of a state table's log is written, but not yet under its name. */
  LOG_WRITTEN,
  /** The entry of a state table's log is there: the commit counts. */
  LOG_LINKED,
  /** The commit of a state table is over. */
  COMMITTED,
  /** A file outside the tables is written, but not yet under its name. */
  FILE_WRITTEN,
  /** A file outside the tables is in its place. */
  FILE_REVEALED;

  /** Exit code of a process that halted where it was asked to. */
  public static final int HALTED = 86;

  private static final String LIST = "list";
  private static final Optional<String> WANTED =
      Optional.ofNullable(System.getProperty("aurum.fault"));
  private static final Map<String, Integer> TIMES = new ConcurrentHashMap<>();

  /**
   * Says that the moment has come.
   *
   * @param subject name of the table or file
   */
  public void reached(String subject) {
    WANTED.ifPresent(wanted -> react(wanted, subject));
  }

  private void react(String wanted, String subject) {
    String moment = name().toLowerCase(Locale.ROOT).replace('_', '-') + ":" + subject;
    int times = TIMES.merge(moment, 1, Integer::sum);
    String counted = times == 1 ? moment : moment + "#" + times;
    if (wanted.equals(LIST)) {
      System.err.println("reached " + counted);
    } else if (wanted.equals(counted)) {
      Runtime.getRuntime().halt(HALTED);
    }
  }
}
