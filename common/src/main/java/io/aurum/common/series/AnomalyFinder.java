package io.aurum.common.series;

import io.aurum.common.series.Stretches.Stretch;
import io.aurum.common.stat.TrimmedMean;
import io.aurum.common.stat.TrimmedMean.Difference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Judges every point of a series that is known as a whole.
 *
 * <p><b>Expected.</b> Trend and seasons of {@link Decomposition}, after the steps of level shifts
 * are taken out and with what holidays usually do. Holidays have no weight in trend and seasons.
 *
 * <p><b>Spikes and drops.</b> The remainder of a point is judged by those of the others on its
 * side, see {@link Tails}. The p-value is two-sided.
 *
 * <p><b>Level shifts.</b> The trimmed means of two windows beside a point, at least four of the
 * longest season long, differ by more than their error ({@link TrimmedMean}), which is widened by
 * the correlation of neighbours. <b>Changes of variance:</b> the same of the roots of the
 * magnitudes of the remainder. Both are corrected for the number of points looked at (Bonferroni).
 * <b>Stretches</b> of a week to four, of which no point need be odd alone: see {@link Stretches}.
 * <b>Missing values:</b> a point without a value in a phase that otherwise has one.
 */
public final class AnomalyFinder {
  private static final int LEAST_WINDOW = 28;
  private static final int CYCLES_OF_WINDOW = 4;
  private static final int STEPS_OF_WINDOW = 10;
  private static final int MOST_SHIFTS = 5;
  private static final int LEAST_HOLIDAYS = 3;

  /** How many times as long as a stretch the trend is smoothed over, that it does not follow it. */
  private static final int TREND_OF_STRETCH = 4;

  private static final double SHIFT_P = 1e-4;

  /** Scales that a shift of the level is at least, however sure it is. */
  private static final double LEAST_SHIFT = 1;

  /**
   * What the slope, which is taken out before levels are compared, makes of the error of their
   * difference: its own error over a window is twice that of the difference.
   */
  private static final double SLOPE_ERROR = 2.23606797749979;

  /** Share of its cycles in which a phase has a value where one is expected. */
  private static final double RHYTHM = 0.8;

  private final double[] values;
  private final BitSet holidays;
  private final List<Integer> periods;
  private final double[] steps;
  private final List<Finding> findings = new ArrayList<>();

  private AnomalyFinder(double[] values, List<Integer> periods, BitSet holidays) {
    this.values = values;
    this.periods = periods;
    this.holidays = holidays;
    this.steps = new double[values.length];
  }

  /**
   * What is out of the ordinary, or is asked about. What is unusual is so for {@link
   * OnlineDetector}, which compares with the past alone.
   */
  public enum AnomalyType {
    SPIKE,
    DROP,
    LEVEL_SHIFT,
    VARIANCE_CHANGE,
    MISSING,
    HIGH_STRETCH,
    LOW_STRETCH,
    UNUSUAL_LEVEL,
    UNUSUAL_JUMP,
    UNUSUAL_SPREAD,
    UNUSUAL_SHAPE,
    UNUSUAL_SEASON,
    /** Nothing was found out; somebody asks why it was as it was. */
    ASKED
  }

  /**
   * One point that may be an anomaly.
   *
   * @param at its index
   * @param pValue probability of one as far from the ordinary by chance
   * @param expected value; of a level shift the level before
   * @param severity how many robust scales it is away from what was expected, signed
   */
  public record Finding(
      int at, AnomalyType type, double pValue, double expected, double severity) {}

  /**
   * A judged series.
   *
   * @param expected one value for each point
   * @param tails how far ordinary points lie from it
   * @param findings every point with p at or below the rate asked for, by index and type
   * @param tests number of p-values computed
   */
  public record Judged(double[] expected, Tails tails, List<Finding> findings, long tests) {

    /** How far below what was expected the interval begins that holds a share of the points. */
    public double reachBelow(double share) {
      return tails.below().beyond((1 - share) / 2);
    }

    /** How far above what was expected it ends. */
    public double reachAbove(double share) {
      return tails.above().beyond((1 - share) / 2);
    }
  }

  /**
   * Judges a series.
   *
   * @param values equally spaced; NaN where missing; at least one value
   * @param periods seasons as of {@link Seasons}
   * @param holidays indexes of holidays
   * @param rate p-value up to which findings are listed
   */
  public static Judged judge(double[] values, List<Integer> periods, BitSet holidays, double rate) {
    return new AnomalyFinder(values, periods, holidays).judge(rate);
  }

  private Judged judge(double rate) {
    double[] ordinary = values.clone();
    holidays.stream().filter(h -> h < ordinary.length).forEach(h -> ordinary[h] = Double.NaN);
    if (Arrays.stream(ordinary).allMatch(Double::isNaN)) {
      System.arraycopy(values, 0, ordinary, 0, values.length);
    }
    boolean intermittent = Robust.median(Robust.magnitudes(values)) == 0;
    int window = intermittent ? 0 : window();
    long windows = window == 0 ? 0 : (long) values.length * STEPS_OF_WINDOW / window;
    Decomposition decomposition = shifts(ordinary, window, windows);
    double[] remainder = remainder(decomposition);
    double[] ordinaryRemainder = remainder.clone();
    holidays.stream()
        .filter(h -> h < values.length)
        .forEach(h -> ordinaryRemainder[h] = Double.NaN);
    double floor = 1e-9 * Math.max(1, Robust.quantile(Robust.magnitudes(values), 0.5));
    double holidayEffect = holidayEffect(remainder);
    Tails tails =
        intermittent
            ? Tails.ofIntermittent(ordinaryRemainder, floor)
            : Tails.of(ordinaryRemainder, floor);
    double[] expected = new double[values.length];
    long tests = windows == 0 ? 0 : 2 * windows;
    for (int i = 0; i < values.length; i++) {
      boolean known = holidays.get(i) && !Double.isNaN(holidayEffect);
      boolean judged = known || !holidays.get(i);
      expected[i] = decomposition.expected(i) + steps[i] + (known ? holidayEffect : 0);
      if (!Double.isNaN(values[i]) && judged) {
        tests++;
        point(i, expected[i], tails);
      }
    }
    variance(ordinaryRemainder, expected, window, windows);
    tests += stretches(ordinaryRemainder, expected, tails, rate);
    tests += missing(expected);
    List<Finding> listed =
        findings.stream()
            .filter(finding -> finding.pValue() <= rate)
            .sorted(Comparator.comparingInt(Finding::at).thenComparing(Finding::type))
            .toList();
    return new Judged(expected, tails, listed, tests);
  }

  private int window() {
    int longest = periods.stream().mapToInt(Integer::intValue).max().orElse(1);
    int window = Math.max(LEAST_WINDOW, CYCLES_OF_WINDOW * longest);
    return values.length >= 3 * window ? window : 0;
  }

  /** Takes the steps of level shifts out of the series, the surest first, and decomposes it. */
  private Decomposition shifts(double[] ordinary, int window, long windows) {
    double[] left = ordinary.clone();
    Decomposition decomposition = Decomposition.of(left, periods);
    for (int number = 0; number < MOST_SHIFTS && window > 0; number++) {
      double[] level = new double[left.length];
      for (int i = 0; i < left.length; i++) {
        level[i] = left[i] - decomposition.season()[i];
      }
      Finding shift = surestShift(level, window, windows);
      if (shift.pValue() > SHIFT_P || findings.stream().anyMatch(f -> f.at() == shift.at())) {
        break;
      }
      double step = step(level, shift.at(), window);
      for (int i = shift.at(); i < left.length; i++) {
        left[i] -= step;
        steps[i] += step;
      }
      findings.add(shift);
      decomposition = Decomposition.of(left, periods);
    }
    return decomposition;
  }

  private static double step(double[] level, int at, int window) {
    return shift(level, at, window).difference();
  }

  private static Finding surestShift(double[] level, int window, long windows) {
    int near = largest(i -> Math.abs(shift(level, i, window).t()), window, level.length);
    Shift surest = shift(level, near, window);
    double p = Math.min(1, surest.pValue() * windows);
    int at = split(level, near, window, surest);
    return new Finding(at, AnomalyType.LEVEL_SHIFT, p, surest.before(), surest.scales());
  }

  /** The point beside which the two levels, with the slope between, fit best. */
  private static int split(double[] level, int near, int window, Shift shift) {
    int reach = window / 4;
    int from = Math.max(window, near - reach);
    int to = Math.min(level.length - window, near + reach);
    return best(
        at -> {
          double misfit = 0;
          for (int i = near - reach; i < near + reach; i++) {
            double said = shift.at(i - near, i >= at);
            misfit += Double.isNaN(level[i]) ? 0 : Math.abs(level[i] - said);
          }
          return -misfit;
        },
        from,
        to,
        1);
  }

  /**
   * The difference of the levels beside a point, beyond what the slope of both sides explains.
   *
   * @param before level before, carried on to the point
   * @param difference of the level after it
   * @param slope by which both sides rise with each point
   * @param scales difference in robust standard deviations
   * @param t difference over its standard error; 0 where it is too small to matter
   * @param pValue that of the difference; 1 where it is too small to matter
   */
  private record Shift(
      double before, double difference, double slope, double scales, double t, double pValue) {
    double at(int distance, boolean after) {
      return before + slope * distance + (after ? difference : 0);
    }
  }

  private static Shift shift(double[] level, int at, int window) {
    double slope = slope(level, at, window);
    double[] before = new double[window];
    double[] after = new double[window];
    for (int i = 0; i < window; i++) {
      before[i] = level[at - window + i] + slope * (window - i);
      after[i] = level[at + i] - slope * i;
    }
    TrimmedMean former = TrimmedMean.of(before);
    TrimmedMean latter = TrimmedMean.of(after);
    double first = former.mean();
    double difference = latter.mean() - first;
    double[] deviations = new double[2 * window];
    for (int i = 0; i < window; i++) {
      deviations[i] = before[i] - first;
      deviations[window + i] = after[i] - first - difference;
    }
    double scale = Robust.scale(deviations);
    double scales = difference / scale;
    if (!(scale > 0 && Math.abs(scales) > LEAST_SHIFT)) {
      return new Shift(first, difference, slope, 0, 0, 1);
    }
    double correlation = neighbours(deviations, scale);
    double widening = SLOPE_ERROR * Math.sqrt((1 + correlation) / (1 - correlation));
    Difference sure = latter.against(former, widening);
    return new Shift(first, difference, slope, scales, sure.t(), sure.pValue());
  }

  /** Median slope between points half a window apart on the same side. */
  private static double slope(double[] level, int at, int window) {
    int half = window / 2;
    double[] slopes = new double[2 * (window - half)];
    for (int i = 0; i < window - half; i++) {
      slopes[2 * i] = (level[at - window + i + half] - level[at - window + i]) / half;
      slopes[2 * i + 1] = (level[at + i + half] - level[at + i]) / half;
    }
    double slope = Robust.median(slopes);
    return Double.isNaN(slope) ? 0 : slope;
  }

  /** Correlation of neighbouring deviations, wild ones drawn in; 0 to 0.9. */
  private static double neighbours(double[] deviations, double scale) {
    double product = 0;
    double square = 0;
    for (int i = 1; i < deviations.length; i++) {
      if (!Double.isNaN(deviations[i]) && !Double.isNaN(deviations[i - 1])) {
        double one = Math.max(-3, Math.min(3, deviations[i] / scale));
        double other = Math.max(-3, Math.min(3, deviations[i - 1] / scale));
        product += one * other;
        square += one * one;
      }
    }
    return square == 0 ? 0 : Math.max(0, Math.min(0.9, product / square));
  }

  private double[] remainder(Decomposition decomposition) {
    double[] remainder = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      remainder[i] = values[i] - decomposition.expected(i) - steps[i];
    }
    return remainder;
  }

  /** What a holiday adds; NaN where too few are known to say. */
  private double holidayEffect(double[] remainder) {
    double[] effects =
        holidays.stream()
            .filter(h -> h < remainder.length && !Double.isNaN(remainder[h]))
            .mapToDouble(h -> remainder[h])
            .toArray();
    return effects.length < LEAST_HOLIDAYS ? Double.NaN : Robust.median(effects);
  }

  private void point(int at, double expected, Tails tails) {
    double away = values[at] - expected;
    findings.add(
        new Finding(
            at,
            away > 0 ? AnomalyType.SPIKE : AnomalyType.DROP,
            tails.pValue(away),
            expected,
            tails.severity(away)));
  }

  /** Every point of a stretch is a finding with the p-value of all, and a test. */
  private long stretches(double[] remainder, double[] expected, Tails tails, double rate) {
    int longest = Decomposition.span(values.length, periods) / TREND_OF_STRETCH;
    for (Stretch stretch : Stretches.find(remainder, tails, longest, rate)) {
      AnomalyType type =
          stretch.severity() > 0 ? AnomalyType.HIGH_STRETCH : AnomalyType.LOW_STRETCH;
      for (int i = stretch.from(); i < stretch.to(); i++) {
        findings.add(new Finding(i, type, stretch.pValue(), expected[i], stretch.severity()));
      }
    }
    return Stretches.windows(values.length, longest);
  }

  /** Spreads need more points than levels: windows are twice as long where the series allows it. */
  private void variance(double[] remainder, double[] expected, int ofLevels, long windows) {
    if (ofLevels == 0) {
      return;
    }
    int window = values.length >= 6 * ofLevels ? 2 * ofLevels : ofLevels;
    double[] magnitudes = Arrays.stream(remainder).map(Math::abs).map(Math::sqrt).toArray();
    int at = largest(i -> Math.abs(change(magnitudes, i, window).t()), window, remainder.length);
    Difference change = change(magnitudes, at, window);
    double p = Math.min(1, change.pValue() * windows);
    findings.add(new Finding(at, AnomalyType.VARIANCE_CHANGE, p, expected[at], change.t()));
  }

  /** How much further points lie from what was expected after a point than before it. */
  private static Difference change(double[] magnitudes, int at, int window) {
    TrimmedMean before = TrimmedMean.of(Arrays.copyOfRange(magnitudes, at - window, at));
    TrimmedMean after = TrimmedMean.of(Arrays.copyOfRange(magnitudes, at, at + window));
    return after.against(before, 1);
  }

  /**
   * The point with whole windows on both sides at which a statistic is largest: looked for in
   * steps, then between the steps beside the best.
   */
  private static int largest(IntToDoubleFunction statistic, int window, int length) {
    int step = Math.max(1, window / STEPS_OF_WINDOW);
    int last = length - window;
    int coarse = best(statistic, window, last, step);
    return best(statistic, Math.max(window, coarse - step), Math.min(last, coarse + step), 1);
  }

  private static int best(IntToDoubleFunction statistic, int from, int to, int step) {
    int best = from;
    double most = Double.NEGATIVE_INFINITY;
    for (int at = from; at <= to; at += step) {
      double value = statistic.applyAsDouble(at);
      if (value > most) {
        most = value;
        best = at;
      }
    }
    return best;
  }

  /** Points without a value where the same phase of other cycles has one; the number tested. */
  private long missing(double[] expected) {
    int period = periods.isEmpty() ? 1 : periods.get(periods.size() - 1);
    long tested = 0;
    for (int phase = 0; phase < period; phase++) {
      int all = 0;
      int present = 0;
      for (int i = phase; i < values.length; i += period) {
        all++;
        present += Double.isNaN(values[i]) ? 0 : 1;
      }
      if (all > 0 && present >= RHYTHM * all) {
        for (int i = phase; i < values.length; i += period) {
          if (Double.isNaN(values[i])) {
            tested++;
            double p = (all - present + 1.0) / (all + 2.0);
            findings.add(new Finding(i, AnomalyType.MISSING, gapP(i, period, p), expected[i], 0));
          }
        }
      }
    }
    return tested;
  }

  /** Missing neighbours make a gap less likely to be chance. */
  private double gapP(int at, int period, double rate) {
    int length = 1;
    for (int i = at - 1; i >= 0 && i > at - period && Double.isNaN(values[i]); i--) {
      length++;
    }
    for (int i = at + 1; i < values.length && i < at + period && Double.isNaN(values[i]); i++) {
      length++;
    }
    return Math.pow(rate, length);
  }
}
