package io.aurum.common.model;

import io.aurum.common.stat.dependence.Dependence;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.stat.ranking.NaturalRanking;

/**
 * How well one column alone tells the target: it is cut into bins, a value that is frequent has one
 * of its own and what is missing has one, and each half of the rows is predicted by the means of
 * the other half's bins. Of a number as the target that is not enough: where few rows have most of
 * the variance, as of money, the highest bin is too wide even for a copy of the target. There the
 * ranks of the target are asked, too, and how close the two numbers are to a line.
 */
final class Separability {
  private static final int BINS = 50;
  private static final double PRIOR_ROWS = 2;

  /** Rows with a value of which a correlation says nothing if they are fewer. */
  private static final int FEWEST_CORRELATED = 10;

  private final Examples rows;
  private final int feature;
  private final boolean logistic;
  private final double[] predicted;

  /**
   * @param feature number of the column
   * @param logistic whether the target is a class rather than a number
   */
  Separability(Examples rows, int feature, boolean logistic) {
    this.rows = rows;
    this.feature = feature;
    this.logistic = logistic;
    this.predicted = predicted(rows, feature);
  }

  /** What the column says of a row: probability of a class, or a number. */
  double predicted(int row) {
    return predicted[row];
  }

  /** What the column's bins say of each row: means of the rows in the other half. */
  private static double[] predicted(Examples rows, int feature) {
    int[] bin = bins(rows, feature);
    int bins = Arrays.stream(bin).max().orElse(0) + 1;
    double[][] sum = new double[2][bins];
    double[][] count = new double[2][bins];
    for (int i = 0; i < rows.size(); i++) {
      int half = half(rows, i);
      sum[half][bin[i]] += rows.target(i);
      count[half][bin[i]]++;
    }
    double mean = rows.meanTarget();
    return IntStream.range(0, rows.size())
        .mapToDouble(
            i -> {
              int other = 1 - half(rows, i);
              return (sum[other][bin[i]] + PRIOR_ROWS * mean) / (count[other][bin[i]] + PRIOR_ROWS);
            })
        .toArray();
  }

  private static int half(Examples rows, int row) {
    return (int) (Folds.mix(rows.group(row), BINS) >>> 63);
  }

  private static int[] bins(Examples rows, int feature) {
    return rows.columns().get(feature).isNumber()
        ? numberBins(rows, feature)
        : categoryBins(rows, feature);
  }

  private static int[] categoryBins(Examples rows, int feature) {
    Map<Object, Integer> numbers = new HashMap<>();
    return IntStream.range(0, rows.size())
        .map(i -> numbers.computeIfAbsent(text(rows.row(i)[feature]), x -> numbers.size()))
        .toArray();
  }

  private static Object text(Object value) {
    return value == null ? List.of() : value;
  }

  /** Bins between quantiles; a value that is frequent has one of its own; missing is the first. */
  private static int[] numberBins(Examples rows, int feature) {
    double[] sorted = rows.known(feature);
    double[] cuts =
        IntStream.range(0, BINS)
            .mapToDouble(b -> sorted[(int) ((long) sorted.length * b / BINS)])
            .distinct()
            .toArray();
    return IntStream.range(0, rows.size())
        .map(
            i -> {
              if (rows.row(i)[feature] == null) {
                return 0;
              }
              int at = Arrays.binarySearch(cuts, (Double) rows.row(i)[feature]);
              return at >= 0 ? 2 * at + 2 : 2 * -at - 1;
            })
        .toArray();
  }

  /** Area under the ROC curve of what the column says of a class. */
  double auc() {
    boolean[] positive = new boolean[rows.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = rows.target(i) > 0.5;
    }
    return new BinaryMetrics(ScoredLabels.of(clipped(predicted), positive)).auc().value();
  }

  private static double[] clipped(double[] probability) {
    return Arrays.stream(probability).map(p -> Math.min(1, Math.max(0, p))).toArray();
  }

  /**
   * Share of the label's entropy or variance that what the column says takes away; of a number, if
   * that is more, of the variance of its ranks, or the squared correlation of both numbers or of
   * their ranks.
   */
  double explained() {
    double binned = binned();
    return logistic ? binned : Math.max(binned, Math.max(ofRanks(), correlated()));
  }

  private double ofRanks() {
    double[] ranks = new NaturalRanking().rank(rows.targets());
    return new Separability(rows.withTargets(ranks), feature, false).binned();
  }

  /** Over all rows: what is missing tells nothing. */
  private double correlated() {
    int[] known =
        IntStream.range(0, rows.size())
            .filter(i -> rows.row(i)[feature] instanceof Double)
            .toArray();
    if (known.length < FEWEST_CORRELATED) {
      return 0;
    }
    double[] x = IntStream.of(known).mapToDouble(i -> (Double) rows.row(i)[feature]).toArray();
    double[] y = IntStream.of(known).mapToDouble(rows::target).toArray();
    double line = Dependence.ofNumbers(x, y).strength();
    double ranks = Dependence.ofRanks(x, y).strength();
    return Math.max(line * line, ranks * ranks) * known.length / rows.size();
  }

  private double binned() {
    double mean = rows.meanTarget();
    double without = 0;
    double with = 0;
    for (int i = 0; i < predicted.length; i++) {
      double p = predicted[i];
      without += loss(mean, rows.target(i));
      with += loss(p, rows.target(i));
    }
    return 1 - with / without;
  }

  private double loss(double predicted, double target) {
    return logistic
        ? -Math.log(Math.max(1e-6, target > 0.5 ? predicted : 1 - predicted))
        : (predicted - target) * (predicted - target);
  }
}
