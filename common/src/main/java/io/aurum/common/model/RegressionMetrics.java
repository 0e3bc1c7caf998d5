package io.aurum.common.model;

import io.aurum.common.stat.Estimate;

/** How good predicted numbers are. */
public final class RegressionMetrics {
  private final double[] predicted;
  private final double[] observed;

  public RegressionMetrics(double[] predicted, double[] observed) {
    if (predicted.length < 2 || predicted.length != observed.length) {
      throw new IllegalArgumentException(
          "%d predictions for %d observations".formatted(predicted.length, observed.length));
    }
    this.predicted = predicted.clone();
    this.observed = observed.clone();
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
    for (double value : observed) {
      mean += value / observed.length;
    }
    double rest = 0;
    double total = 0;
    for (int i = 0; i < observed.length; i++) {
      rest += (observed[i] - predicted[i]) * (observed[i] - predicted[i]);
      total += (observed[i] - mean) * (observed[i] - mean);
    }
    return 1 - rest / total;
  }

  private Estimate mean(java.util.function.IntToDoubleFunction loss) {
    int n = observed.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += loss.applyAsDouble(i);
    }
    double mean = sum / n;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double difference = loss.applyAsDouble(i) - mean;
      squares += difference * difference;
    }
    return Estimate.symmetric(mean, Math.sqrt(squares / (n - 1.0) / n));
  }
}
