package io.aurum.common.model;

import io.aurum.common.stat.Estimate;
import java.util.Arrays;

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
    Estimate squared =
        mean(
            i -> {
              double error = predicted[i] - observed[i];
              return error * error;
            });
    double root = Math.sqrt(squared.value());
    return root == 0
        ? Estimate.symmetric(0, 0)
        : Estimate.symmetric(root, squared.standardError() / (2 * root));
  }

  /** Mean absolute error, in the unit of the target. */
  public Estimate mae() {
    return mean(i -> Math.abs(predicted[i] - observed[i]));
  }

  /**
   * Pinball loss of a predicted quantile, in the unit of the target.
   *
   * @param quantile 0..1, which the predictions are meant to be
   */
  public Estimate pinball(double quantile) {
    return mean(
        i -> {
          double above = observed[i] - predicted[i];
          return Math.max(quantile * above, (quantile - 1) * above);
        });
  }

  /** Share of the variance that is explained; negative where the mean predicts better. */
  public double rSquared() {
    double mean = 0;
    for (int i = 0; i < observed.length; i++) {
      mean += times[i] * observed[i] / n;
    }
    double rest = 0;
    double total = 0;
    for (int i = 0; i < observed.length; i++) {
      rest += times[i] * (observed[i] - predicted[i]) * (observed[i] - predicted[i]);
      total += times[i] * (observed[i] - mean) * (observed[i] - mean);
    }
    return 1 - rest / total;
  }

  private Estimate mean(java.util.function.IntToDoubleFunction loss) {
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
   * the target, the less the better.
   *
   * @param coverage 0..1
   */
  public static double pinball(double[] predicted, double[] target, double coverage) {
    double[] errors = new double[target.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = Math.abs(predicted[i] - target[i]);
    }
    Arrays.sort(errors);
    int rank = (int) Math.ceil(coverage * (errors.length + 1)) - 1;
    double half = errors[Math.min(errors.length - 1, rank)];
    double tail = (1 - coverage) / 2;
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      sum += pinballLoss(target[i] - predicted[i] + half, tail);
      sum += pinballLoss(target[i] - predicted[i] - half, 1 - tail);
    }
    return sum / target.length / 2;
  }

  private static double pinballLoss(double error, double quantile) {
    return error >= 0 ? quantile * error : (quantile - 1) * error;
  }
}
