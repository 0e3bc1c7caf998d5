package io.aurum.common.match;

/**
 * The records that resolution distributes over customers, numbered from 0, and what decides which
 * of them founded a customer: the one that became known first; of those known at the same instant
 * the one with the smallest content hash; and only among records of equal content the one with the
 * smallest key. A record that changes keeps its place: what counts is the first version that was
 * accepted.
 */
public interface FoundingRecords {

  /** Number of records. */
  int size();

  /** When the record's first version became known, microseconds since the epoch (UTC). */
  long firstKnownAt(int record);

  /** Hash of the canonical values of the record's first version. */
  String firstContentHash(int record);

  /**
   * Source and record id, joined so that no two records share a key; used for the founding order
   * among equal records and as part of a new id, for nothing else.
   */
  String key(int record);

  /** Which of two records is the earlier founder; total, since keys differ. */
  default int compare(int first, int second) {
    int order = Long.compare(firstKnownAt(first), firstKnownAt(second));
    if (order == 0) {
      order = firstContentHash(first).compareTo(firstContentHash(second));
    }
    return order == 0 ? key(first).compareTo(key(second)) : order;
  }
}
