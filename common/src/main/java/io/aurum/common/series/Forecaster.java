package io.aurum.common.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Continues a series. Two models are back-tested from every origin of the latter half: the last
 * season again (seasonal naive), and a level with a damped trend, smoothed exponentially in what
 * remains without seasons (Gardner and McKenzie 1985), to which the seasons are added. The one
 * whose forecasts over the horizon were nearer on average is taken.
 *
 * <p>The intervals are the quantiles of its own back-tested errors at the same distance, never
 * narrower than at a smaller one, so they hold what they say where the future is like the past.
 */
public final class Forecaster {
  private static final double[] LEVELS = {0.05, 0.1, 0.2, 0.3, 0.5, 0.8};
  private static final double[] TRENDS = {0, 0.05, 0.2};
  private static final double DAMPING = 0.95;

  /** Points that are too few for a forecast. */
  public static final int LEAST_POINTS = 12;

  private final double[] values;
  private final Decomposition decomposition;
  private final int horizon;
  private final int season;

  private Forecaster(double[] values, List<Integer> periods, int horizon) {
    this.values = values;
    this.decomposition = Decomposition.of(values, periods);
    this.horizon = horizon;
    this.season = periods.isEmpty() ? 1 : periods.get(periods.size() - 1);
  }

  /**
   * One point to come.
   *
   * @param trend level without season
   * @param season what the seasons add
   */
  public record Point(
      double value,
      double low80,
      double high80,
      double low95,
      double high95,
      double trend,
      double season) {}

  /**
   * A forecast.
   *
   * @param model damped trend or seasonal naive
   * @param error mean absolute error of the model over the horizon, back-tested
   * @param naiveError the same of the seasonal naive model
   * @param tested origins of the back-test
   */
  public record Forecast(
      List<Point> points, String model, double error, double naiveError, int tested) {}

  /**
   * Forecasts the points after a series.
   *
   * @param values equally spaced; NaN where missing; at least {@link #LEAST_POINTS}
   * @param periods seasons as of {@link Seasons}
   * @param horizon points to forecast, at least 1; cut to a third of the series
   */
  public static Forecast of(double[] values, List<Integer> periods, int horizon) {
    if (values.length < LEAST_POINTS || horizon < 1) {
      throw new IllegalArgumentException("%d points, horizon %d".formatted(values.length, horizon));
    }
    return new Forecaster(values, periods, Math.min(horizon, values.length / 3)).forecast();
  }

  private Forecast forecast() {
    Model naive = naive();
    Model best = naive;
    for (double level : LEVELS) {
      for (double trend : TRENDS) {
        Model damped = damped(level, trend);
        best = damped.meanError() < best.meanError() ? damped : best;
      }
    }
    List<Point> points = new ArrayList<>();
    double[] widest = new double[4];
    for (int h = 0; h < horizon; h++) {
      points.add(point(best, h, widest));
    }
    return new Forecast(
        List.copyOf(points),
        best.meanError() < naive.meanError() ? "damped trend" : "seasonal naive",
        best.meanError(),
        naive.meanError(),
        best.errors[0].length);
  }

  /** Forecasts and errors of a model, by distance; errors by origin. */
  private record Model(double[] ahead, double[][] errors) {
    double meanError() {
      return Arrays.stream(errors)
          .flatMapToDouble(Arrays::stream)
          .filter(e -> !Double.isNaN(e))
          .map(Math::abs)
          .average()
          .orElse(Double.POSITIVE_INFINITY);
    }
  }

  private Point point(Model model, int h, double[] widest) {
    double[] rates = {0.1, 0.9, 0.025, 0.975};
    for (int i = 0; i < rates.length; i++) {
      double quantile = Robust.quantile(model.errors[h], rates[i]);
      if (!Double.isNaN(quantile)) {
        widest[i] = i % 2 == 0 ? Math.min(widest[i], quantile) : Math.max(widest[i], quantile);
      }
    }
    double value = model.ahead[h];
    double seasonal = seasonAt(values.length + h);
    return new Point(
        value,
        value + widest[0],
        value + widest[1],
        value + widest[2],
        value + widest[3],
        value - seasonal,
        seasonal);
  }

  /** The season of a point, of those to come that of the last cycles. */
  private double seasonAt(int at) {
    int last = at;
    while (last >= values.length) {
      last -= season;
    }
    return decomposition.season()[Math.max(0, last)];
  }

  private int firstOrigin() {
    return Math.max(Math.min(values.length / 2, values.length - horizon - 1), 1);
  }

  private Model naive() {
    double[] ahead = new double[horizon];
    double[] filled = Decomposition.filled(values);
    for (int h = 0; h < horizon; h++) {
      ahead[h] = filled[lastSame(values.length, h)];
    }
    int from = firstOrigin();
    double[][] errors = new double[horizon][values.length - from];
    for (int origin = from; origin < values.length; origin++) {
      for (int h = 0; h < horizon; h++) {
        errors[h][origin - from] = error(origin + h, filled[lastSame(origin, h)]);
      }
    }
    return new Model(ahead, errors);
  }

  /** The point of the last cycle before an origin with the phase of the one h after it. */
  private int lastSame(int origin, int h) {
    return Math.max(0, origin - season + h % season);
  }

  private Model damped(double alpha, double beta) {
    int from = firstOrigin();
    double[][] errors = new double[horizon][values.length - from];
    double[] filled = Decomposition.filled(values);
    double level = filled[0] - decomposition.season()[0];
    double slope = 0;
    for (int t = 1; t < values.length; t++) {
      if (t >= from) {
        double sum = 0;
        double factor = DAMPING;
        for (int h = 0; h < horizon; h++, factor *= DAMPING) {
          sum += factor;
          double said = t + h < values.length ? level + slope * sum + seasonAt(t + h) : 0;
          errors[h][t - from] = error(t + h, said);
        }
      }
      if (Double.isNaN(values[t])) {
        level += DAMPING * slope;
        slope *= DAMPING;
      } else {
        double seen = values[t] - decomposition.season()[t];
        double next = alpha * seen + (1 - alpha) * (level + DAMPING * slope);
        slope = beta * (next - level) + (1 - beta) * DAMPING * slope;
        level = next;
      }
    }
    double[] ahead = new double[horizon];
    double sum = 0;
    double factor = DAMPING;
    for (int h = 0; h < horizon; h++, factor *= DAMPING) {
      sum += factor;
      ahead[h] = level + slope * sum + seasonAt(values.length + h);
    }
    return new Model(ahead, errors);
  }

  /** Actual less said; NaN where the actual value is not known. */
  private double error(int at, double said) {
    return at < values.length ? values[at] - said : Double.NaN;
  }
}
