package io.aurum.common.series;

import io.aurum.common.series.OnlineDetector.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a series looks like at its latest point, in numbers of which each is larger the odder the
 * point is in one respect. All of them look back only.
 */
final class OnlineViews {
  private static final int[] WINDOWS = {12, 48};

  /** Points that stretches are long which are compared with the stretches of the past. */
  private static final int[] SHAPES = {12, 96};

  /** Points before the latest that a jump is measured from. */
  private static final int NEAR = 10;

  private static final int CYCLES = 8;

  private final List<Season> seasons;
  private final List<Discord> discords = Arrays.stream(SHAPES).mapToObj(Discord::new).toList();
  private final List<Measured> measured = new ArrayList<>();
  private double[] values = new double[1024];
  private double[] jumps = new double[1024];
  private int count;

  OnlineViews(List<Integer> seasons) {
    this.seasons = seasons.stream().map(Season::new).toList();
  }

  /**
   * One respect.
   *
   * @param odd larger is odder; NaN while the past is too short to tell
   */
  record Measured(View view, double odd) {}

  /**
   * What was to be expected of the latest point.
   *
   * @param value of it
   * @param deviations by which all points so far were away from theirs; NaN where it is not known
   */
  record Expected(double value, double[] deviations) {}

  /** Takes the next value and looks at it in every respect, always in the same order. */
  List<Measured> next(long at, double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
      jumps = Arrays.copyOf(jumps, 2 * count);
    }
    jumps[count] = count < NEAR ? Double.NaN : value - near();
    values[count++] = value;
    measured.clear();
    add(View.LEVEL, value);
    add(View.LEVEL, -value);
    add(View.JUMP, Math.abs(jumps[count - 1]));
    for (int window : WINDOWS) {
      double level = mean(values, count, window);
      double spread = spread(window);
      add(View.LEVEL, level);
      add(View.LEVEL, -level);
      add(View.SPREAD, spread);
      add(View.SPREAD, -spread);
    }
    discords.forEach(discord -> add(View.SHAPE, discord.next(values, count)));
    for (Season season : seasons) {
      season.next(at, value, count);
      add(View.SEASON, Math.abs(season.deviations[count - 1]));
      for (int window : WINDOWS) {
        add(View.SEASON, Math.abs(mean(season.deviations, count, window)));
        add(View.SEASON, mean(season.distances, count, window));
      }
    }
    return List.copyOf(measured);
  }

  /** What the season expects that came closest so far, or the points just before. */
  Expected expected() {
    double[] best = jumps;
    double least = Robust.median(Robust.magnitudes(Arrays.copyOf(jumps, count)));
    for (Season season : seasons) {
      double distance = Robust.median(Arrays.copyOf(season.distances, count));
      if (distance < least && !Double.isNaN(season.deviations[count - 1])) {
        best = season.deviations;
        least = distance;
      }
    }
    double deviation = best[count - 1];
    return new Expected(values[count - 1] - deviation, Arrays.copyOf(best, count));
  }

  private void add(View view, double odd) {
    measured.add(new Measured(view, odd));
  }

  private double near() {
    return Robust.median(Arrays.copyOfRange(values, count - NEAR, count));
  }

  private static double mean(double[] values, int count, int window) {
    if (count < window) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = count - window; i < count; i++) {
      sum += values[i];
    }
    return sum / window;
  }

  /** Mean step from point to point. */
  private double spread(int window) {
    if (count <= window) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = count - window; i < count; i++) {
      sum += Math.abs(values[i] - values[i - 1]);
    }
    return sum / window;
  }

  /** Deviations from the median of the same time, and the one before and after, of past cycles. */
  private static final class Season {
    private final int period;
    private final Map<Long, Double> byTime = new HashMap<>();
    private double[] deviations = new double[1024];
    private double[] distances = new double[1024];

    Season(int period) {
      this.period = period;
    }

    void next(long at, double value, int count) {
      if (count > deviations.length) {
        deviations = Arrays.copyOf(deviations, 2 * count);
        distances = Arrays.copyOf(distances, 2 * count);
      }
      double deviation = value - expected(at);
      deviations[count - 1] = deviation;
      distances[count - 1] = Math.abs(deviation);
      byTime.put(at, value);
    }

    private double expected(long at) {
      double[] past = new double[3 * CYCLES];
      int known = 0;
      for (int cycle = 1; cycle <= CYCLES; cycle++) {
        for (int beside = -1; beside <= 1; beside++) {
          Double value = byTime.get(at - (long) cycle * period + beside);
          if (value != null) {
            past[known++] = value;
          }
        }
      }
      return known < 2 ? Double.NaN : Robust.median(Arrays.copyOf(past, known));
    }
  }

  /**
   * Distance of the window that ends now from the nearest one that ended before it began: its left
   * discord, as in Lu et al., "Matrix profile XXIV", 2022.
   */
  private static final class Discord {
    private static final int HISTORY = 8192;

    private final int window;
    private double[] squares = new double[0];

    Discord(int window) {
      this.window = window;
    }

    /**
     * @param count of values; the last is new
     * @return NaN while there is no past to compare with
     */
    double next(double[] values, int count) {
      int now = count - 1;
      double[] next = new double[Math.min(count, HISTORY)];
      double nearest = Double.POSITIVE_INFINITY;
      for (int lag = 1; lag < next.length; lag++) {
        double gap = values[now] - values[now - lag];
        double sum = gap * gap + (lag < squares.length ? squares[lag] : 0);
        int leaving = now - window;
        if (leaving - lag >= 0) {
          double old = values[leaving] - values[leaving - lag];
          sum -= old * old;
        }
        next[lag] = Math.max(0, sum);
        if (lag >= window && now - lag >= window - 1) {
          nearest = Math.min(nearest, next[lag]);
        }
      }
      squares = next;
      return Double.isInfinite(nearest) ? Double.NaN : Math.sqrt(nearest);
    }
  }
}
