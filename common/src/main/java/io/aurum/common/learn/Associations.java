package io.aurum.common.learn;

import io.aurum.common.feature.Binning;
import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.stat.dependence.Dependence;
import io.aurum.common.stat.dependence.FalseDiscovery;
import io.aurum.common.stat.dependence.MutualInformation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Which features of a task go together, with each other and with the label. */
final class Associations {
  /** Features of which pairs are told: of more, the first ones. */
  private static final int MOST = 60;

  /** Rows that are asked; of more, those first in the order of their content. */
  private static final int MOST_ROWS = 20_000;

  private static final int FEWEST_ROWS = 10;

  /** Values above which a category names rows rather than groups them. */
  private static final int MANY_VALUES = 200;

  /** Bins of a number, of as many rows each, in which what it tells is counted. */
  private static final int BINS = 10;

  private final List<String> names = new ArrayList<>();
  private final List<Object[]> columns = new ArrayList<>();
  private final List<Pair> pairs = new ArrayList<>();

  /** Two columns that were held against each other; the figure that does not apply is null. */
  private record Pair(
      String first,
      String second,
      int n,
      Double pearson,
      Double spearman,
      Double cramersV,
      Double etaSquared,
      double bits,
      double probability) {}

  private Associations(Examples rows, String label, IntFunction<Object> labelOf) {
    int[] used = evenly(rows.size());
    names.add(label);
    columns.add(IntStream.of(used).mapToObj(labelOf).toArray());
    for (int f = 0; f < Math.min(MOST, rows.columns().size()); f++) {
      int feature = f;
      FeatureColumn column = rows.columns().get(f);
      Object[] values = IntStream.of(used).mapToObj(i -> rows.row(i)[feature]).toArray();
      if (column.isNumber() || Arrays.stream(values).distinct().count() <= MANY_VALUES) {
        names.add(column.name());
        columns.add(values);
      }
    }
    for (int first = 0; first < names.size(); first++) {
      for (int second = first + 1; second < names.size(); second++) {
        compare(first, second);
      }
    }
  }

  /** Of too many rows some, evenly from all of their order, which is that of their days. */
  private static int[] evenly(int rows) {
    int used = Math.min(rows, MOST_ROWS);
    return IntStream.range(0, used).map(i -> (int) ((long) i * rows / used)).toArray();
  }

  /** The rows of {@code feature_association}. */
  static List<Row> of(Examples rows, String label, String task, String runId) {
    return of(rows, label, rows::target, task, runId);
  }

  /**
   * The same of a label with other values than the target's.
   *
   * @param labelOf number or text of each row's label
   */
  static List<Row> of(
      Examples rows, String label, IntFunction<Object> labelOf, String task, String runId) {
    Associations found = new Associations(rows, label, labelOf);
    double[] adjusted =
        FalseDiscovery.adjusted(found.pairs.stream().mapToDouble(Pair::probability).toArray());
    return IntStream.range(0, adjusted.length)
        .mapToObj(i -> row(found.pairs.get(i), adjusted[i], task, runId))
        .toList();
  }

  private static Row row(Pair pair, double adjusted, String task, String runId) {
    return RowFactory.create(
        task,
        pair.first,
        pair.second,
        (long) pair.n,
        pair.pearson,
        pair.spearman,
        pair.cramersV,
        pair.etaSquared,
        pair.bits,
        pair.probability,
        adjusted,
        runId);
  }

  private void compare(int first, int second) {
    int[] known =
        IntStream.range(0, columns.get(first).length)
            .filter(i -> columns.get(first)[i] != null && columns.get(second)[i] != null)
            .toArray();
    if (known.length < FEWEST_ROWS) {
      return;
    }
    boolean isNumber = columns.get(first)[known[0]] instanceof Double;
    boolean isOtherNumber = columns.get(second)[known[0]] instanceof Double;
    if (isNumber && isOtherNumber) {
      Dependence linear = Dependence.ofNumbers(numbers(first, known), numbers(second, known));
      Dependence ranks = Dependence.ofRanks(numbers(first, known), numbers(second, known));
      add(first, second, known, linear.strength(), ranks.strength(), null, null, ranks);
    } else if (isNumber || isOtherNumber) {
      Dependence between =
          Dependence.ofNumberAndCategory(
              numbers(isNumber ? first : second, known), texts(isNumber ? second : first, known));
      add(first, second, known, null, null, null, between.strength(), between);
    } else {
      Dependence table = Dependence.ofCategories(texts(first, known), texts(second, known));
      add(first, second, known, null, null, table.strength(), null, table);
    }
  }

  private void add(
      int first,
      int second,
      int[] known,
      Double pearson,
      Double spearman,
      Double cramersV,
      Double etaSquared,
      Dependence tested) {
    pairs.add(
        new Pair(
            names.get(first),
            names.get(second),
            known.length,
            pearson,
            spearman,
            cramersV,
            etaSquared,
            MutualInformation.bits(levels(first, known), levels(second, known)),
            tested.probability()));
  }

  private int[] levels(int column, int[] known) {
    if (columns.get(column)[known[0]] instanceof Double) {
      double[] values = numbers(column, known);
      Binning bins = Binning.quantile(Arrays.stream(values).sorted().toArray(), BINS);
      return Arrays.stream(values).mapToInt(bins::binOf).toArray();
    }
    String[] values = texts(column, known);
    List<String> distinct = Arrays.stream(values).distinct().sorted().toList();
    return Arrays.stream(values)
        .mapToInt(value -> Collections.binarySearch(distinct, value))
        .toArray();
  }

  private double[] numbers(int column, int[] known) {
    return Arrays.stream(known).mapToDouble(i -> (Double) columns.get(column)[i]).toArray();
  }

  private String[] texts(int column, int[] known) {
    return Arrays.stream(known)
        .mapToObj(i -> (String) columns.get(column)[i])
        .toArray(String[]::new);
  }
}
