package io.aurum.jobs.ingest;

/**
 * Numbers equal records within a file: exact duplicates are records of their own. Counts 128-bit
 * hashes in open addressing, about 40 bytes for each distinct one.
 */
final class Occurrences {
  private long[] keys = new long[2 << 10];
  private int[] counts = new int[1 << 10];
  private int size;

  /**
   * How many times the hash was asked for, this time included: 1, 2, ...
   *
   * @param hash 32 hex digits
   */
  int next(String hash) {
    if (4 * size > 3 * counts.length) {
      grow();
    }
    long high = Long.parseUnsignedLong(hash, 0, 16, 16);
    long low = Long.parseUnsignedLong(hash, 16, 32, 16);
    int slot = slot(high, low);
    if (counts[slot] == 0) {
      keys[2 * slot] = high;
      keys[2 * slot + 1] = low;
      size++;
    }
    return ++counts[slot];
  }

  private int slot(long high, long low) {
    int mask = counts.length - 1;
    int slot = (int) low & mask;
    while (counts[slot] != 0 && (keys[2 * slot] != high || keys[2 * slot + 1] != low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[2 * oldKeys.length];
    counts = new int[2 * oldCounts.length];
    for (int i = 0; i < oldCounts.length; i++) {
      if (oldCounts[i] != 0) {
        int slot = slot(oldKeys[2 * i], oldKeys[2 * i + 1]);
        System.arraycopy(oldKeys, 2 * i, keys, 2 * slot, 2);
        counts[slot] = oldCounts[i];
      }
    }
  }
}
