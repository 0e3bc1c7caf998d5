package io.aurum.jobs.ingest;

import java.time.Instant;
import java.util.SortedMap;

/** What the mapping of a source makes of a well-formed record. */
sealed interface SourceRow {

  /**
   * A record with its identity.
   *
   * @param id key, else hash and occurrence number
   * @param knownAt when it became known, microseconds
   * @param rowHash hash of the mapped values, and of order and deletion where the source has them
   * @param changeOrder value of the order column; null where there is none
   * @param deleted whether the source says that it is gone
   * @param values output columns in their order, null where absent
   * @param fields mapped values that are there, sorted by name; null for a customer, whose mapped
   *     values are attributes
   */
  @SuppressWarnings("ArrayRecordComponent") // made once per record, never compared
  record Accepted(
      String id,
      Instant knownAt,
      String rowHash,
      String changeOrder,
      boolean deleted,
      String[] values,
      SortedMap<String, String> fields)
      implements SourceRow {}

  /**
   * A record that lacks what every record needs.
   *
   * @param id key, where it could be read; else null
   * @param knownAt null where it could not be read
   * @param rule rule that it breaks
   * @param reason in words, without values
   */
  record Rejected(String id, Instant knownAt, String rule, String reason) implements SourceRow {}
}
