package io.aurum.common.match;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records to be matched, dictionary-encoded: per attribute one array of value codes by row and the
 * distinct values in code order. Four bytes per record and attribute.
 */
public final class EncodedTable implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Code of a missing value. */
  public static final int MISSING = -1;

  private final List<MatchAttribute> attributes;
  private final int rows;
  private final int[][] codes;
  private final Value[][] values;
  private final int[][] frequencies;

  private EncodedTable(List<MatchAttribute> attributes, int rows, int[][] codes, Value[][] values) {
    this.attributes = List.copyOf(attributes);
    this.rows = rows;
    this.codes = codes;
    this.values = values;
    this.frequencies = new int[codes.length][];
    for (int a = 0; a < codes.length; a++) {
      frequencies[a] = new int[values[a].length];
      for (int code : codes[a]) {
        if (code != MISSING) {
          frequencies[a][code]++;
        }
      }
    }
  }

  public List<MatchAttribute> attributes() {
    return attributes;
  }

  public int rows() {
    return rows;
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

  /** Rows that hold the value. */
  int frequency(int attribute, int code) {
    return frequencies[attribute][code];
  }

  /** Collects rows in the order of matching; the order must come from content, not from ids. */
  public static final class Builder {
    private final List<MatchAttribute> attributes;
    private final int[][] codes;
    private final List<Map<String, Integer>> dictionaries;
    private int rows;

    /**
     * @param attributes in the order of the configuration
     * @param capacity expected rows
     */
    public Builder(List<MatchAttribute> attributes, int capacity) {
      this.attributes = attributes;
      this.codes = new int[attributes.size()][Math.max(16, capacity)];
      this.dictionaries = attributes.stream().map(a -> dictionary()).toList();
    }

    private static Map<String, Integer> dictionary() {
      return new HashMap<>();
    }

    /**
     * Adds a row.
     *
     * @param matchForms one per attribute; null where missing
     */
    public Builder add(String[] matchForms) {
      for (int a = 0; a < codes.length; a++) {
        if (rows == codes[a].length) {
          codes[a] = Arrays.copyOf(codes[a], rows * 2);
        }
        Map<String, Integer> dictionary = dictionaries.get(a);
        String form = matchForms[a];
        Integer code = form == null ? Integer.valueOf(MISSING) : dictionary.get(form);
        if (code == null) {
          code = dictionary.size();
          dictionary.put(form, code);
        }
        codes[a][rows] = code;
      }
      rows++;
      return this;
    }

    public EncodedTable build() {
      Value[][] values = new Value[codes.length][];
      int[][] trimmed = new int[codes.length][];
      for (int a = 0; a < codes.length; a++) {
        Value[] ofAttribute = new Value[dictionaries.get(a).size()];
        dictionaries.get(a).forEach((text, code) -> ofAttribute[code] = Value.of(text));
        values[a] = ofAttribute;
        trimmed[a] = Arrays.copyOf(codes[a], rows);
      }
      return new EncodedTable(attributes, rows, trimmed, values);
    }
  }
}
