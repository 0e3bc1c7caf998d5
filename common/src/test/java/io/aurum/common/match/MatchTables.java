package io.aurum.common.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Small tables to match, as tests write them down. */
final class MatchTables {
  private MatchTables() {}

  /** Attributes that are equal or differ, blocked by their whole text. */
  static List<MatchAttribute> exact(String... names) {
    return Stream.of(names)
        .map(name -> new MatchAttribute(name, Comparators.exact(), BlockingKeys::exact, false))
        .toList();
  }

  /** A table of rows in the order given, null for a missing value, one record per row. */
  static EncodedTable table(List<MatchAttribute> attributes, List<String[]> rows) {
    int[] ones = new int[rows.size()];
    Arrays.fill(ones, 1);
    return table(attributes, rows, ones);
  }

  /** As before, with the number of records of each row. */
  static EncodedTable table(
      List<MatchAttribute> attributes, List<String[]> rows, int[] multiplicity) {
    int[][] codes = new int[attributes.size()][rows.size()];
    Value[][] values = new Value[attributes.size()][];
    for (int a = 0; a < codes.length; a++) {
      Map<String, Integer> dictionary = new LinkedHashMap<>();
      for (int row = 0; row < rows.size(); row++) {
        String text = rows.get(row)[a];
        codes[a][row] = EncodedTable.MISSING;
        if (text != null) {
          dictionary.putIfAbsent(text, dictionary.size());
          codes[a][row] = dictionary.get(text);
        }
      }
      values[a] = dictionary.keySet().stream().map(Value::of).toArray(Value[]::new);
    }
    return new EncodedTable(attributes, codes, values, multiplicity);
  }

  /** Rows without any value, for what only looks at pairs. */
  static EncodedTable blank(int... multiplicity) {
    return table(
        exact("a"),
        IntStream.range(0, multiplicity.length).mapToObj(row -> new String[1]).toList(),
        multiplicity);
  }

  static String[] row(String... values) {
    return values;
  }

  /** Every candidate as {@code first-second kind}, in the order of the visits. */
  static List<String> candidates(BlockIndex index, int rows) {
    List<String> found = new ArrayList<>();
    BlockIndex.Scratch scratch = index.scratch();
    for (int row = 0; row < rows; row++) {
      int first = row;
      index.candidates(
          row, scratch, (second, kind) -> found.add(first + "-" + second + " " + index.kind(kind)));
    }
    return found;
  }

  /** Scored pairs of {@code first, second, weight}. */
  static ScoredPairs scored(List<int[]> pairs) {
    return new ScoredPairs(
        pairs.stream().mapToLong(p -> ((long) p[0] << 32) | p[1]).toArray(),
        pairs.stream().mapToInt(p -> p[2]).toArray(),
        new int[pairs.size()],
        new long[] {pairs.size()});
  }
}
