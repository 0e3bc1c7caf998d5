package io.aurum.common.series;

import java.util.Arrays;
import java.util.List;

/**
 * A series as the sum of a trend, one or more seasons and a remainder.
 *
 * <p>The procedure is STL (Cleveland et al., "STL: a seasonal-trend decomposition procedure based
 * on loess", 1990) for several seasons (MSTL, Bandara et al. 2021), begun with medians in place of
 * means so that wild points do not spoil the first round: each season is smoothed from cycle to
 * cycle in what the trend and the other seasons leave, the trend in what the seasons leave; points
 * far from both count less in the next round. Values that are missing have no weight.
 *
 * @param trend smooth, one value for each point
 * @param season sum of all seasons
 * @param remainder value less trend and season; NaN where the value is missing
 * @param periods lengths of the seasons in points, ascending
 */
public record Decomposition(
    double[] trend, double[] season, double[] remainder, List<Integer> periods) {
  private static final int ROUNDS = 3;
  private static final int PASSES = 2;

  /** Cycles over which a season is smoothed. */
  private static final int CYCLES = 15;

  /** Scales of the remainder from which a point has no weight. */
  private static final double REJECTED = 4.05;

  /** Part of the series over which the trend is smoothed at least. */
  private static final int TREND_PARTS = 6;

  private static final int LEAST_SPAN = 7;

  /**
   * Decomposes a series.
   *
   * @param values equally spaced; NaN where missing; at least one value
   * @param periods as of {@link Seasons}, ascending, each at least 2
   * @throws IllegalArgumentException where no value is known
   */
  public static Decomposition of(double[] values, List<Integer> periods) {
    double[] known = Arrays.stream(values).map(v -> Double.isNaN(v) ? 0 : 1).toArray();
    return new Worker(filled(values), known, periods).decompose(values);
  }

  /** What trend and season expect at a point. */
  public double expected(int at) {
    return trend[at] + season[at];
  }

  /** Points over which a trend is smoothed. */
  static int span(int points, List<Integer> periods) {
    int longest = periods.stream().mapToInt(Integer::intValue).max().orElse(1);
    return Math.max(Math.max(LEAST_SPAN, 2 * longest + 1), points / TREND_PARTS) | 1;
  }

  /** Missing values on the straight line between their neighbours. */
  static double[] filled(double[] values) {
    double[] filled = values.clone();
    int last = -1;
    for (int i = 0; i < filled.length; i++) {
      if (!Double.isNaN(values[i])) {
        for (int j = last + 1; j < i; j++) {
          filled[j] =
              last < 0
                  ? values[i]
                  : values[last] + (values[i] - values[last]) * (j - last) / (i - last);
        }
        last = i;
      }
    }
    if (last < 0) {
      throw new IllegalArgumentException("a series without values");
    }
    Arrays.fill(filled, last + 1, filled.length, values[last]);
    return filled;
  }

  private static final class Worker {
    private final double[] values;
    private final double[] known;
    private final List<Integer> periods;
    private final double[][] seasons;
    private double[] trend;
    private double[] weights;

    Worker(double[] values, double[] known, List<Integer> periods) {
      this.values = values;
      this.known = known;
      this.periods = List.copyOf(periods);
      this.seasons = new double[periods.size()][values.length];
      this.trend = new double[values.length];
      this.weights = known.clone();
    }

    Decomposition decompose(double[] original) {
      begin();
      for (int round = 0; round < ROUNDS; round++) {
        weigh();
        for (int pass = 0; pass < PASSES; pass++) {
          for (int s = 0; s < seasons.length; s++) {
            seasons[s] = season(s);
          }
          trend = Loess.smooth(without(-1, false), weights, span(values.length, periods));
        }
      }
      double[] season = new double[values.length];
      double[] remainder = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        for (double[] one : seasons) {
          season[i] += one[i];
        }
        remainder[i] = original[i] - trend[i] - season[i];
      }
      return new Decomposition(trend, season, remainder, periods);
    }

    /** Medians: of stretches for the trend, of phases for the seasons. */
    private void begin() {
      int span = span(values.length, periods);
      double[] medians = new double[values.length];
      int step = Math.max(1, span / 4);
      for (int from = 0; from < values.length; from += step) {
        int low = Math.max(0, Math.min(from + step / 2 - span / 2, values.length - span));
        double median =
            Robust.median(Arrays.copyOfRange(values, low, Math.min(values.length, low + span)));
        Arrays.fill(medians, from, Math.min(values.length, from + step), median);
      }
      trend = medians;
      for (int s = 0; s < seasons.length; s++) {
        seasons[s] = centred(phaseMedians(without(s, true), periods.get(s)));
      }
    }

    private void weigh() {
      double[] remainder = without(-1, true);
      double scale = Robust.scale(remainder);
      for (int i = 0; i < values.length; i++) {
        double u = scale == 0 ? 0 : remainder[i] / (REJECTED * scale);
        double bisquare = Math.abs(u) >= 1 ? 0 : (1 - u * u) * (1 - u * u);
        weights[i] = known[i] * bisquare;
      }
    }

    /** The values without all seasons but one, and without the trend where it is taken off. */
    private double[] without(int kept, boolean trendToo) {
      double[] left = values.clone();
      for (int i = 0; i < left.length; i++) {
        left[i] -= trendToo ? trend[i] : 0;
        for (int s = 0; s < seasons.length; s++) {
          left[i] -= s == kept ? 0 : seasons[s][i];
        }
      }
      return left;
    }

    private double[] season(int s) {
      int period = periods.get(s);
      double[] left = without(s, true);
      double[] smooth = new double[left.length];
      for (int phase = 0; phase < period && phase < left.length; phase++) {
        int cycles = (left.length - phase + period - 1) / period;
        for (int cycle = 0; cycle < cycles; cycle++) {
          smooth[phase + cycle * period] = local(left, phase, cycle, cycles, period);
        }
      }
      return centred(smooth);
    }

    /** Weighted mean of a phase over the cycles near one of them. */
    private double local(double[] left, int phase, int cycle, int cycles, int period) {
      double sum = 0;
      double total = 0;
      for (int c = Math.max(0, cycle - CYCLES); c <= Math.min(cycles - 1, cycle + CYCLES); c++) {
        double distance = Math.abs(c - cycle) / (CYCLES + 1.0);
        double cube = 1 - distance * distance * distance;
        double weight = weights[phase + c * period] * cube * cube * cube;
        sum += weight * left[phase + c * period];
        total += weight;
      }
      return total > 0 ? sum / total : 0;
    }

    private static double[] phaseMedians(double[] left, int period) {
      double[] medians = new double[left.length];
      for (int phase = 0; phase < period && phase < left.length; phase++) {
        double[] values = new double[(left.length - phase + period - 1) / period];
        for (int c = 0; c < values.length; c++) {
          values[c] = left[phase + c * period];
        }
        double median = Robust.median(values);
        for (int c = 0; c < values.length; c++) {
          medians[phase + c * period] = median;
        }
      }
      return medians;
    }

    private static double[] centred(double[] season) {
      double mean = Arrays.stream(season).average().orElse(0);
      return Arrays.stream(season).map(v -> v - mean).toArray();
    }
  }
}
