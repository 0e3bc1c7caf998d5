package io.aurum.jobs.ingest;

import io.aurum.common.run.Payload;
import java.io.Closeable;
import java.io.IOException;

/** The lines of a text that are not blank, for formats in which a record is a line. */
final class Lines implements Closeable {
  private final CharWindow window;
  private final String encoding;
  private long number;
  private String text;
  private String payload;
  private Parsed.Malformed problem;

  /**
   * @param encoding name of the encoding, for messages
   * @param before lines of the file before the window
   */
  Lines(CharWindow window, String encoding, long before) {
    this.window = window;
    this.encoding = encoding;
    this.number = before;
  }

  /** Moves to the next line that is not blank; false at the end. */
  boolean next() throws IOException {
    while (window.at(0) != CharWindow.END) {
      number++;
      take();
      if (problem != null || !text.isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** Its number in the file, from 1. */
  long number() {
    return number;
  }

  /** What it says; not to be asked of a line with a problem. */
  String text() {
    return text;
  }

  /** The line as delivered, cut at {@link Payload#MAX_CHARS}. */
  String payload() {
    return payload;
  }

  /** Why it is no text, or null. */
  Parsed.Malformed problem() {
    return problem;
  }

  /** The line as something that is no record. */
  Parsed.Malformed malformed(String rule, String reason) {
    return Malformations.of(number, rule, reason, payload);
  }

  @Override
  public void close() throws IOException {
    window.close();
  }

  private void take() throws IOException {
    int end = window.lineEnd(0);
    payload = window.text(0, Math.min(end, Payload.MAX_CHARS));
    if (window.at(end) == CharWindow.OVER) {
      problem = Malformations.tooLong(number, payload, window.limit());
      window.discardLine();
      return;
    }
    text = window.text(0, end);
    problem =
        window.undecodableBefore(end)
            ? Malformations.undecodable(number, payload, encoding)
            : window.nulBefore(end) ? Malformations.nul(number, payload) : null;
    window.advance(end + window.lineBreakLength(end));
  }
}
