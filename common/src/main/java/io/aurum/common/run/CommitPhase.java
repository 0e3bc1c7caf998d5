package io.aurum.common.run;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The moments at which a killed process leaves the output folder in another state. Code that makes
 * something durable calls {@link #reached} at each of them. That tells a {@link CommitListener},
 * where the class path has one, and does nothing else: tests bring one that halts the process.
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

  private static final Optional<CommitListener> LISTENER =
      ServiceLoader.load(CommitListener.class).findFirst();

  /**
   * Says that the moment has come.
   *
   * @param subject name of the table or file
   */
  public void reached(String subject) {
    LISTENER.ifPresent(listener -> listener.reached(this, subject));
  }
}
