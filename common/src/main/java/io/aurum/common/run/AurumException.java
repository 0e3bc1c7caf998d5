package io.aurum.common.run;

/**
 * A failure that a user can act on. The message states the problem, the cause and the remedy, and
 * holds no personal data.
 */
public final class AurumException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  private AurumException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /**
   * @param problem what is wrong, with the offending value where it is not personal
   * @param cause why it is wrong
   * @param remedy what to do
   */
  public static AurumException of(ExitCode exitCode, String problem, String cause, String remedy) {
    return new AurumException(
        exitCode, String.join("\n  ", problem, "cause: " + cause, "remedy: " + remedy), null);
  }

  /** The same, keeping the failure that led to it. */
  public AurumException causedBy(Throwable failure) {
    return new AurumException(exitCode, getMessage(), failure);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
