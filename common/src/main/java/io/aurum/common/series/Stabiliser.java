package io.aurum.common.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The scale on which a series varies alike above and below what is expected: sums of sales and
 * counts vary with their level and reach further up than down, so that on their own scale the large
 * values of ordinary days hide those of odd ones.
 *
 * <p>Of the values themselves, their roots, and their logarithms the one is taken in which the
 * quantiles of the remainder are most alike on both sides (Hinkley, "On quick choice of power
 * transformation", 1977); a milder one unless a stronger one is clearly better. Logarithms are
 * begun at a tenth of the median value, so that a zero is a low value and not an infinite one.
 */
final class Stabiliser {
  /** How much nearer to symmetry, as the logarithm of a quotient, a stronger scale has to be. */
  private static final double CLEARLY = 0.1;

  private static final double TAIL = 0.05;
  private static final double START = 0.1;

  /** Remainders that stand for all, evenly from the least to the largest. */
  private static final int SMEARED = 99;

  private static final Stabiliser NONE = new Stabiliser(v -> v, v -> v);
  private static final Stabiliser ROOT = new Stabiliser(Math::sqrt, v -> v <= 0 ? 0 : v * v);

  private final DoubleUnaryOperator to;
  private final DoubleUnaryOperator from;

  private Stabiliser(DoubleUnaryOperator to, DoubleUnaryOperator from) {
    this.to = to;
    this.from = from;
  }

  /**
   * The scale of a series; its own where a value is below zero, or where most are zero.
   *
   * @param values NaN where missing
   * @param periods as of {@link Seasons}
   */
  static Stabiliser of(double[] values, List<Integer> periods) {
    double median = Robust.median(values);
    if (!(median > 0) || Arrays.stream(values).anyMatch(v -> v < 0)) {
      return NONE;
    }
    double start = START * median;
    Stabiliser logarithm =
        new Stabiliser(v -> Math.log(v + start), v -> Math.max(0, Math.exp(v) - start));
    List<Stabiliser> scales = List.of(NONE, ROOT, logarithm);
    List<Double> skews = new ArrayList<>();
    for (int i = 0; i < scales.size(); i++) {
      skews.add(skew(scales.get(i).of(values), periods) + i * CLEARLY);
    }
    int best = skews.indexOf(skews.stream().min(Comparator.naturalOrder()).orElseThrow());
    return scales.get(best);
  }

  /** How unlike the tails of the remainder are: the logarithm of their quotient, unsigned. */
  private static double skew(double[] values, List<Integer> periods) {
    double[] remainder = Decomposition.of(values, periods).remainder();
    double middle = Robust.median(remainder);
    double up = Robust.quantile(remainder, 1 - TAIL) - middle;
    double down = middle - Robust.quantile(remainder, TAIL);
    return up > 0 && down > 0 ? Math.abs(Math.log(up / down)) : 0;
  }

  /** Values on the scale; NaN stays. */
  double[] of(double[] values) {
    return Arrays.stream(values).map(to).toArray();
  }

  /**
   * The mean of the values whose middle on the scale is given: that of all values with the same
   * remainders as the others (Duan, "Smearing estimate", 1983), of which the extreme hundredth on
   * each side does not count.
   *
   * @param remainder on the scale; NaN where it does not count
   */
  DoubleUnaryOperator mean(double[] remainder) {
    double[] usual = new double[SMEARED];
    Arrays.setAll(usual, i -> Robust.quantile(remainder, (i + 1.0) / (SMEARED + 1)));
    return this == NONE || Double.isNaN(usual[0])
        ? from
        : v -> Arrays.stream(usual).map(r -> back(v + r)).sum() / SMEARED;
  }

  /** A value of the scale as it was before. */
  double back(double value) {
    return from.applyAsDouble(value);
  }
}
