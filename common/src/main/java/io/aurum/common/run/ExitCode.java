package io.aurum.common.run;

/** What a process of the suite returns to its scheduler. */
public enum ExitCode {
  OK(0),
  /** Bad configuration or usage: fix and run again. */
  USAGE(2),
  /** A quality gate closed: look at the quarantine; the previous state stands. */
  GATE(3),
  /** Storage failed: disk, permissions, a broken table. */
  STORAGE(4),
  /** Another run holds the output: retry. */
  CONFLICT(5),
  /** A bug in the suite. */
  BUG(70);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
