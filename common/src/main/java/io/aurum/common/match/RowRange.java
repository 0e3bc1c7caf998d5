package io.aurum.common.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of rows whose candidates one task compares.
 *
 * @param from first row
 * @param to row after the last
 */
public record RowRange(int from, int to) implements Serializable {

  /** Cuts all rows into ranges of about equal work, whatever the sizes of their blocks. */
  public static List<RowRange> balanced(BlockIndex index, int rows, int ranges) {
    long total = 0;
    for (int row = 0; row < rows; row++) {
      total += index.work(row);
    }
    long share = Math.max(1, (total + ranges - 1) / ranges);
    List<RowRange> cut = new ArrayList<>();
    int from = 0;
    long work = 0;
    for (int row = 0; row < rows; row++) {
      work += index.work(row);
      if (work >= share || row == rows - 1) {
        cut.add(new RowRange(from, row + 1));
        from = row + 1;
        work = 0;
      }
    }
    return cut;
  }
}
