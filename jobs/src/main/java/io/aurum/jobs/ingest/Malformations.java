package io.aurum.jobs.ingest;

import io.aurum.common.run.Payload;

/** What can be wrong with a record of any text format. */
final class Malformations {
  private Malformations() {}

  /**
   * @param payload the text as delivered; undecodable places become replacement characters
   */
  static Parsed.Malformed of(long line, String rule, String reason, String payload) {
    return new Parsed.Malformed(
        line, rule, reason, Payload.cut(payload.replace(CharWindow.UNDECODABLE, '\uFFFD')));
  }

  static Parsed.Malformed undecodable(long line, String payload, String encoding) {
    return of(
        line,
        "file.encoding",
        "Bytes are not valid in encoding %s; declare the encoding that the file is written in."
            .formatted(encoding),
        payload);
  }

  static Parsed.Malformed nul(long line, String payload) {
    return of(
        line,
        "file.nul",
        "The record holds NUL characters, which no text does; deliver the file again, or declare its encoding if that is UTF-16.",
        payload);
  }

  static Parsed.Malformed tooLong(long line, String payload, int limit) {
    return of(
        line,
        "file.too-long",
        "The record is longer than %,d characters; check the file for missing line breaks, or raise max-record-chars."
            .formatted(limit),
        payload);
  }

  static Parsed.Malformed ragged(long line, String payload, int expected, int found) {
    return of(
        line,
        "file.ragged",
        "Expected %d fields, found %d; quote values that contain the delimiter or a line break."
            .formatted(expected, found),
        payload);
  }
}
