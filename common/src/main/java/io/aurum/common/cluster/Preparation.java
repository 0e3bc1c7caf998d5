package io.aurum.common.cluster;

import io.aurum.common.model.FeatureColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;

/**
 * Makes points of rows: what is constant or says what another column says is left out, skewed
 * numbers are made symmetric, categories become coordinates, missing values get a stand-in, and
 * every column varies as much as every other.
 *
 * <ul>
 *   <li>A number that more than half of the rows lack is left out: a stand-in for most is no
 *       measurement.
 *   <li>A number is called skewed where its skewness is beyond 1 (Bulmer 1979) and beyond what
 *       chance gives a symmetric one at the 1 % level (standard error by Fisher). Where it is
 *       nowhere negative and log(1 + x) leaves it with a skewness below 1, that is taken, else the
 *       most likely power by Yeo and Johnson (2000), but none that is stronger than a logarithm: it
 *       would have a bound, towards which values that lie far apart come together, and so would the
 *       clusters there.
 *   <li>Numbers that rows share are spread (see {@code Ties}).
 *   <li>Of two numbers that correlate by {@value #SAME} and more the later one is left out; then,
 *       one by one, the number with the largest variance inflation factor above {@value
 *       #INFLATION}.
 *   <li>A category has a coordinate for each of its {@value #LEVELS} most frequent levels; one with
 *       more than {@value #MOST_LEVELS} levels is a name rather than a category.
 * </ul>
 */
public final class Preparation implements Serializable {
  private static final long serialVersionUID = 1;
  private static final double SKEWED = 1;
  private static final double CHANCE = 2.576;
  private static final double HALF = 0.5;
  private static final double MOSTLY = 0.5;
  private static final double SAME = 0.95;
  private static final double INFLATION = 10;
  private static final int LEVELS = 10;
  private static final int MOST_LEVELS = 50;

  private final List<Scale> scales;
  private final int[] columns;
  private final int width;

  private Preparation(List<Scale> scales, int[] columns) {
    this.scales = List.copyOf(scales);
    this.columns = columns;
    this.width = scales.stream().mapToInt(Scale::width).sum();
  }

  /** How numbers are brought to one measure. */
  public enum Measure {
    /** Skewed ones made symmetric, then mean 0 and variance 1. */
    STANDARDISE,
    /** As they are: all of them have one unit already. */
    NONE
  }

  /** What was learned, and what became of each column, in their order. */
  public record Learned(Preparation preparation, List<Treatment> treatments) {}

  /**
   * Learns from rows how to make points of them.
   *
   * @param frame at least one row
   */
  public static Learned learn(Frame frame, Measure measure) {
    List<Treatment> treatments = new ArrayList<>();
    List<Scale> scales = new ArrayList<>();
    for (int c = 0; c < frame.columns().size(); c++) {
      FeatureColumn column = frame.columns().get(c);
      if (column.isNumber()) {
        number(column.name(), frame.numbers(c), frame.size(), measure, scales, treatments);
      } else {
        category(frame, c, scales, treatments);
      }
    }
    leaveOutRedundant(frame, scales, treatments);
    int[] used =
        IntStream.range(0, treatments.size()).filter(c -> treatments.get(c).isUsed()).toArray();
    return new Learned(
        new Preparation(IntStream.of(used).mapToObj(scales::get).toList(), used),
        List.copyOf(treatments));
  }

  /** Whether any column is left. */
  public boolean isEmpty() {
    return width == 0;
  }

  /** The point of a row. */
  public double[] point(Object[] row) {
    double[] point = new double[width];
    long hash = hash(row);
    int from = 0;
    for (int s = 0; s < columns.length; s++) {
      double chance = new SplittableRandom(hash + columns[s]).nextDouble();
      scales.get(s).encode(row[columns[s]], chance, point, from);
      from += scales.get(s).width();
    }
    return point;
  }

  /** The same for rows that are alike. */
  private static long hash(Object[] row) {
    long hash = 0;
    for (Object value : row) {
      long own =
          value instanceof Double number
              ? Double.doubleToLongBits(number + 0.0)
              : value == null ? 0 : value.hashCode();
      hash = new SplittableRandom(31 * hash + own).nextLong();
    }
    return hash;
  }

  /** The points of all rows. */
  public double[][] points(Frame frame) {
    return Arrays.stream(frame.rows()).map(this::point).toArray(double[][]::new);
  }

  private static void number(
      String name,
      double[] known,
      int rows,
      Measure measure,
      List<Scale> scales,
      List<Treatment> treatments) {
    Summary plain = Summary.of(known);
    double lambda = measure == Measure.NONE ? 1 : lambda(known, plain);
    Summary changed = Summary.of(Arrays.stream(known).map(x -> YeoJohnson.of(x, lambda)).toArray());
    double missing = 1 - (double) known.length / rows;
    boolean varies = changed.count() > 0 && changed.variance() > 0;
    boolean standardised = measure == Measure.STANDARDISE && varies;
    scales.add(
        new Scale.Numeric(
            lambda,
            standardised ? changed.mean() : 0,
            standardised ? Math.sqrt(changed.variance()) : 1,
            known.length == 0 ? 0 : plain.median(),
            Ties.of(known)));
    String transformation = transformation(known, lambda);
    treatments.add(
        new Treatment(
            name,
            "number",
            missing > MOSTLY ? "mostly missing" : varies ? Treatment.USED : "constant",
            transformation,
            transformation.equals("yeo-johnson") ? lambda : Double.NaN,
            known.length == 0 ? Double.NaN : plain.skewness(),
            missing,
            "",
            Double.NaN));
  }

  private static double lambda(double[] known, Summary plain) {
    int n = known.length;
    double chance = n < 3 ? Double.POSITIVE_INFINITY : CHANCE * skewError(n);
    if (Math.abs(plain.skewness()) <= Math.max(SKEWED, chance)) {
      return 1;
    }
    double logged =
        isSomewhereNegative(known)
            ? Double.POSITIVE_INFINITY
            : Summary.of(Arrays.stream(known).map(Math::log1p).toArray()).skewness();
    return Math.abs(logged) < Math.min(SKEWED, Math.abs(plain.skewness()))
        ? 0
        : YeoJohnson.lambda(known);
  }

  private static String transformation(double[] known, double lambda) {
    if (lambda == 1) {
      return "none";
    }
    return lambda == 0 && !isSomewhereNegative(known) ? "log1p" : "yeo-johnson";
  }

  private static boolean isSomewhereNegative(double[] known) {
    return Arrays.stream(known).anyMatch(x -> x < 0);
  }

  /** Standard error of the skewness of normal numbers (Fisher 1930). */
  private static double skewError(double n) {
    return Math.sqrt(6 * n * (n - 1) / ((n - 2) * (n + 1) * (n + 3)));
  }

  private static void category(
      Frame frame, int column, List<Scale> scales, List<Treatment> treatments) {
    List<String> levels = frame.levels(column);
    List<String> kept = levels.subList(0, Math.min(LEVELS, levels.size()));
    double known = 0;
    double variance = 0;
    for (Object[] row : frame.rows()) {
      known += row[column] == null ? 0 : 1;
    }
    for (String level : kept) {
      double share =
          (double) Arrays.stream(frame.rows()).filter(row -> level.equals(row[column])).count()
              / frame.size();
      variance += share * (1 - share);
    }
    scales.add(new Scale.Category(List.copyOf(kept), variance > 0 ? 1 / Math.sqrt(variance) : 1));
    boolean name = levels.size() > MOST_LEVELS;
    treatments.add(
        new Treatment(
            frame.columns().get(column).name(),
            "category",
            name ? "too many values" : variance > 0 ? Treatment.USED : "constant",
            "one-hot",
            Double.NaN,
            Double.NaN,
            1 - known / frame.size(),
            "",
            Double.NaN));
  }

  private static void leaveOutRedundant(
      Frame frame, List<Scale> scales, List<Treatment> treatments) {
    List<Integer> kept = new ArrayList<>();
    for (int c : frame.numeric()) {
      if (treatments.get(c).isUsed()) {
        kept.add(c);
      }
    }
    double[][] correlations = correlations(frame, scales, kept);
    List<Integer> different = new ArrayList<>();
    for (int at = 0; at < kept.size(); at++) {
      int same = -1;
      for (int other : different) {
        if (same < 0 && Math.abs(correlations[at][other]) >= SAME) {
          same = other;
        }
      }
      if (same < 0) {
        different.add(at);
      } else {
        String favoured = treatments.get(kept.get(same)).feature();
        int column = kept.get(at);
        treatments.set(column, treatments.get(column).dropped("redundant", favoured, Double.NaN));
      }
    }
    leaveOutInflated(correlations, kept, different, treatments);
  }

  private static void leaveOutInflated(
      double[][] correlations,
      List<Integer> kept,
      List<Integer> different,
      List<Treatment> treatments) {
    List<Integer> left = new ArrayList<>(different);
    while (left.size() > 1) {
      double[] factors = inflation(correlations, left);
      int worst = 0;
      for (int i = 1; i < factors.length; i++) {
        worst = factors[i] > factors[worst] ? i : worst;
      }
      if (factors[worst] <= INFLATION) {
        for (int i = 0; i < factors.length; i++) {
          int column = kept.get(left.get(i));
          treatments.set(column, treatments.get(column).inflated(factors[i]));
        }
        return;
      }
      int column = kept.get(left.get(worst));
      treatments.set(column, treatments.get(column).dropped("collinear", "", factors[worst]));
      left.remove(worst);
    }
  }

  /** Variance inflation factors: the diagonal of the inverse of the correlations. */
  private static double[] inflation(double[][] correlations, List<Integer> left) {
    int n = left.size();
    double[][] part = new double[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        part[a][b] = correlations[left.get(a)][left.get(b)] + (a == b ? 1e-9 : 0);
      }
    }
    var inverse =
        new LUDecomposition(new Array2DRowRealMatrix(part, false), 0).getSolver().getInverse();
    return IntStream.range(0, n).mapToDouble(a -> inverse.getEntry(a, a)).toArray();
  }

  private static double[][] correlations(Frame frame, List<Scale> scales, List<Integer> kept) {
    double[][] values = new double[kept.size()][frame.size()];
    for (int a = 0; a < values.length; a++) {
      for (int i = 0; i < frame.size(); i++) {
        double[] one = new double[1];
        scales.get(kept.get(a)).encode(frame.rows()[i][kept.get(a)], HALF, one, 0);
        values[a][i] = one[0];
      }
      centre(values[a]);
    }
    double[][] correlations = new double[values.length][values.length];
    for (int a = 0; a < values.length; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = 0;
        for (int i = 0; i < frame.size(); i++) {
          sum += values[a][i] * values[b][i];
        }
        correlations[a][b] = sum;
        correlations[b][a] = sum;
      }
    }
    return correlations;
  }

  /** Mean 0 and length 1. */
  private static void centre(double[] values) {
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] -= mean;
      squares += values[i] * values[i];
    }
    double length = squares > 0 ? Math.sqrt(squares) : 1;
    for (int i = 0; i < values.length; i++) {
      values[i] /= length;
    }
  }
}
