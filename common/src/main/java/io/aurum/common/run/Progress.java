package io.aurum.common.run;

/**
 * Tells people what a long run is doing. Implementations write to standard error, never to data.
 */
public interface Progress {

  /** Says nothing. */
  Progress SILENT = phase -> {};

  /** The current job enters a phase, in a few words: {@code scoring 1,204,113 pairs}. */
  void phase(String phase);
}
