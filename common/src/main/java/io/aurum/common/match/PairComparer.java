package io.aurum.common.match;

/** Compares pairs of rows attribute by attribute. One per thread. */
final class PairComparer {
  private final EncodedTable table;
  private final LevelMemo[] memos;

  PairComparer(EncodedTable table) {
    this.table = table;
    this.memos = new LevelMemo[table.attributes().size()];
    for (int a = 0; a < memos.length; a++) {
      memos[a] = new LevelMemo(table, a);
    }
  }

  /** Level of one attribute, or {@link PatternCounts#MISSING}. */
  int level(int attribute, int rowA, int rowB) {
    int codeA = table.code(attribute, rowA);
    int codeB = table.code(attribute, rowB);
    return codeA == EncodedTable.MISSING || codeB == EncodedTable.MISSING
        ? PatternCounts.MISSING
        : memos[attribute].level(codeA, codeB);
  }

  /** Fills the agreement pattern of a pair. */
  void pattern(int rowA, int rowB, byte[] into) {
    for (int a = 0; a < memos.length; a++) {
      into[a] = (byte) level(a, rowA, rowB);
    }
  }
}
