package io.aurum.common.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Columns of a linear model, few of which are other than zero in a row.
 *
 * <p>A number is cut to the range seen and standardised, and is bent at its vigintiles: beside its
 * own column it has one for each knot and one for the largest number seen, which is 1 there, falls
 * to 0 at the knots beside it, and is 0 beyond. A missing number is its mean and has a column of
 * its own. Every category has a column, but for rare ones, which have none.
 *
 * @param codes by feature
 * @param width number of columns
 */
public record SparseEncoder(List<Code> codes, int width) implements Serializable {
  private static final int KNOTS = 19;

  /** Columns of a number that are not zero, at most: its own, two bends, that it is missing. */
  private static final int MOST_OF_NUMBER = 4;

  /** Different values above which a number is bent. */
  private static final int BENT_VALUES = 10;

  /** Rows that one of few categories needs for a column of its own. */
  private static final int COMMON_ROWS = 10;

  /**
   * How a feature becomes columns.
   *
   * @param number whether its values are numbers
   * @param first its first column
   * @param mean of the numbers
   * @param deviation standard deviation of the numbers, above 0
   * @param low smallest number
   * @param high largest number
   * @param knots at which the numbers are bent
   * @param columns by category
   */
  public record Code(
      boolean number,
      int first,
      double mean,
      double deviation,
      double low,
      double high,
      double[] knots,
      Map<String, Integer> columns)
      implements Serializable {

    int width() {
      return number ? bends() + 2 : columns.size();
    }

    /** Columns that bend a number: they stand behind the first. */
    int bends() {
      return knots.length == 0 ? 0 : knots.length + 1;
    }

    private double knot(int k) {
      return k < 0 ? low : k < knots.length ? knots[k] : high;
    }
  }

  /**
   * A row's columns that are not zero.
   *
   * @param columns numbers of the columns
   * @param values their values
   * @param features which feature each belongs to
   * @param size how many there are
   */
  record Sparse(int[] columns, double[] values, int[] features, int size) {}

  static SparseEncoder fit(Examples rows) {
    List<Code> codes = new ArrayList<>();
    int width = 0;
    for (int f = 0; f < rows.columns().size(); f++) {
      Code code =
          rows.columns().get(f).isNumber() ? number(rows, f, width) : category(rows, f, width);
      codes.add(code);
      width += code.width();
    }
    return new SparseEncoder(codes, width);
  }

  private static Code number(Examples rows, int feature, int first) {
    double[] sorted =
        Arrays.stream(rows.all())
            .filter(i -> rows.row(i)[feature] != null)
            .mapToDouble(i -> (Double) rows.row(i)[feature])
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return new Code(true, first, 0, 1, 0, 0, new double[0], Map.of());
    }
    double mean = Arrays.stream(sorted).sum() / sorted.length;
    double squares = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = Math.sqrt(squares / sorted.length);
    return new Code(
        true,
        first,
        mean,
        deviation > 0 ? deviation : 1,
        sorted[0],
        sorted[sorted.length - 1],
        knots(sorted),
        Map.of());
  }

  private static double[] knots(double[] sorted) {
    if (Arrays.stream(sorted).distinct().limit(BENT_VALUES + 1L).count() <= BENT_VALUES) {
      return new double[0];
    }
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    double[] quantiles = new double[KNOTS];
    for (int k = 1; k <= KNOTS; k++) {
      quantiles[k - 1] = sorted[(int) ((long) sorted.length * k / (KNOTS + 1))];
    }
    return Arrays.stream(quantiles).filter(x -> x > low && x < high).distinct().toArray();
  }

  private static Code category(Examples rows, int feature, int first) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.row(i)[feature] instanceof String category) {
        counts.merge(category, 1, Integer::sum);
      }
    }
    int needed = counts.size() > Categories.FEW ? Categories.COMMON_ROWS : COMMON_ROWS;
    Map<String, Integer> columns = new LinkedHashMap<>();
    counts.forEach(
        (category, count) -> {
          if (count >= needed) {
            columns.put(category, first + columns.size());
          }
        });
    return new Code(false, first, 0, 1, 0, 0, new double[0], columns);
  }

  Sparse encode(Object[] row) {
    int room = 0;
    for (Code code : codes) {
      room += code.number ? MOST_OF_NUMBER : 1;
    }
    int[] columns = new int[room];
    double[] values = new double[room];
    int[] features = new int[room];
    int size = 0;
    for (int f = 0; f < row.length; f++) {
      Code code = codes.get(f);
      int from = size;
      if (code.number) {
        size = numbers(code, (Double) row[f], columns, values, size);
      } else if (row[f] != null && code.columns.containsKey((String) row[f])) {
        columns[size] = code.columns.get((String) row[f]);
        values[size++] = 1;
      }
      Arrays.fill(features, from, size, f);
    }
    return new Sparse(columns, values, features, size);
  }

  private static int numbers(Code code, Double value, int[] columns, double[] values, int from) {
    int size = from;
    if (value == null) {
      columns[size] = code.first + code.width() - 1;
      values[size++] = 1;
    }
    double x = value == null ? code.mean : Math.min(code.high, Math.max(code.low, value));
    columns[size] = code.first;
    values[size++] = (x - code.mean) / code.deviation;
    return code.bends() == 0 ? size : bends(code, x, columns, values, size);
  }

  /** The columns of the two knots that a number lies between; the smallest number has none. */
  private static int bends(Code code, double x, int[] columns, double[] values, int from) {
    int size = from;
    int at = Arrays.binarySearch(code.knots, x);
    int above = at >= 0 ? at : -at - 1;
    double below = code.knot(above - 1);
    double share = (x - below) / (code.knot(above) - below);
    if (above > 0 && share < 1) {
      columns[size] = code.first + above;
      values[size++] = 1 - share;
    }
    if (share > 0) {
      columns[size] = code.first + 1 + above;
      values[size++] = share;
    }
    return size;
  }
}
