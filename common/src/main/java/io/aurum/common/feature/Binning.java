package io.aurum.common.feature;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Bins of numbers: bin 0 lies below the first edge, bin i from edge i - 1 (included) to edge i (not
 * included), the last bin from the last edge on. Every number falls into one, also one beyond those
 * that the edges were learned from.
 *
 * @param edges ascending, distinct; none for a single bin
 */
public record Binning(List<Double> edges) implements Serializable {
  private static final MathContext SHOWN = new MathContext(6);

  /** How edges are found. */
  public enum Method {
    /** Bins of one width from the smallest to the largest number. */
    EQUAL_WIDTH,
    /** Bins of as many customers, as far as ties allow. */
    QUANTILE,
    /**
     * Where the share of positives changes most, as long as that is worth its description: Fayyad
     * and Irani, "Multi-Interval Discretization of Continuous-Valued Attributes for Classification
     * Learning", IJCAI 1993.
     */
    SUPERVISED
  }

  public Binning {
    edges = List.copyOf(edges);
  }

  /**
   * Bins of one width.
   *
   * @param sorted ascending, not empty
   */
  public static Binning equalWidth(double[] sorted, int number) {
    double low = sorted[0];
    double width = (sorted[sorted.length - 1] - low) / number;
    return width > 0
        ? of(IntStream.range(1, number).mapToDouble(i -> low + i * width))
        : new Binning(List.of());
  }

  /**
   * Bins of as many numbers.
   *
   * @param sorted ascending, not empty
   */
  public static Binning quantile(double[] sorted, int number) {
    return of(
        IntStream.range(1, number)
            .mapToDouble(i -> sorted[(int) ((long) i * sorted.length / number)])
            .filter(edge -> edge > sorted[0]));
  }

  /**
   * Bins that tell positives from negatives.
   *
   * @param sorted ascending, not empty
   * @param positive whether the number of the same place belongs to a positive
   * @param number of bins at most
   */
  public static Binning supervised(double[] sorted, boolean[] positive, int number) {
    int[] positives = new int[sorted.length + 1];
    for (int i = 0; i < sorted.length; i++) {
      positives[i + 1] = positives[i] + (positive[i] ? 1 : 0);
    }
    List<Cut> cuts = new ArrayList<>();
    split(sorted, positives, 0, sorted.length, cuts);
    return of(
        cuts.stream()
            .sorted((one, other) -> Double.compare(other.gain(), one.gain()))
            .limit(number - 1L)
            .mapToDouble(Cut::edge));
  }

  private static Binning of(DoubleStream edges) {
    return new Binning(edges.sorted().distinct().boxed().toList());
  }

  /** Number of bins. */
  public int size() {
    return edges.size() + 1;
  }

  /** Bin of a number, 0 .. size - 1. */
  public int binOf(double value) {
    int bin = 0;
    while (bin < edges.size() && value >= edges.get(bin)) {
      bin++;
    }
    return bin;
  }

  /** What a bin holds, such as {@code 2: 10 to 20}; bins are numbered from 1 so that they sort. */
  public String label(int bin) {
    String number = (bin + 1) + ": ";
    if (edges.isEmpty()) {
      return number + "all";
    }
    if (bin == 0) {
      return number + "below " + shown(edges.get(0));
    }
    return bin == edges.size()
        ? number + "from " + shown(edges.get(bin - 1))
        : number + shown(edges.get(bin - 1)) + " to " + shown(edges.get(bin));
  }

  private static String shown(double edge) {
    return new BigDecimal(edge).round(SHOWN).stripTrailingZeros().toPlainString();
  }

  /** An edge and what it is worth: entropy gained times the numbers that it parts. */
  private record Cut(double edge, double gain) {}

  private static void split(double[] sorted, int[] positives, int from, int until, List<Cut> cuts) {
    int n = until - from;
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = from + 1; i < until; i++) {
      if (sorted[i] > sorted[i - 1]) {
        double rest =
            (i - from) * entropy(positives, from, i) + (until - i) * entropy(positives, i, until);
        if (rest < least) {
          least = rest;
          best = i;
        }
      }
    }
    if (best < 0) {
      return;
    }
    double whole = entropy(positives, from, until);
    double gain = whole - least / n;
    int classes = classes(positives, from, until);
    double description =
        Math.log(Math.pow(3, classes) - 2) / Math.log(2)
            - (classes * whole
                - classes(positives, from, best) * entropy(positives, from, best)
                - classes(positives, best, until) * entropy(positives, best, until));
    if (gain > (Math.log(n - 1.0) / Math.log(2) + description) / n) {
      cuts.add(new Cut(sorted[best], gain * n));
      split(sorted, positives, from, best, cuts);
      split(sorted, positives, best, until, cuts);
    }
  }

  private static int classes(int[] positives, int from, int until) {
    int count = positives[until] - positives[from];
    return count == 0 || count == until - from ? 1 : 2;
  }

  /** Bits. */
  private static double entropy(int[] positives, int from, int until) {
    double share = (double) (positives[until] - positives[from]) / (until - from);
    return share == 0 || share == 1
        ? 0
        : -(share * Math.log(share) + (1 - share) * Math.log1p(-share)) / Math.log(2);
  }
}
