package io.aurum.common.pattern;

/** Thrown by a sink that wants nothing more: ends the search. The miner is of no use afterwards. */
public final class EnoughException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EnoughException() {
    super("enough was found", null, false, false);
  }
}
