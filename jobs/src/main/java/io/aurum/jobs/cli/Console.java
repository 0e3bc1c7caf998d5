package io.aurum.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command speaks.
 *
 * @param out answers
 * @param err progress and errors
 * @param terminal whether a person watches {@code err}
 */
record Console(PrintWriter out, PrintWriter err, boolean terminal) {
  /** System property by which the launcher says that standard error is a terminal. */
  private static final String TERMINAL = "aurum.terminal";

  /** Made by the first document, because most commands print none. */
  private static final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();
  }

  /** The streams of the process. */
  static Console system() {
    return new Console(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Boolean.getBoolean(TERMINAL));
  }

  /** Prints one JSON document on one line; maps keep their order. */
  void json(Object document) {
    try {
      out.println(Json.MAPPER.writeValueAsString(document));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not representable as JSON: " + document.getClass(), e);
    }
  }
}
