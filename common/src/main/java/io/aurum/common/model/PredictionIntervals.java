package io.aurum.common.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Intervals about predicted numbers that hold {@value #COVERAGE} of what comes, as wide as errors
 * are where the prediction lies: locally weighted conformal prediction (Papadopoulos, Gammerman and
 * Vovk, ECML 2008; Lei, G'Sell, Rinaldo, Tibshirani and Wasserman, JASA 113, 2018).
 *
 * <p>The spread of a prediction is the mean absolute error of the predictions near it over that of
 * all: of up to {@value #MOST_BINS} bins of equally many predictions, and along straight lines
 * between their medians. Each error is divided by the spread that the rows of the other folds tell
 * of its prediction; what {@value #COVERAGE} of these stay below, times the spread that all rows
 * tell, is half the width. Where no number that was learnt from is below 0, no interval reaches
 * below it.
 *
 * @param predictions medians of the bins, ascending
 * @param halfWidths about each of them
 * @param least that an end can be
 */
public record PredictionIntervals(double[] predictions, double[] halfWidths, double least)
    implements Serializable {
  /** Share of the rows that an interval is to hold. */
  public static final double COVERAGE = 0.9;

  /** Of what is no number. */
  public static final PredictionIntervals NONE =
      new PredictionIntervals(new double[0], new double[0], 0);

  private static final int MOST_BINS = 20;

  /** Predictions of a bin at least, but where there are fewer in all. */
  private static final int FEWEST_OF_BIN = 100;

  /** Least spread of any prediction. */
  private static final double LEAST_SPREAD = 0.01;

  /** Both ends of an interval. */
  public record Ends(double lower, double upper) {
    /** Whether it holds a number. */
    public boolean holds(double number) {
      return lower <= number && number <= upper;
    }
  }

  /**
   * Learns how wide intervals have to be.
   *
   * @param scores predictions, each by a model that has not seen the row
   * @param targets what came
   * @param foldOf fold of each row
   */
  public static PredictionIntervals learn(double[] scores, double[] targets, int[] foldOf) {
    return learn(scores, targets, foldOf, row -> true);
  }

  /** Of each row the interval that the rows of the other folds teach. */
  public static Ends[] crossFitted(double[] scores, double[] targets, int[] foldOf) {
    PredictionIntervals[] without =
        IntStream.rangeClosed(0, Arrays.stream(foldOf).max().orElse(-1))
            .mapToObj(fold -> learn(scores, targets, foldOf, row -> foldOf[row] != fold))
            .toArray(PredictionIntervals[]::new);
    return IntStream.range(0, scores.length)
        .mapToObj(row -> without[foldOf[row]].about(scores[row]))
        .toArray(Ends[]::new);
  }

  private static PredictionIntervals learn(
      double[] scores, double[] targets, int[] foldOf, IntPredicate isUsed) {
    double[] errors =
        IntStream.range(0, scores.length)
            .mapToDouble(row -> Math.abs(scores[row] - targets[row]))
            .toArray();
    int[] used = IntStream.range(0, scores.length).filter(isUsed).toArray();
    if (used.length == 0) {
      return NONE;
    }
    PredictionIntervals spread = spread(scores, errors, used);
    double[] ratios = new double[used.length];
    for (int fold : Arrays.stream(used).map(row -> foldOf[row]).distinct().sorted().toArray()) {
      int[] others = Arrays.stream(used).filter(row -> foldOf[row] != fold).toArray();
      PredictionIntervals theirs = others.length == 0 ? spread : spread(scores, errors, others);
      for (int k = 0; k < used.length; k++) {
        if (foldOf[used[k]] == fold) {
          ratios[k] = errors[used[k]] / theirs.halfWidth(scores[used[k]]);
        }
      }
    }
    double factor = covering(ratios);
    boolean isPositive = Arrays.stream(used).allMatch(row -> targets[row] >= 0);
    return new PredictionIntervals(
        spread.predictions,
        Arrays.stream(spread.halfWidths).map(width -> width * factor).toArray(),
        isPositive ? 0 : -Double.MAX_VALUE);
  }

  /** How large errors are in bins of predictions, beside all of them. */
  private static PredictionIntervals spread(double[] scores, double[] errors, int[] rows) {
    int[] order =
        Arrays.stream(rows)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(row -> scores[row])
                    .thenComparingDouble(row -> errors[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    int bins = Math.max(1, Math.min(MOST_BINS, order.length / FEWEST_OF_BIN));
    double whole = mean(errors, order);
    double[] medians = new double[bins];
    double[] widths = new double[bins];
    for (int bin = 0; bin < bins; bin++) {
      int from = (int) ((long) order.length * bin / bins);
      int to = (int) ((long) order.length * (bin + 1) / bins);
      int[] own = Arrays.copyOfRange(order, from, to);
      medians[bin] = scores[own[own.length / 2]];
      widths[bin] = whole == 0 ? 1 : Math.max(LEAST_SPREAD, mean(errors, own) / whole);
    }
    return new PredictionIntervals(medians, widths, 0);
  }

  private static double mean(double[] errors, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> errors[row]).sum() / rows.length;
  }

  /** The number that a share of the numbers, and the next one, stay below. */
  private static double covering(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(COVERAGE * (sorted.length + 1));
    return sorted[Math.min(sorted.length, rank) - 1];
  }

  /** Half the width of the interval about a prediction, before it is cut off. */
  public double halfWidth(double prediction) {
    int at = Arrays.binarySearch(predictions, prediction);
    int above = at >= 0 ? at : -at - 1;
    if (above == 0 || above == predictions.length || at >= 0) {
      return halfWidths[Math.min(above, predictions.length - 1)];
    }
    double share =
        (prediction - predictions[above - 1]) / (predictions[above] - predictions[above - 1]);
    return halfWidths[above - 1] + share * (halfWidths[above] - halfWidths[above - 1]);
  }

  /** The interval about a prediction. */
  public Ends about(double prediction) {
    double half = halfWidth(prediction);
    return new Ends(Math.max(least, prediction - half), Math.max(least, prediction + half));
  }

  /** Half the width in the middle of the predictions; 0 of what is no number. */
  public double typicalHalfWidth() {
    return halfWidths.length == 0 ? 0 : halfWidths[halfWidths.length / 2];
  }
}
