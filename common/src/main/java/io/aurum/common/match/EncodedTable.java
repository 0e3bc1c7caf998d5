package io.aurum.common.match;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Distinct rows to be matched, dictionary-encoded: per attribute one array of value codes by row
 * and the distinct values in code order. Records whose match forms are all equal share a row, so
 * exact duplicates cost nothing. Four bytes per row and attribute.
 */
public final class EncodedTable implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Code of a missing value. */
  public static final int MISSING = -1;

  private final List<MatchAttribute> attributes;
  private final int[][] codes;
  private final Value[][] values;
  private final int[][] frequencies;

  /** Records before each row; the last entry is the number of records. */
  private final int[] recordsBefore;

  /**
   * @param codes by attribute and row, {@link #MISSING} for no value
   * @param values by attribute and code
   * @param multiplicity records by row, at least 1
   */
  EncodedTable(
      List<MatchAttribute> attributes, int[][] codes, Value[][] values, int[] multiplicity) {
    this.attributes = List.copyOf(attributes);
    this.codes = codes;
    this.values = values;
    this.recordsBefore = new int[multiplicity.length + 1];
    for (int row = 0; row < multiplicity.length; row++) {
      recordsBefore[row + 1] = recordsBefore[row] + multiplicity[row];
    }
    this.frequencies = new int[codes.length][];
    for (int a = 0; a < codes.length; a++) {
      frequencies[a] = new int[values[a].length];
      for (int row = 0; row < multiplicity.length; row++) {
        if (codes[a][row] != MISSING) {
          frequencies[a][codes[a][row]] += multiplicity[row];
        }
      }
    }
  }

  /** The compared attributes, in the order of the configuration. */
  public List<MatchAttribute> attributes() {
    return attributes;
  }

  /** Number of distinct rows. */
  public int rows() {
    return recordsBefore.length - 1;
  }

  /** Number of records. */
  public int records() {
    return recordsBefore[rows()];
  }

  /** Records that share the row. */
  public int multiplicity(int row) {
    return recordsBefore[row + 1] - recordsBefore[row];
  }

  /** Row of the record with that number, records numbered along the rows. */
  int rowOfRecord(int record) {
    int at = Arrays.binarySearch(recordsBefore, record);
    return at >= 0 ? at : -at - 2;
  }

  /** Code of the row's value, or {@link #MISSING}. */
  int code(int attribute, int row) {
    return codes[attribute][row];
  }

  /** Distinct values of the attribute. */
  int distinct(int attribute) {
    return values[attribute].length;
  }

  Value value(int attribute, int code) {
    return values[attribute][code];
  }

  /** Records that hold the value. */
  int frequency(int attribute, int code) {
    return frequencies[attribute][code];
  }
}
