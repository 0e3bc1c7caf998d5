package io.aurum.common.run;

/**
 * Is told the moments of {@link CommitPhase} as they are reached, on the thread that reached them.
 * Found by {@link java.util.ServiceLoader}; the suite itself has none.
 */
@FunctionalInterface
public interface CommitListener {

  /**
   * The moment has come.
   *
   * @param subject name of the table or file
   */
  void reached(CommitPhase phase, String subject);
}
