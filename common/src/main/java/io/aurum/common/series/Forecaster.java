package io.aurum.common.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Continues a series. Three models are back-tested from every origin of the latter half: the last
 * season again (seasonal naive); a level with a damped trend, smoothed exponentially in what
 * remains without seasons (Gardner and McKenzie 1985), to which the seasons are added; and the mean
 * of both, since errors of different models level out (Bates and Granger 1969). The one whose
 * forecasts over the horizon were nearest on average is taken.
 *
 * <p>No back-test knows what came after its origin: seasons are learnt anew at {@value #LESSONS}
 * times, from what came before.
 *
 * <p>The intervals are the quantiles of its own back-tested errors at the same distance, never
 * narrower than at a smaller one. An error counts as large as the series varied before its origin,
 * so the intervals are as wide as it varies at present.
 */
public final class Forecaster {
  private static final double[] LEVELS = {0.05, 0.1, 0.2, 0.3, 0.5, 0.8};
  private static final double[] TRENDS = {0, 0.05, 0.2};
  private static final double DAMPING = 0.95;

  /** Cycles, and points at least, over which it is seen how much a series varies. */
  private static final int VARIED_CYCLES = 4;

  private static final int VARIED_POINTS = 28;

  /** Of the variation of the whole series, what it varies at least at any time. */
  private static final double LEAST_VARIATION = 0.2;

  /** Times at which the seasons of the back-test are learnt. */
  private static final int LESSONS = 4;

  /** Points that are too few for a forecast. */
  public static final int LEAST_POINTS = 12;

  private final double[] values;
  private final double[] filled;
  private final List<Integer> periods;
  private final int horizon;
  private final int season;
  private final double[] whole;
  private final double[] variation;
  private final List<Lesson> lessons = new ArrayList<>();

  private Forecaster(double[] values, List<Integer> periods, int horizon) {
    this.values = values;
    this.filled = Decomposition.filled(values);
    this.periods = List.copyOf(periods);
    this.horizon = horizon;
    this.season = periods.isEmpty() ? 1 : periods.get(periods.size() - 1);
    this.whole = seasons(values.length);
    this.variation = variations();
    int first = firstOrigin();
    for (int lesson = 0; lesson < LESSONS; lesson++) {
      int from = first + lesson * (values.length - first) / LESSONS;
      int to = first + (lesson + 1) * (values.length - first) / LESSONS;
      if (from < to) {
        lessons.add(new Lesson(from, to, seasons(from)));
      }
    }
  }

  /**
   * Seasons for the forecasts from some origins, learnt before the first of them.
   *
   * @param from first origin
   * @param to behind the last origin
   * @param seasons sum of all at each point and beyond the series
   */
  private record Lesson(int from, int to, double[] seasons) {}

  /** Seasons learnt before a point, to which its last cycle is added again and again. */
  private double[] seasons(int before) {
    double[] seasons = new double[values.length + horizon];
    double[] seen = Arrays.copyOf(values, before);
    List<Integer> known = periods.stream().filter(period -> 2 * period <= before).toList();
    if (known.isEmpty() || Arrays.stream(seen).allMatch(Double::isNaN)) {
      return seasons;
    }
    System.arraycopy(Decomposition.of(seen, known).season(), 0, seasons, 0, before);
    int longest = known.get(known.size() - 1);
    for (int at = before; at < seasons.length; at++) {
      seasons[at] = seasons[at - longest];
    }
    return seasons;
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
   * @param model damped trend, seasonal naive, or the mean of both
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
    Model damped = damped();
    Model best =
        Stream.of(naive, damped, mean(naive, damped))
            .min(Comparator.comparingDouble(Model::meanError))
            .orElseThrow();
    List<Point> points = new ArrayList<>();
    double[] widest = new double[4];
    for (int h = 0; h < horizon; h++) {
      points.add(point(best, h, widest));
    }
    return new Forecast(
        List.copyOf(points), best.name, best.meanError(), naive.meanError(), best.errors[0].length);
  }

  /** Forecasts and errors of a model, by distance; errors by origin. */
  private record Model(String name, double[] ahead, double[][] errors) {
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
    double[] errors = atPresent(model.errors[h]);
    for (int i = 0; i < rates.length; i++) {
      double quantile = Robust.quantile(errors, rates[i]);
      if (!Double.isNaN(quantile)) {
        widest[i] = i % 2 == 0 ? Math.min(widest[i], quantile) : Math.max(widest[i], quantile);
      }
    }
    double value = model.ahead[h];
    double seasonal = whole[values.length + h];
    return new Point(
        value,
        value + widest[0],
        value + widest[1],
        value + widest[2],
        value + widest[3],
        value - seasonal,
        seasonal);
  }

  /** Errors as they would be if the series varied as it does at its end. */
  private double[] atPresent(double[] errors) {
    double[] scaled = new double[errors.length];
    double now = variation[variation.length - 1];
    Arrays.setAll(scaled, o -> errors[o] * now / variation[o]);
    return scaled;
  }

  /** By origin, how much the series differed from the season before, in the time before it. */
  private double[] variations() {
    int span = Math.max(VARIED_CYCLES * season, VARIED_POINTS);
    double[] sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + (i < season ? 0 : Math.abs(filled[i] - filled[i - season]));
    }
    int first = firstOrigin();
    double least = LEAST_VARIATION * sums[values.length] / values.length;
    double[] variations = new double[values.length - first + 1];
    for (int o = 0; o < variations.length; o++) {
      int from = Math.max(0, first + o - span);
      variations[o] = Math.max(least, (sums[first + o] - sums[from]) / (first + o - from));
    }
    return least > 0 ? variations : Arrays.stream(variations).map(v -> 1).toArray();
  }

  private int firstOrigin() {
    return Math.max(Math.min(values.length / 2, values.length - horizon - 1), 1);
  }

  private Model naive() {
    double[] ahead = new double[horizon];
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
    return new Model("seasonal naive", ahead, errors);
  }

  private static Model mean(Model one, Model other) {
    double[] ahead = new double[one.ahead.length];
    Arrays.setAll(ahead, h -> (one.ahead[h] + other.ahead[h]) / 2);
    double[][] errors = new double[one.errors.length][one.errors[0].length];
    for (int h = 0; h < errors.length; h++) {
      for (int o = 0; o < errors[h].length; o++) {
        errors[h][o] = (one.errors[h][o] + other.errors[h][o]) / 2;
      }
    }
    return new Model("mean of damped trend and seasonal naive", ahead, errors);
  }

  /** The point of the last cycle before an origin with the phase of the one h after it. */
  private int lastSame(int origin, int h) {
    return Math.max(0, origin - season + h % season);
  }

  /** The damped trend that back-tested best. */
  private Model damped() {
    Model best = damped(LEVELS[0], TRENDS[0]);
    for (double level : LEVELS) {
      for (double trend : TRENDS) {
        Model next = damped(level, trend);
        best = next.meanError() < best.meanError() ? next : best;
      }
    }
    return best;
  }

  private Model damped(double alpha, double beta) {
    int first = firstOrigin();
    double[][] errors = new double[horizon][values.length - first];
    for (Lesson lesson : lessons) {
      Smoothed smoothed = new Smoothed(alpha, beta, lesson.seasons);
      for (int origin = lesson.from; origin < lesson.to; origin++) {
        smoothed.advance(origin);
        double[] ahead = smoothed.ahead(Math.min(horizon, values.length - origin));
        for (int h = 0; h < horizon; h++) {
          errors[h][origin - first] = h < ahead.length ? error(origin + h, ahead[h]) : Double.NaN;
        }
      }
    }
    Smoothed smoothed = new Smoothed(alpha, beta, whole);
    smoothed.advance(values.length);
    return new Model("damped trend", smoothed.ahead(horizon), errors);
  }

  /** Level and damped trend of what remains without seasons, up to a point. */
  private final class Smoothed {
    private final double alpha;
    private final double beta;
    private final double[] seasons;
    private double level;
    private double slope;
    private int next = 1;

    Smoothed(double alpha, double beta, double[] seasons) {
      this.alpha = alpha;
      this.beta = beta;
      this.seasons = seasons;
      this.level = filled[0] - seasons[0];
    }

    /** Takes in all points before an origin. */
    void advance(int origin) {
      for (; next < origin; next++) {
        if (Double.isNaN(values[next])) {
          level += DAMPING * slope;
          slope *= DAMPING;
        } else {
          double seen = values[next] - seasons[next];
          double raised = alpha * seen + (1 - alpha) * (level + DAMPING * slope);
          slope = beta * (raised - level) + (1 - beta) * DAMPING * slope;
          level = raised;
        }
      }
    }

    /** Forecasts of the points from the origin on. */
    double[] ahead(int points) {
      double[] ahead = new double[points];
      double sum = 0;
      double factor = DAMPING;
      for (int h = 0; h < points; h++, factor *= DAMPING) {
        sum += factor;
        ahead[h] = level + slope * sum + seasons[next + h];
      }
      return ahead;
    }
  }

  /** Actual less said; NaN where the actual value is not known. */
  private double error(int at, double said) {
    return at < values.length ? values[at] - said : Double.NaN;
  }
}
