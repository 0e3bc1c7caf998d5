package io.aurum.common.stat.dependence;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.ranking.NaturalRanking;

/**
 * How strongly two columns go together, and the probability of one as strong by chance.
 *
 * @param strength of two numbers the correlation, -1..1; of two categories Cramer's V, of a number
 *     and a category the share of variance between the categories (eta squared), both 0..1
 * @param probability of the t test, the chi-squared test, or the F test
 */
public record Dependence(double strength, double probability) {
  private static final Dependence NONE = new Dependence(0, 1);

  /**
   * Linear correlation of two numbers (Pearson).
   *
   * @param x as many as {@code y}, at least 3
   */
  public static Dependence ofNumbers(double[] x, double[] y) {
    requireSame(x.length, y.length);
    double r = new PearsonsCorrelation().correlation(x, y);
    if (Double.isNaN(r)) {
      return NONE;
    }
    double degrees = x.length - 2.0;
    double t = Math.abs(r) * Math.sqrt(degrees / Math.max(Double.MIN_NORMAL, 1 - r * r));
    return new Dependence(r, 2 * new TDistribution(degrees).cumulativeProbability(-t));
  }

  /** Correlation of the ranks of two numbers (Spearman); ties share their mean rank. */
  public static Dependence ofRanks(double[] x, double[] y) {
    return ofNumbers(new NaturalRanking().rank(x), new NaturalRanking().rank(y));
  }

  /** Cramer's V of two categories, without correction. */
  public static Dependence ofCategories(String[] x, String[] y) {
    requireSame(x.length, y.length);
    Map<String, Integer> rows = numbers(x);
    Map<String, Integer> columns = numbers(y);
    int least = Math.min(rows.size(), columns.size());
    if (least < 2) {
      return NONE;
    }
    long[][] counts = new long[rows.size()][columns.size()];
    for (int i = 0; i < x.length; i++) {
      counts[rows.get(x[i])][columns.get(y[i])]++;
    }
    double chiSquared = chiSquared(counts, x.length);
    double degrees = (rows.size() - 1.0) * (columns.size() - 1.0);
    return new Dependence(
        Math.sqrt(chiSquared / x.length / (least - 1)),
        1 - new ChiSquaredDistribution(degrees).cumulativeProbability(chiSquared));
  }

  private static double chiSquared(long[][] counts, int n) {
    long[] ofColumns = new long[counts[0].length];
    for (long[] row : counts) {
      Arrays.setAll(ofColumns, j -> ofColumns[j] + row[j]);
    }
    double sum = 0;
    for (long[] row : counts) {
      double ofRow = Arrays.stream(row).sum();
      for (int j = 0; j < row.length; j++) {
        double expected = ofRow * ofColumns[j] / n;
        sum += (row[j] - expected) * (row[j] - expected) / expected;
      }
    }
    return sum;
  }

  /** Eta squared: share of the number's variance between categories. */
  public static Dependence ofNumberAndCategory(double[] x, String[] y) {
    requireSame(x.length, y.length);
    Map<String, Integer> groups = numbers(y);
    double[] sums = new double[groups.size()];
    long[] counts = new long[groups.size()];
    double mean = Arrays.stream(x).average().orElse(0);
    double total = 0;
    for (int i = 0; i < x.length; i++) {
      sums[groups.get(y[i])] += x[i] - mean;
      counts[groups.get(y[i])]++;
      total += (x[i] - mean) * (x[i] - mean);
    }
    double between = 0;
    for (int g = 0; g < sums.length; g++) {
      between += sums[g] * sums[g] / counts[g];
    }
    double degrees = x.length - (double) groups.size();
    if (groups.size() < 2 || total == 0 || degrees < 1) {
      return NONE;
    }
    double share = Math.min(1, between / total);
    double f = share / (groups.size() - 1) / Math.max(Double.MIN_NORMAL, (1 - share) / degrees);
    return new Dependence(
        share, 1 - new FDistribution(groups.size() - 1, degrees).cumulativeProbability(f));
  }

  private static Map<String, Integer> numbers(String[] values) {
    Map<String, Integer> numbers = new TreeMap<>();
    for (String value : values) {
      numbers.putIfAbsent(value, numbers.size());
    }
    return numbers;
  }

  private static void requireSame(int first, int second) {
    if (first != second || first < 3) {
      throw new IllegalArgumentException(first + " values beside " + second);
    }
  }
}
