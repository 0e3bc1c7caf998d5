package io.aurum.common.model;

import io.aurum.common.model.PredictionIntervals.Ends;
import io.aurum.common.stat.Estimate;
import io.aurum.common.stat.Interval;
import io.aurum.common.stat.Wilson;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How good predicted numbers are. */
public final class RegressionMetrics {
  private final double[] predicted;
  private final double[] observed;
  private final long[] times;
  private final long n;

  public RegressionMetrics(double[] predicted, double[] observed) {
    this(predicted, observed, ones(predicted.length));
  }

  /**
   * @param times how often each pair of a prediction and what was observed came, at least once;
   *     more than once together
   */
  public RegressionMetrics(double[] predicted, double[] observed, long[] times) {
    this.n = Arrays.stream(times).sum();
    if (n < 2 || predicted.length != observed.length || predicted.length != times.length) {
      throw new IllegalArgumentException(
          "%d predictions for %d observations, %d in all"
              .formatted(predicted.length, observed.length, n));
    }
    this.predicted = predicted.clone();
    this.observed = observed.clone();
    this.times = times.clone();
  }

  private static long[] ones(int n) {
    long[] ones = new long[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Root of the mean squared error, in the unit of the target; interval by the delta method. */
  public Estimate rmse() {
    Estimate squared = mean(i -> square(predicted[i] - observed[i]));
    double root = Math.sqrt(squared.value());
    return root == 0
        ? Estimate.symmetric(0, 0)
        : Estimate.symmetric(root, squared.standardError() / (2 * root));
  }

  /** Mean absolute error, in the unit of the target. */
  public Estimate mae() {
    return mean(this::absoluteError);
  }

  /**
   * Pinball loss of a predicted quantile, in the unit of the target.
   *
   * @param quantile 0..1, which the predictions are meant to be
   */
  public Estimate pinball(double quantile) {
    return mean(i -> pinballLoss(observed[i] - predicted[i], quantile));
  }

  /**
   * Share of the variance that is explained; negative where the mean predicts better. The interval
   * is that of the unexplained share, by the delta method: a row with the error e and the distance
   * d of the target from its mean moves it by e^2 / V - (1 - R2) d^2 / V, with V the variance.
   */
  public Estimate rSquared() {
    double mean = mean(i -> observed[i]).value();
    double rest = mean(i -> square(observed[i] - predicted[i])).value();
    double total = mean(i -> square(observed[i] - mean)).value();
    double unexplained = rest / total;
    double error =
        mean(i ->
                (square(observed[i] - predicted[i]) - unexplained * square(observed[i] - mean))
                    / total)
            .standardError();
    if (unexplained == 0) {
      return Estimate.symmetric(1, 0);
    }
    Estimate estimate = Estimate.positive(unexplained, error);
    return new Estimate(1 - unexplained, error, 1 - estimate.upper(), 1 - estimate.lower());
  }

  private static double square(double x) {
    return x * x;
  }

  private Estimate mean(IntToDoubleFunction loss) {
    double sum = 0;
    for (int i = 0; i < times.length; i++) {
      sum += times[i] * loss.applyAsDouble(i);
    }
    double mean = sum / n;
    double squares = 0;
    for (int i = 0; i < times.length; i++) {
      double difference = loss.applyAsDouble(i) - mean;
      squares += times[i] * difference * difference;
    }
    return Estimate.symmetric(mean, Math.sqrt(squares / (n - 1.0) / n));
  }

  /**
   * Mean pinball loss of both ends of the narrowest interval of one width about all predictions
   * that holds a share of the targets (Koenker and Bassett, Econometrica 46, 1978): in the unit of
   * the target, the less the better. The width is the one with the least loss, so that its own
   * error moves the loss by nothing that counts.
   *
   * @param coverage 0..1
   */
  public Estimate pinballOfInterval(double coverage) {
    double half = halfWidth(coverage);
    double tail = (1 - coverage) / 2;
    return mean(
        i ->
            (pinballLoss(observed[i] - predicted[i] + half, tail)
                    + pinballLoss(observed[i] - predicted[i] - half, 1 - tail))
                / 2);
  }

  /**
   * Mean pinball loss of both ends of intervals that are to hold a share of the targets: in the
   * unit of the target, the less the better.
   *
   * @param intervals one for each prediction
   * @param coverage 0..1
   */
  public Estimate pinballOfIntervals(Ends[] intervals, double coverage) {
    double tail = (1 - coverage) / 2;
    return mean(
        i ->
            (pinballLoss(observed[i] - intervals[i].lower(), tail)
                    + pinballLoss(observed[i] - intervals[i].upper(), 1 - tail))
                / 2);
  }

  /**
   * Share of the targets that intervals hold.
   *
   * @param intervals one for each prediction
   */
  public Estimate coverage(Ends[] intervals) {
    double held = mean(i -> intervals[i].holds(observed[i]) ? 1 : 0).value();
    Interval interval = Wilson.interval(Math.round(held * n), n);
    return new Estimate(held, Math.sqrt(held * (1 - held) / n), interval.low(), interval.high());
  }

  /** The error that a share of all errors stays below. */
  private double halfWidth(double coverage) {
    Integer[] order = IntStream.range(0, times.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(this::absoluteError));
    long rank = Math.min(n, (long) Math.ceil(coverage * (n + 1)));
    long below = times[order[0]];
    int last = 0;
    while (below < rank) {
      last++;
      below += times[order[last]];
    }
    return absoluteError(order[last]);
  }

  private double absoluteError(int i) {
    return Math.abs(predicted[i] - observed[i]);
  }

  private static double pinballLoss(double error, double quantile) {
    return error >= 0 ? quantile * error : (quantile - 1) * error;
  }
}
