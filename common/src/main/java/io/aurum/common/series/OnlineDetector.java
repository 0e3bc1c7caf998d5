package io.aurum.common.series;

import java.util.Arrays;

/**
 * Judges a series while it comes in: each point by what came before it, and by nothing else.
 *
 * <p>Four views say how unlike the past a point is: how far it lies outside the range of all
 * values; how far from the median of the points just before; and, for a short and a long window
 * that ends with it, how far that stretch is from the most similar stretch of the past (its left
 * discord, as in Lu et al., "Matrix profile XXIV", 2022). Each view is measured against its own
 * record: a score of one half is as odd as the oddest moment so far. So every series sets its own
 * scale, whatever its unit, noise or seasons, and something that has happened before is not news.
 *
 * <p>A view's record counts from the end of the warm-up; within it the score is 0. After an alarm
 * the detector keeps quiet for a while, because one event should be told once.
 */
public final class OnlineDetector {
  /** Score from which a point is an alarm: 5 % beyond the record. */
  public static final double ALARM = 0.512;

  private static final int HISTORY = 8192;
  private static final int[] WINDOWS = {12, 96};
  private static final int LOCAL = 10;

  /** Share of the points so far for which an alarm is not repeated. */
  private static final double QUIET = 0.05;

  private final int warmUp;
  private final View[] views;
  private final Discord[] discords;
  private double[] values = new double[1024];
  private int count;
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;
  private int quietUntil;

  /**
   * @param warmUp points that are only learnt from, at least 1
   */
  public OnlineDetector(int warmUp) {
    if (warmUp < 1) {
      throw new IllegalArgumentException("warm-up of %d points".formatted(warmUp));
    }
    this.warmUp = warmUp;
    this.discords = Arrays.stream(WINDOWS).mapToObj(Discord::new).toArray(Discord[]::new);
    this.views = new View[2 + WINDOWS.length];
    Arrays.setAll(views, i -> new View());
  }

  /**
   * Takes the next value.
   *
   * @return how unlike the past it is, 0..1; see {@link #ALARM}
   */
  public double next(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    double outside = count == 0 ? 0 : Math.max(0, Math.max(value - high, low - value));
    double range = high - low;
    double local = count == 0 ? 0 : Math.abs(value - recent());
    values[count++] = value;
    double most = range > 0 ? 1 + 2 * outside / range : outside > 0 ? 2 : 0;
    most = outside > 0 ? most : 0;
    most = Math.max(most, views[1].oddness(local));
    for (int i = 0; i < discords.length; i++) {
      most = Math.max(most, views[2 + i].oddness(discords[i].next(values, count)));
    }
    low = Math.min(low, value);
    high = Math.max(high, value);
    return count <= warmUp ? 0 : told(most / (1 + most));
  }

  private double told(double score) {
    if (count <= quietUntil) {
      return Math.min(score, ALARM / 2);
    }
    if (score >= ALARM) {
      quietUntil = count + (int) (QUIET * count);
    }
    return score;
  }

  private double recent() {
    return Robust.median(Arrays.copyOfRange(values, Math.max(0, count - LOCAL), count));
  }

  /** One view with its record. */
  private static final class View {
    private static final int UNSETTLED = 50;

    private int seen;
    private double record;

    /** The value over the largest before it. */
    double oddness(double value) {
      if (Double.isNaN(value)) {
        return 0;
      }
      double oddness = record > 0 ? value / record : value > 0 ? 2 : 0;
      record = Math.max(record, value);
      return ++seen <= UNSETTLED ? 0 : oddness;
    }
  }

  /** Distance of the window that ends now from the nearest one that ended before it began. */
  private static final class Discord {
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
