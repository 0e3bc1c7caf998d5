package io.aurum.common.cluster;

import io.aurum.common.model.FeatureColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Rows as people know them, before they become points.
 *
 * @param columns what each place of a row holds
 * @param rows values: {@link Double}, {@link String}, or null where one is missing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Frame(List<FeatureColumn> columns, Object[][] rows) {
  public Frame {
    columns = List.copyOf(columns);
    for (Object[] row : rows) {
      if (row.length != columns.size()) {
        throw new IllegalArgumentException(
            "A row of %d values for %d columns".formatted(row.length, columns.size()));
      }
    }
  }

  /** Number of rows. */
  public int size() {
    return rows.length;
  }

  /** Numbers of a column that are known, in the order of the rows. */
  double[] numbers(int column) {
    return Arrays.stream(rows)
        .filter(row -> row[column] != null)
        .mapToDouble(row -> (Double) row[column])
        .toArray();
  }

  /** Values of a category that are known, the most frequent first. */
  List<String> levels(int column) {
    var counts = new TreeMap<String, Integer>();
    for (Object[] row : rows) {
      if (row[column] != null) {
        counts.merge((String) row[column], 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Places of the columns that are numbers. */
  int[] numeric() {
    return IntStream.range(0, columns.size()).filter(c -> columns.get(c).isNumber()).toArray();
  }
}
