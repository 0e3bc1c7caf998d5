package io.aurum.common.outlier;

import io.aurum.common.feature.Scaling;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.outlier.Detector.Change;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rows of numbers and categories as numbers that detectors understand: numbers as they are, how
 * rare a category is, how rare a pair of categories is for what the two are, and whether a value is
 * missing.
 *
 * @param parts one for each column of numbers
 */
record RowEncoder(List<Part> parts) implements Serializable {
  /** Pairs of categories that are looked at: those that depend on each other most. */
  private static final int MOST_PAIRS = 30;

  /** Different values of a category up to which it is looked at in pairs. */
  private static final int MOST_PAIRED = 100;

  /** Cramer's V from which two categories depend on each other at all. */
  private static final double DEPENDENT = 0.1;

  /** Share of the rows up to which a category can have different values; else it is a name. */
  private static final double NAMES = 0.5;

  /** Rows that a value counts which was never seen. */
  private static final double UNSEEN = 0.5;

  /** One column of numbers. */
  sealed interface Part extends Serializable permits Amount, Missing, Rarity, PairRarity {

    /** The number of a row: finite. */
    double of(Object[] row);

    /** Whether a feature has a say in the number. */
    boolean uses(int feature);
  }

  /** A number; where it is missing, the median. */
  record Amount(int feature, double median) implements Part {
    @Override
    public double of(Object[] row) {
      return row[feature] instanceof Double number ? number : median;
    }

    @Override
    public boolean uses(int other) {
      return feature == other;
    }
  }

  /** 1 where a number is missing. */
  record Missing(int feature) implements Part {
    @Override
    public double of(Object[] row) {
      return row[feature] == null ? 1 : 0;
    }

    @Override
    public boolean uses(int other) {
      return feature == other;
    }
  }

  /** Negative logarithm of the share of rows with the category. */
  record Rarity(int feature, Map<String, Double> surprise, double unseen) implements Part {
    @Override
    public double of(Object[] row) {
      return surprise.getOrDefault(text(row[feature]), unseen);
    }

    @Override
    public boolean uses(int other) {
      return feature == other;
    }
  }

  /**
   * How many times rarer a pair of categories is than if they were independent, as a logarithm; 0
   * where it is not rarer.
   */
  record PairRarity(
      int first, int second, Map<List<String>, Double> surprise, Rarity ofFirst, Rarity ofSecond)
      implements Part {
    @Override
    public double of(Object[] row) {
      Double known = surprise.get(List.of(text(row[first]), text(row[second])));
      return known == null ? unseen(ofFirst.of(row), ofSecond.of(row), ofFirst.unseen()) : known;
    }

    @Override
    public boolean uses(int other) {
      return first == other || second == other;
    }

    /** Logarithm of the rows expected, over half a row. */
    static double unseen(double first, double second, double unseen) {
      return Math.max(0, unseen - first - second);
    }
  }

  /**
   * Learns from rows.
   *
   * @param columns features
   * @param rows by row and feature: {@link Double}, {@link String} or null; not empty
   */
  static RowEncoder fit(List<FeatureColumn> columns, Object[][] rows) {
    List<Part> parts = new ArrayList<>();
    List<Rarity> categories = new ArrayList<>();
    for (int feature = 0; feature < columns.size(); feature++) {
      if (columns.get(feature).isNumber()) {
        parts.addAll(ofNumber(feature, rows));
      } else {
        rarity(feature, rows).ifPresent(categories::add);
      }
    }
    parts.addAll(categories);
    parts.addAll(pairs(categories, rows));
    return new RowEncoder(
        parts.stream().filter(part -> varies(part, rows)).sorted(order(columns)).toList());
  }

  /** By feature name, so that the order of columns in a table does not matter. */
  private static Comparator<Part> order(List<FeatureColumn> columns) {
    return Comparator.comparing(
        part ->
            part.getClass().getSimpleName()
                + IntStream.range(0, columns.size())
                    .filter(part::uses)
                    .mapToObj(f -> columns.get(f).name())
                    .sorted()
                    .toList());
  }

  private static List<Part> ofNumber(int feature, Object[][] rows) {
    double[] known =
        Arrays.stream(rows)
            .map(row -> row[feature])
            .filter(Objects::nonNull)
            .mapToDouble(Double.class::cast)
            .sorted()
            .toArray();
    if (known.length == 0) {
      return List.of();
    }
    return List.of(new Amount(feature, Scaling.quantile(known, 0.5)), new Missing(feature));
  }

  private static Optional<Rarity> rarity(int feature, Object[][] rows) {
    Map<String, Integer> counts = new HashMap<>();
    for (Object[] row : rows) {
      counts.merge(text(row[feature]), 1, Integer::sum);
    }
    if (counts.size() > NAMES * rows.length) {
      return Optional.empty();
    }
    Map<String, Double> surprise = new HashMap<>();
    counts.forEach((value, n) -> surprise.put(value, Math.log((double) rows.length / n)));
    return Optional.of(new Rarity(feature, surprise, Math.log(rows.length / UNSEEN)));
  }

  private record Candidate(PairRarity pair, double dependence) {}

  private static List<PairRarity> pairs(List<Rarity> categories, Object[][] rows) {
    List<Rarity> paired =
        categories.stream().filter(c -> c.surprise().size() <= MOST_PAIRED).toList();
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < paired.size(); i++) {
      for (int j = i + 1; j < paired.size(); j++) {
        candidates.add(candidate(paired.get(i), paired.get(j), rows));
      }
    }
    return candidates.stream()
        .filter(candidate -> candidate.dependence >= DEPENDENT)
        .sorted(
            Comparator.comparingDouble((Candidate c) -> -c.dependence)
                .thenComparing(c -> c.pair.first())
                .thenComparing(c -> c.pair.second()))
        .limit(MOST_PAIRS)
        .map(Candidate::pair)
        .toList();
  }

  private static Candidate candidate(Rarity first, Rarity second, Object[][] rows) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (Object[] row : rows) {
      counts.merge(
          List.of(text(row[first.feature()]), text(row[second.feature()])), 1, Integer::sum);
    }
    Map<List<String>, Double> surprise = new HashMap<>();
    double[] squares =
        counts.entrySet().stream()
            .mapToDouble(
                cell -> {
                  double expected =
                      Math.log(rows.length)
                          - first.surprise().get(cell.getKey().get(0))
                          - second.surprise().get(cell.getKey().get(1));
                  double rarer = expected - Math.log(cell.getValue());
                  surprise.put(cell.getKey(), Math.max(0, rarer));
                  return Math.pow(cell.getValue(), 2) / Math.exp(expected);
                })
            .sorted()
            .toArray();
    int smaller = Math.min(first.surprise().size(), second.surprise().size());
    double chiSquared = Math.max(0, Arrays.stream(squares).sum() - rows.length);
    double dependence = smaller < 2 ? 0 : Math.sqrt(chiSquared / (rows.length * (smaller - 1.0)));
    return new Candidate(
        new PairRarity(first.feature(), second.feature(), surprise, first, second), dependence);
  }

  private static boolean varies(Part part, Object[][] rows) {
    Set<Double> values = new HashSet<>();
    for (Object[] row : rows) {
      values.add(part.of(row));
      if (values.size() > 1) {
        return true;
      }
    }
    return false;
  }

  /** The numbers of a row. */
  double[] encode(Object[] row) {
    double[] encoded = new double[parts.size()];
    Arrays.setAll(encoded, i -> parts.get(i).of(row));
    return encoded;
  }

  /** Numbers by column and row. */
  double[][] encode(Object[][] rows) {
    double[][] columns = new double[parts.size()][rows.length];
    for (int column = 0; column < columns.length; column++) {
      Part part = parts.get(column);
      Arrays.setAll(columns[column], row -> part.of(rows[row]));
    }
    return columns;
  }

  /** What changes in the numbers of a row where a feature gets another value. */
  Change change(Object[] row, int feature, Object value) {
    Object[] changed = row.clone();
    changed[feature] = value;
    int[] columns =
        IntStream.range(0, parts.size()).filter(i -> parts.get(i).uses(feature)).toArray();
    return new Change(
        columns, Arrays.stream(columns).mapToDouble(i -> parts.get(i).of(changed)).toArray());
  }

  private static String text(Object value) {
    return value == null ? "" : (String) value;
  }
}
