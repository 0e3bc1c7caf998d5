package io.aurum.common.series;

import io.aurum.common.series.AnomalyFinder.AnomalyType;
import io.aurum.common.series.OnlineViews.Expected;
import io.aurum.common.series.OnlineViews.Measured;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a series while it comes in: each point by what came before it, and by nothing else.
 *
 * <p>A point is looked at in several respects, see {@link View}: alone and with the stretch that
 * ends with it, against all of the past, the points just before, the most similar stretch of the
 * past, and the same time of past cycles. What is large in a respect is told by the respect's own
 * past ({@link PeaksOverThreshold}), so every series sets its own scale, whatever its unit, noise
 * or seasons. The rarest respect decides. What was an alarm is not learnt from: a second failure is
 * as odd as the first.
 *
 * <p>Within the warm-up the score is 0. After an alarm the detector keeps quiet for a while,
 * because one event should be told once.
 */
public final class OnlineDetector {
  /** Rarity from which on a point is an alarm: its probability is then below 10^-4.5. */
  public static final double ALARM_RARITY = 4.5;

  /** Score of a point of that rarity. */
  public static final double ALARM = 0.5;

  /** Score of a point that comes too soon after an alarm, at most. */
  private static final double QUIET_SCORE = ALARM / 2;

  /** Share of the points so far for which an alarm is not repeated. */
  private static final double QUIET = 0.05;

  /** The same in points at least: while the stretches that are looked at still hold the event. */
  private static final int LEAST_QUIET = 48;

  /** Values at least by which a respect learns what is large. */
  private static final int LEAST_FIRST = 50;

  /** Share of the deviations so far that lies within the reach. */
  private static final double REACH = 0.95;

  private final int warmUp;
  private final double rarity;
  private final OnlineViews views;
  private final List<PeaksOverThreshold> peaks = new ArrayList<>();
  private int count;
  private int quietUntil;

  /** Alarms from {@link #ALARM_RARITY} on. */
  public OnlineDetector(int warmUp, List<Integer> seasons) {
    this(warmUp, seasons, ALARM_RARITY);
  }

  /**
   * @param warmUp points that are only learnt from, at least 1
   * @param seasons lengths in periods that seasons can have, each at least 2; may be none
   * @param rarity digits of the probability from which on a point is an alarm, above 0
   */
  public OnlineDetector(int warmUp, List<Integer> seasons, double rarity) {
    if (warmUp < 1) {
      throw new IllegalArgumentException("warm-up of %d points".formatted(warmUp));
    }
    if (seasons.stream().anyMatch(season -> season < 2)) {
      throw new IllegalArgumentException("seasons of %s periods".formatted(seasons));
    }
    if (!(rarity > 0)) {
      throw new IllegalArgumentException("rarity of " + rarity);
    }
    this.warmUp = warmUp;
    this.rarity = rarity;
    this.views = new OnlineViews(seasons);
  }

  /**
   * A respect in which a point can be odd: its level; the jump from the points just before; how
   * much the series varies from point to point; the shape of its course; the distance from the same
   * time of earlier cycles.
   */
  public enum View {
    LEVEL(AnomalyType.UNUSUAL_LEVEL),
    JUMP(AnomalyType.UNUSUAL_JUMP),
    SPREAD(AnomalyType.UNUSUAL_SPREAD),
    SHAPE(AnomalyType.UNUSUAL_SHAPE),
    SEASON(AnomalyType.UNUSUAL_SEASON);

    private final AnomalyType type;

    View(AnomalyType type) {
      this.type = type;
    }

    /** What a point is that is odd in it. */
    public AnomalyType type() {
      return type;
    }
  }

  /**
   * What is to be said about a point.
   *
   * @param score 0..1, larger the rarer; see {@link #ALARM}
   * @param pValue probability of a point as odd in the respect in which this one is oddest
   * @param view that respect
   */
  public record Verdict(double score, double pValue, View view) {}

  /**
   * What was to be expected of the latest point.
   *
   * @param expected its value
   * @param reach distance from it that 95 % of the points so far kept
   * @param severity how many robust standard deviations the point is away, signed
   */
  public record Expectation(double expected, double reach, double severity) {}

  /**
   * Takes the next value that is known.
   *
   * @param at its period, counted from anywhere; ascending, with gaps where values are missing
   */
  public Verdict next(long at, double value) {
    List<Measured> measured = views.next(at, value);
    while (peaks.size() < measured.size()) {
      peaks.add(new PeaksOverThreshold(Math.max(LEAST_FIRST, warmUp / 2)));
    }
    double least = 1;
    View view = View.LEVEL;
    for (int i = 0; i < measured.size(); i++) {
      double p = learnt(peaks.get(i), measured.get(i).odd());
      if (p < least) {
        least = p;
        view = measured.get(i).view();
      }
    }
    double score = told(least);
    count++;
    return new Verdict(score, least, view);
  }

  /** What was to be expected of the value that {@link #next} took last. */
  public Expectation expectation(double value) {
    Expected expected = views.expected();
    double away = value - expected.value();
    double scale = Robust.scale(expected.deviations());
    return new Expectation(
        expected.value(),
        Robust.quantile(Robust.magnitudes(expected.deviations()), REACH),
        scale > 0 ? away / scale : 0);
  }

  private double learnt(PeaksOverThreshold peaks, double odd) {
    if (Double.isNaN(odd)) {
      return 1;
    }
    double p = count < warmUp ? 1 : peaks.pValue(odd);
    if (isAlarm(p)) {
      peaks.pass();
    } else {
      peaks.learn(odd);
    }
    return p;
  }

  /** Score of a point of this probability, above 0: 0..1, larger the rarer. */
  public static double score(double pValue) {
    return scoreOf(-Math.log10(pValue));
  }

  /** Score of a point of which the probability has so many digits. */
  public static double scoreOf(double rarity) {
    return rarity / (rarity + ALARM_RARITY);
  }

  private boolean isAlarm(double pValue) {
    return -Math.log10(pValue) >= rarity;
  }

  private double told(double p) {
    double score = score(p);
    if (count < quietUntil) {
      return Math.min(score, QUIET_SCORE);
    }
    if (isAlarm(p)) {
      quietUntil = count + Math.max(LEAST_QUIET, (int) (QUIET * count));
    }
    return score;
  }
}
