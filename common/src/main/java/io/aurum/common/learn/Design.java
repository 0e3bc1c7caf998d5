package io.aurum.common.learn;

import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.stat.linear.DoubleDouble;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The terms of a task's linear model. Of a category each value but the first of the alphabet is a
 * term, of a number it and the powers that the task declares. Powers are formed in {@link
 * DoubleDouble} from the decimal number that a double was read from, and so is all else then: what
 * is left of a power beyond the lower ones is too small for doubles.
 *
 * <p>A row without a value for each term is no row of the model. Features that are missing so often
 * that fewer than half of the rows would be left are no terms, the most often missing first.
 *
 * @param terms the intercept first
 * @param leftOut features whose values are too many to be terms, or too often missing
 */
record Design(List<Term> terms, List<String> leftOut, boolean isExact) implements Serializable {
  /** Values from which a category says too little about each to be a set of terms. */
  private static final int MANY_VALUES = 50;

  private static final String INTERCEPT = "(intercept)";

  /**
   * A term.
   *
   * @param feature position of its feature; -1 of the intercept
   * @param power to which a number is raised
   * @param value of a category; null of a number
   */
  record Term(String name, int feature, int power, String value) implements Serializable {

    boolean isNumber() {
      return value == null;
    }
  }

  /**
   * The terms that these rows ask for.
   *
   * @param powers highest power by number; 1 where it is not named
   */
  static Design of(Examples rows, Map<String, Integer> powers) {
    List<Term> terms = new ArrayList<>(List.of(new Term(INTERCEPT, -1, 1, null)));
    List<String> leftOut = new ArrayList<>();
    Set<Integer> sparse = sparse(rows);
    for (int f = 0; f < rows.columns().size(); f++) {
      FeatureColumn column = rows.columns().get(f);
      int feature = f;
      if (sparse.contains(f)) {
        leftOut.add(column.name());
        continue;
      }
      if (column.isNumber()) {
        IntStream.rangeClosed(1, powers.getOrDefault(column.name(), 1))
            .mapToObj(power -> new Term(named(column.name(), power), feature, power, null))
            .forEach(terms::add);
        continue;
      }
      TreeSet<String> values = values(rows, f);
      if (values.size() > MANY_VALUES) {
        leftOut.add(column.name());
        continue;
      }
      values.stream()
          .skip(1)
          .map(value -> new Term(column.name() + " = " + value, feature, 1, value))
          .forEach(terms::add);
    }
    return new Design(List.copyOf(terms), List.copyOf(leftOut), !powers.isEmpty());
  }

  /** Features without which at least half of the rows have a value of all others. */
  private static Set<Integer> sparse(Examples rows) {
    int[] missing = new int[rows.columns().size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int f = 0; f < missing.length; f++) {
        missing[f] += rows.row(i)[f] == null ? 1 : 0;
      }
    }
    Deque<Integer> sparsest =
        IntStream.range(0, missing.length)
            .filter(f -> missing[f] > 0)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer f) -> -missing[f])
                    .thenComparing(f -> rows.columns().get(f).name()))
            .collect(Collectors.toCollection(ArrayDeque::new));
    Set<Integer> sparse = new HashSet<>();
    while (!sparsest.isEmpty() && 2 * complete(rows, sparsest) < rows.size()) {
      sparse.add(sparsest.removeFirst());
    }
    return sparse;
  }

  private static long complete(Examples rows, Collection<Integer> features) {
    return IntStream.range(0, rows.size())
        .filter(i -> features.stream().allMatch(f -> rows.row(i)[f] != null))
        .count();
  }

  private static String named(String feature, int power) {
    return power == 1 ? feature : feature + "^" + power;
  }

  /** Values of a category. */
  static TreeSet<String> values(Examples rows, int feature) {
    TreeSet<String> values = new TreeSet<>();
    IntStream.range(0, rows.size())
        .mapToObj(i -> (String) rows.row(i)[feature])
        .filter(Objects::nonNull)
        .forEach(values::add);
    return values;
  }

  int size() {
    return terms.size();
  }

  /** Whether a row has a value for each term. */
  boolean isComplete(Object[] row) {
    return terms.stream().allMatch(term -> term.feature < 0 || row[term.feature] != null);
  }

  /** The terms of a row. */
  DoubleDouble[] cells(Object[] row) {
    DoubleDouble[] cells = new DoubleDouble[terms.size()];
    for (int t = 0; t < cells.length; t++) {
      cells[t] = cell(terms.get(t), row);
    }
    return cells;
  }

  /** The terms of a row and, last, its response. */
  DoubleDouble[] cells(Object[] row, double response) {
    DoubleDouble[] cells = new DoubleDouble[terms.size() + 1];
    System.arraycopy(cells(row), 0, cells, 0, terms.size());
    cells[terms.size()] = number(response);
    return cells;
  }

  private DoubleDouble cell(Term term, Object[] row) {
    if (term.feature < 0) {
      return DoubleDouble.ONE;
    }
    if (term.isNumber()) {
      return number((Double) row[term.feature]).power(term.power);
    }
    return term.value.equals(row[term.feature]) ? DoubleDouble.ONE : DoubleDouble.ZERO;
  }

  private DoubleDouble number(double value) {
    return isExact ? DoubleDouble.of(BigDecimal.valueOf(value)) : DoubleDouble.of(value);
  }
}
