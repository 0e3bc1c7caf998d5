package io.aurum.jobs.ingest;

import io.aurum.common.run.Payload;

/** What a reader found at one place of a file. */
sealed interface Parsed {

  /** Line on which the record starts, 1-based; record number where the format has no lines. */
  long line();

  /**
   * A well-formed record.
   *
   * @param values values of the wanted columns, in the order in which they were asked for; null
   *     where the record has none
   */
  @SuppressWarnings("ArrayRecordComponent") // made once per record, never compared
  record Fields(long line, String[] values) implements Parsed {}

  /**
   * Something that is no record.
   *
   * @param rule the rule that it breaks
   * @param reason what is wrong, why and what to do, without any of the record's text
   * @param payload the text as delivered, cut at {@link Payload#MAX_CHARS}; null where there is
   *     none
   */
  record Malformed(long line, String rule, String reason, String payload) implements Parsed {}
}
