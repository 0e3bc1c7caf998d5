package io.aurum.common.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Judges every point of a series that is known as a whole.
 *
 * <p><b>Expected.</b> Trend and seasons of {@link Decomposition}, after the steps of level shifts
 * are taken out and with what holidays usually do. Holidays have no weight in trend and seasons.
 *
 * <p><b>Spikes and drops.</b> The remainder of a point over its robust scale follows a t
 * distribution, with as many degrees of freedom as the ratio of the 95 % quantile to the median of
 * the magnitudes asks for: heavy tails make fewer anomalies. The p-value is two-sided.
 *
 * <p><b>Level shifts.</b> Medians of two windows beside a point, at least four of the longest
 * season long, differ by more than their error, which is widened by the correlation of neighbours.
 * <b>Changes of variance:</b> the same of the logarithms of the robust scales. Both are corrected
 * for the number of windows (Bonferroni). <b>Missing values:</b> a point without a value in a phase
 * that otherwise has one.
 */
public final class AnomalyFinder {
  private static final int LEAST_WINDOW = 28;
  private static final int CYCLES_OF_WINDOW = 4;
  private static final int STEPS_OF_WINDOW = 10;
  private static final int MOST_SHIFTS = 5;
  private static final int LEAST_HOLIDAYS = 3;
  private static final double SHIFT_P = 1e-4;

  /** Scales that a shift of the level is at least, however sure it is. */
  private static final double LEAST_SHIFT = 1;

  /**
   * Standard error of a shift for one point in a window, in standard deviations: the root of pi / 2
   * for medians in place of means, of 2 for two sides, and of 5 for the slope, whose error over a
   * window is twice that of the difference.
   */
  private static final double SHIFT_ERROR = 1.2533141373155003 * 3.1622776601683795;

  /** Standard error of the logarithm of a MAD is this over the root of n (normal values). */
  private static final double LOG_MAD_ERROR = 1.1664;

  /** Share of its cycles in which a phase has a value where one is expected. */
  private static final double RHYTHM = 0.8;

  private static final double[] DEGREES = {30, 15, 10, 7, 5, 4, 3, 2.5};
  private static final double NORMAL_RATIO = 2.906;
  private static final NormalDistribution NORMAL = new NormalDistribution();

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

  /** What is out of the ordinary. */
  public enum Type {
    SPIKE,
    DROP,
    LEVEL_SHIFT,
    VARIANCE_CHANGE,
    MISSING
  }

  /**
   * One point that may be an anomaly.
   *
   * @param at its index
   * @param pValue probability of one as far from the ordinary by chance
   * @param expected value; of a level shift the level before
   * @param severity how many robust scales it is away from what was expected, signed
   */
  public record Finding(int at, Type type, double pValue, double expected, double severity) {}

  /**
   * A judged series.
   *
   * @param expected one value for each point
   * @param scale robust standard deviation of the remainder
   * @param degrees of freedom of its t distribution; infinite of the normal one
   * @param findings every point with p at or below the rate asked for, by index and type
   * @param tests number of p-values computed
   */
  public record Judged(
      double[] expected,
      double scale,
      double degrees,
      List<Finding> findings,
      long tests,
      Decomposition decomposition) {

    /** Half the width of the interval that holds a share of the ordinary points. */
    public double halfWidth(double share) {
      return scale * Tail.of(degrees).quantile(0.5 + share / 2);
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
    int window = window();
    long windows = window == 0 ? 0 : Math.max(1, values.length / window);
    Decomposition decomposition = shifts(ordinary, window, windows);
    double[] remainder = remainder(decomposition);
    double[] ordinaryRemainder = remainder.clone();
    holidays.stream()
        .filter(h -> h < values.length)
        .forEach(h -> ordinaryRemainder[h] = Double.NaN);
    double floor = 1e-9 * Math.max(1, Robust.quantile(Robust.magnitudes(values), 0.5));
    double scale = Math.max(floor, Robust.scale(ordinaryRemainder));
    double holidayEffect = holidayEffect(remainder);
    double degrees = degrees(ordinaryRemainder);
    Tail tails = Tail.of(degrees);
    double[] expected = new double[values.length];
    long tests = windows == 0 ? 0 : 2 * windows;
    for (int i = 0; i < values.length; i++) {
      boolean known = holidays.get(i) && !Double.isNaN(holidayEffect);
      boolean judged = known || !holidays.get(i);
      expected[i] = decomposition.expected(i) + steps[i] + (known ? holidayEffect : 0);
      if (!Double.isNaN(values[i]) && judged) {
        tests++;
        point(i, expected[i], scale, tails);
      }
    }
    variance(ordinaryRemainder, expected, window, windows);
    tests += missing(expected);
    List<Finding> listed =
        findings.stream()
            .filter(finding -> finding.pValue() <= rate)
            .sorted(Comparator.comparingInt(Finding::at).thenComparing(Finding::type))
            .toList();
    return new Judged(expected, scale, degrees, listed, tests, decomposition);
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
    int near = largest(i -> Math.abs(shift(level, i, window).z()), window, level.length);
    Shift surest = shift(level, near, window);
    double p = Math.min(1, 2 * NORMAL.cumulativeProbability(-Math.abs(surest.z())) * windows);
    int at = split(level, near, window, surest);
    return new Finding(at, Type.LEVEL_SHIFT, p, surest.before(), surest.scales());
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
   * @param z difference over its standard error; 0 where it is too small to matter
   */
  private record Shift(double before, double difference, double slope, double scales, double z) {
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
    double first = Robust.median(before);
    double difference = Robust.median(after) - first;
    double[] deviations = new double[2 * window];
    for (int i = 0; i < window; i++) {
      deviations[i] = before[i] - first;
      deviations[window + i] = after[i] - first - difference;
    }
    double scale = Robust.scale(deviations);
    double scales = difference / scale;
    if (!(scale > 0 && Math.abs(scales) > LEAST_SHIFT)) {
      return new Shift(first, difference, slope, 0, 0);
    }
    double correlation = neighbours(deviations, scale);
    double error = SHIFT_ERROR * Math.sqrt((1 + correlation) / (1 - correlation) / window);
    return new Shift(first, difference, slope, scales, scales / error);
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

  private static double degrees(double[] remainder) {
    double[] magnitudes = Robust.magnitudes(remainder);
    double ratio = Robust.quantile(magnitudes, 0.95) / Robust.quantile(magnitudes, 0.5);
    if (Double.isNaN(ratio) || ratio <= NORMAL_RATIO) {
      return Double.POSITIVE_INFINITY;
    }
    for (double degrees : DEGREES) {
      TDistribution t = new TDistribution(degrees);
      double theirs = t.inverseCumulativeProbability(0.975) / t.inverseCumulativeProbability(0.75);
      if (ratio <= theirs) {
        return degrees;
      }
    }
    return DEGREES[DEGREES.length - 1];
  }

  private void point(int at, double expected, double scale, Tail tails) {
    double away = (values[at] - expected) / scale;
    double tail = tails.below(-Math.abs(away));
    findings.add(
        new Finding(at, away > 0 ? Type.SPIKE : Type.DROP, Math.min(1, 2 * tail), expected, away));
  }

  /**
   * How far ordinary points lie from what was expected, in robust scales.
   *
   * @param t its distribution
   * @param spread makes the scale, which is that of a normal distribution by its median, that of t
   */
  private record Tail(RealDistribution t, double spread) {
    static Tail of(double degrees) {
      RealDistribution t = Double.isInfinite(degrees) ? NORMAL : new TDistribution(degrees);
      return new Tail(
          t, t.inverseCumulativeProbability(0.75) / NORMAL.inverseCumulativeProbability(0.75));
    }

    double below(double away) {
      return t.cumulativeProbability(away * spread);
    }

    double quantile(double rate) {
      return t.inverseCumulativeProbability(rate) / spread;
    }
  }

  private void variance(double[] remainder, double[] expected, int window, long windows) {
    if (window == 0) {
      return;
    }
    double error = LOG_MAD_ERROR * Math.sqrt(2.0 / window);
    int at = largest(at0 -> Math.abs(logRatio(remainder, at0, window)), window, remainder.length);
    double away = logRatio(remainder, at, window) / error;
    double p = Math.min(1, 2 * NORMAL.cumulativeProbability(-Math.abs(away)) * windows);
    findings.add(new Finding(at, Type.VARIANCE_CHANGE, p, expected[at], away));
  }

  /** Logarithm of the scale after a point over that before; 0 where one of them is zero. */
  private static double logRatio(double[] remainder, int at, int window) {
    double before = Robust.scale(Arrays.copyOfRange(remainder, at - window, at));
    double after = Robust.scale(Arrays.copyOfRange(remainder, at, at + window));
    return before > 0 && after > 0 ? Math.log(after / before) : 0;
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
            findings.add(new Finding(i, Type.MISSING, gapP(i, period, p), expected[i], 0));
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
