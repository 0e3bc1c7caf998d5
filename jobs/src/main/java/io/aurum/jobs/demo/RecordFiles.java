package io.aurum.jobs.demo;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The export of one system: writes records in the system's own format, and damaged rows. */
interface RecordFiles extends Closeable {

  /** Writes one record. */
  void write(String key, Profile profile, Dates dates) throws IOException;

  /** Ways in which this format can be damaged in the middle of a file. */
  Set<MalformedKind> damages();

  /**
   * Writes a row that cannot become a record.
   *
   * @param kind one of {@link #damages()}
   * @param key key that the row would have had
   */
  TextFile.Place damaged(MalformedKind kind, String key, Profile profile, Dates dates)
      throws IOException;

  /**
   * Ends every file with a row whose quote is never closed, where the format knows quotes.
   *
   * @param key key that the rows would have had
   */
  default List<TextFile.Place> unclosed(String key) throws IOException {
    return List.of();
  }

  /** When a system created and last changed a record, to the second. */
  record Dates(Instant created, Instant updated) {}
}
