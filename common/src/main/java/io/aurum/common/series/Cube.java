package io.aurum.common.series;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a metric was, and what it was expected to be, for every combination of values of dimensions.
 *
 * @param dimensions names, 1 to {@value #MAX_DIMENSIONS}
 * @param cells one for each combination that occurs; their order does not matter
 */
public record Cube(List<String> dimensions, List<Cell> cells) {

  /** More dimensions have too many combinations to be searched. */
  public static final int MAX_DIMENSIONS = 8;

  public Cube {
    dimensions = List.copyOf(dimensions);
    cells = List.copyOf(cells);
    if (dimensions.isEmpty() || dimensions.size() > MAX_DIMENSIONS) {
      throw new IllegalArgumentException("%d dimensions".formatted(dimensions.size()));
    }
    for (Cell cell : cells) {
      if (cell.values().size() != dimensions.size()) {
        throw new IllegalArgumentException(
            "%d values of %d dimensions".formatted(cell.values().size(), dimensions.size()));
      }
    }
  }

  /** Whether there is more of the metric than expected, or less. */
  public enum Direction {
    RISE,
    FALL
  }

  /**
   * One combination.
   *
   * @param values of the dimensions, in their order
   * @param actual events seen, 0 or more: rows, or an amount in units of its mean per row
   * @param expected events expected, above 0
   * @param exposure of what a disturbance takes its share: the requests of a rate of failures; of a
   *     plain sum the expected events themselves
   */
  public record Cell(List<String> values, double actual, double expected, double exposure) {
    public Cell {
      values = List.copyOf(values);
      if (!(actual >= 0 && expected > 0 && exposure > 0)) {
        throw new IllegalArgumentException(
            "cell of %s, %s, %s".formatted(actual, expected, exposure));
      }
    }

    double change() {
      return actual - expected;
    }
  }

  /**
   * Part of a cube: all cells with these values.
   *
   * @param values by dimension; a dimension that is not among them may have any value
   */
  public record Scope(Map<String, String> values) implements Comparable<Scope> {
    public Scope {
      values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** In words: {@code product = A031 and country = DE}. */
    public String words() {
      return String.join(
          " and ", values.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).toList());
    }

    /** By the number of dimensions, then by their names and values. */
    @Override
    public int compareTo(Scope other) {
      int bySize = Integer.compare(values.size(), other.values.size());
      return bySize != 0 ? bySize : values.toString().compareTo(other.values.toString());
    }
  }
}
