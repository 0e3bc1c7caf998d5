package io.aurum.common.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One number for each feature, for models that split by it. A category becomes the mean target of
 * its rows, pulled towards the mean of all: an order of categories in which the best cut of them
 * into two parts is a cut of the line (Fisher, "On grouping for maximum homogeneity", JASA 1958).
 * What is missing stays missing, as NaN; a category that is rare or new is the mean of all.
 *
 * <p>Where a feature has many categories the number of one knows the targets of its few rows, and
 * trees would take it for more than it tells of other rows. So rows that are learnt from get the
 * numbers that the rows of other parts give: to the trees they are what new rows will be.
 *
 * <p>Numbers that go together closely, as sizes and coordinates do, can be contrasted: their ratio
 * and the sum and difference of their standard scores are columns too, because trees, which cut one
 * column at a time, do not see them otherwise.
 *
 * @param scales by feature: number of each category; empty for numbers
 * @param mean of the target
 * @param contrasts pairs of numbers that have further columns behind those of the features
 */
public record DenseEncoder(List<Map<String, Double>> scales, double mean, List<Contrast> contrasts)
    implements Serializable {
  /** Rows of the mean of all that are added to the rows of a category. */
  private static final double PRIOR_ROWS = 10;

  /** Parts of the rows learnt from; each has the numbers of the others. */
  private static final int PARTS = 5;

  /** Makes the parts others than those of any folds. */
  private static final long PART_SEED = 0x5ca1ab1e;

  /** Correlation, positive or negative, from which numbers go together closely. */
  private static final double CLOSE = 0.8;

  private static final int COLUMNS_OF_CONTRAST = 3;

  /**
   * Two numbers that are set against each other.
   *
   * @param first feature
   * @param second feature
   * @param means of both
   * @param deviations standard deviations of both, above 0
   */
  public record Contrast(int first, int second, double[] means, double[] deviations)
      implements Serializable {

    private void encode(Object[] row, float[] into, int offset) {
      Arrays.fill(into, offset, offset + COLUMNS_OF_CONTRAST, Float.NaN);
      if (row[first] instanceof Double x && row[second] instanceof Double y) {
        double a = (x - means[0]) / deviations[0];
        double b = (y - means[1]) / deviations[1];
        into[offset] = y == 0 ? Float.NaN : (float) (x / y);
        into[offset + 1] = (float) (a + b);
        into[offset + 2] = (float) (a - b);
      }
    }
  }

  /** Without contrasts: each column is a feature. */
  static DenseEncoder plain(Examples rows) {
    return fit(rows, List.of());
  }

  /** With contrasts of numbers that go together closely. */
  static DenseEncoder contrasting(Examples rows) {
    List<Contrast> contrasts = new ArrayList<>();
    for (int first = 0; first < rows.columns().size(); first++) {
      for (int second = first + 1; second < rows.columns().size(); second++) {
        if (rows.columns().get(first).isNumber() && rows.columns().get(second).isNumber()) {
          contrast(rows, first, second).ifPresent(contrasts::add);
        }
      }
    }
    return fit(rows, contrasts);
  }

  private static Optional<Contrast> contrast(Examples rows, int first, int second) {
    int[] known =
        Arrays.stream(rows.all())
            .filter(i -> rows.row(i)[first] != null && rows.row(i)[second] != null)
            .toArray();
    double[] means = new double[2];
    double[] squares = new double[2];
    double products = 0;
    for (int i : known) {
      means[0] += (Double) rows.row(i)[first] / known.length;
      means[1] += (Double) rows.row(i)[second] / known.length;
    }
    for (int i : known) {
      double a = (Double) rows.row(i)[first] - means[0];
      double b = (Double) rows.row(i)[second] - means[1];
      squares[0] += a * a;
      squares[1] += b * b;
      products += a * b;
    }
    boolean close = Math.abs(products) >= CLOSE * Math.sqrt(squares[0] * squares[1]);
    return products != 0 && close
        ? Optional.of(
            new Contrast(
                first,
                second,
                means,
                Arrays.stream(squares).map(s -> Math.sqrt(s / known.length)).toArray()))
        : Optional.empty();
  }

  private static DenseEncoder fit(Examples rows, List<Contrast> contrasts) {
    double mean = rows.meanTarget();
    List<Map<String, Double>> scales = new ArrayList<>();
    for (int f = 0; f < rows.columns().size(); f++) {
      scales.add(rows.columns().get(f).isNumber() ? Map.of() : scale(rows, f, mean));
    }
    return new DenseEncoder(scales, mean, contrasts);
  }

  private static Map<String, Double> scale(Examples rows, int feature, double mean) {
    Map<String, Double> scale = new LinkedHashMap<>();
    sums(rows, feature, mean)
        .forEach((category, sums) -> scale.put(category, sums.number(mean, PARTS)));
    return scale;
  }

  /** Of each category that has a number of its own, in the order of the alphabet. */
  private static Map<String, Sums> sums(Examples rows, int feature, double mean) {
    Map<String, Sums> sums = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.row(i)[feature] instanceof String category) {
        sums.computeIfAbsent(category, absent -> new Sums())
            .add(part(rows, i), rows.target(i) - mean);
      }
    }
    if (sums.size() > Categories.FEW) {
      sums.values().removeIf(category -> category.all() < Categories.COMMON_ROWS);
    }
    return sums;
  }

  private static int part(Examples rows, int row) {
    return (int) Math.floorMod(Folds.mix(rows.group(row), PART_SEED), (long) PARTS);
  }

  /** The rows of a category, by part: how many, and by how much they exceed the mean. */
  private static final class Sums {
    private final double[] excess = new double[PARTS];
    private final int[] count = new int[PARTS];

    void add(int part, double by) {
      excess[part] += by;
      count[part]++;
    }

    int all() {
      return Arrays.stream(count).sum();
    }

    /** By the rows of all parts but one. */
    double number(double mean, int without) {
      double sum = 0;
      double rows = 0;
      for (int part = 0; part < PARTS; part++) {
        sum += part == without ? 0 : excess[part];
        rows += part == without ? 0 : count[part];
      }
      return mean + sum / (rows + PRIOR_ROWS);
    }
  }

  /** Numbers of a row, NaN where the value is missing. */
  float[] encode(Object[] row) {
    float[] encoded = new float[width()];
    encode(row, encoded, 0);
    return encoded;
  }

  /**
   * The same of the rows that this was made of, one after the other. Categories of features that
   * have many have the numbers that the other parts of the rows give.
   */
  float[] encodeLearnt(Examples rows) {
    float[] encoded = new float[rows.size() * width()];
    for (int i = 0; i < rows.size(); i++) {
      encode(rows.row(i), encoded, i * width());
    }
    for (int f = 0; f < scales.size(); f++) {
      if (!rows.columns().get(f).isNumber() && hasMany(rows, f)) {
        Map<String, Sums> sums = sums(rows, f, mean);
        for (int i = 0; i < rows.size(); i++) {
          if (rows.row(i)[f] instanceof String category && sums.containsKey(category)) {
            encoded[i * width() + f] = (float) sums.get(category).number(mean, part(rows, i));
          }
        }
      }
    }
    return encoded;
  }

  private static boolean hasMany(Examples rows, int feature) {
    return Arrays.stream(rows.all())
            .mapToObj(i -> rows.row(i)[feature])
            .filter(Objects::nonNull)
            .distinct()
            .limit(Categories.FEW + 1L)
            .count()
        > Categories.FEW;
  }

  void encode(Object[] row, float[] into, int offset) {
    for (int f = 0; f < row.length; f++) {
      into[offset + f] = (float) number(row[f], scales.get(f));
    }
    int column = offset + row.length;
    for (Contrast contrast : contrasts) {
      contrast.encode(row, into, column);
      column += COLUMNS_OF_CONTRAST;
    }
  }

  /**
   * Adds what is said of columns to the features that they are made of; what is said of a column of
   * two features is halved.
   *
   * @param weight by which it is multiplied
   */
  void addToFeatures(double[] ofColumns, double weight, double[] ofFeatures) {
    for (int f = 0; f < scales.size(); f++) {
      ofFeatures[f] += weight * ofColumns[f];
    }
    int column = scales.size();
    for (Contrast contrast : contrasts) {
      for (int k = 0; k < COLUMNS_OF_CONTRAST; k++) {
        double half = weight * ofColumns[column++] / 2;
        ofFeatures[contrast.first] += half;
        ofFeatures[contrast.second] += half;
      }
    }
  }

  /** Number of columns. */
  int width() {
    return scales.size() + COLUMNS_OF_CONTRAST * contrasts.size();
  }

  private double number(Object value, Map<String, Double> scale) {
    if (value == null) {
      return Double.NaN;
    }
    return value instanceof Double number ? number : scale.getOrDefault((String) value, mean);
  }
}
