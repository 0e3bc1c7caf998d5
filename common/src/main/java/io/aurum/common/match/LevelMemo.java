package io.aurum.common.match;

import java.util.Arrays;

/**
 * Compares values of one attribute by their codes and remembers recent answers: a direct-mapped
 * cache, since a common pair of values is compared over and over. One per thread.
 */
final class LevelMemo {
  private static final int SLOT_BITS = 15;

  private final EncodedTable table;
  private final int attribute;
  private final Comparator comparator;
  private final long[] pairs = new long[1 << SLOT_BITS];
  private final byte[] levels = new byte[1 << SLOT_BITS];

  LevelMemo(EncodedTable table, int attribute) {
    this.table = table;
    this.attribute = attribute;
    this.comparator = table.attributes().get(attribute).comparator();
    Arrays.fill(pairs, -1);
  }

  /** Level of two codes, neither missing. */
  int level(int codeA, int codeB) {
    if (codeA == codeB) {
      return 0;
    }
    long pair = codeA < codeB ? ((long) codeA << 32) | codeB : ((long) codeB << 32) | codeA;
    int slot = (int) (Hashes.mix(pair) >>> (Long.SIZE - SLOT_BITS));
    if (pairs[slot] != pair) {
      pairs[slot] = pair;
      levels[slot] =
          (byte) comparator.level(table.value(attribute, codeA), table.value(attribute, codeB));
    }
    return levels[slot];
  }
}
