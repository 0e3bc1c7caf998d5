package io.aurum.common.series;

import io.aurum.common.series.Stretches.Stretch;
import io.aurum.common.stat.TrimmedMean;
import io.aurum.common.stat.TrimmedMean.Difference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * Judges every point of a series that is known as a whole.
 *
 * <p><b>Expected.</b> Trend and seasons of {@link Decomposition}, on the scale on which the series
 * varies alike in both directions ({@link Stabiliser}), after the steps of level shifts are taken
 * out and with what holidays usually do. Holidays have no weight in trend and seasons, and neither
 * have stretches once they are found: what is odd is not expected because it happened. Told is the
 * mean that this leads to, and the interval of ordinary values around the middle.
 *
 * <p><b>Spikes and drops.</b> The remainder of a point is judged by those of the others on its
 * side, see {@link Tails}. The p-value is two-sided. A value beyond its interval is also a spike
 * where the largest single amount in it is most of what is too much and out of all proportion to
 * those of other points ({@link LargestParts}).
 *
 * <p><b>Level shifts.</b> The trimmed means of two windows beside a point, at least four of the
 * longest season long, differ by more than their error ({@link TrimmedMean}), which is widened by
 * the correlation of neighbours. <b>Changes of variance:</b> the same of the roots of the
 * magnitudes of the remainder. Both are corrected for the number of points looked at (Bonferroni),
 * so each is one test. <b>Stretches</b> of a week to four, of which no point need be odd alone: see
 * {@link Stretches}; so corrected too, each point is one test. <b>Missing values:</b> a point
 * without a value in a phase that otherwise has one.
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

  /** Probability above which a gap in a series without cycles is a pause like others. */
  private static final double USUAL_PAUSE = 0.01;

  /** Share of ordinary points outside the interval that is told. */
  private static final double OUTSIDE = 0.05;

  /** Scales that a shift of the level is at least, however sure it is. */
  private static final double LEAST_SHIFT = 1;

  /**
   * What the slope, which is taken out before levels are compared, makes of the error of their
   * difference: its own error over a window is twice that of the difference.
   */
  private static final double SLOPE_ERROR = 2.23606797749979;

  /** Share of its cycles in which a phase has a value where one is expected. */
  private static final double RHYTHM = 0.8;

  /** Part of what is beyond expectation that one amount has to be, to be its cause. */
  private static final double MOST_OF_IT = 0.5;

  private static final Map<AnomalyType, Test> TESTS =
      Map.of(
          AnomalyType.LEVEL_SHIFT,
          Test.CHANGE,
          AnomalyType.VARIANCE_CHANGE,
          Test.CHANGE,
          AnomalyType.HIGH_STRETCH,
          Test.STRETCH,
          AnomalyType.LOW_STRETCH,
          Test.STRETCH,
          AnomalyType.MISSING,
          Test.GAP);

  private final double[] values;
  private final double[] largest;
  private final Stabiliser scale;
  private final BitSet holidays;
  private final List<Integer> periods;
  private final double[] steps;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Test, Long> tests = new EnumMap<>(Test.class);

  private AnomalyFinder(double[] values, double[] largest, List<Integer> periods, BitSet holidays) {
    this.scale = Stabiliser.of(values, periods);
    this.values = scale.of(values);
    this.largest = largest;
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

  /** What was asked of points: answers of one kind are judged together. */
  public enum Test {
    /** Whether a value is what was expected. */
    VALUE,
    /** Whether the largest single amount in it is like that of other points. */
    LARGEST,
    /** Whether it is in a stretch that is odd as a whole. */
    STRETCH,
    /** Whether the level or the variance changes there. */
    CHANGE,
    /** Whether a value should be there. */
    GAP
  }

  /**
   * One point that may be an anomaly.
   *
   * @param test by which it was found
   * @param at its index
   * @param pValue probability of one as far from the ordinary by chance
   * @param expected value; of a level shift the level before
   * @param low end of the interval around it that holds 95 % of ordinary values
   * @param high its other end
   * @param severity how many robust scales it is away from what was expected, signed
   */
  public record Finding(
      Test test,
      int at,
      AnomalyType type,
      double pValue,
      double expected,
      double low,
      double high,
      double severity) {}

  /**
   * A judged series.
   *
   * @param expected one value for each point
   * @param low one for each point: where the interval begins that holds 95 % of ordinary values
   * @param high where it ends
   * @param findings every point with p at or below the rate asked for, by index and type
   * @param tests number of p-values computed
   */
  public record Judged(
      double[] expected,
      double[] low,
      double[] high,
      List<Finding> findings,
      Map<Test, Long> tests) {}

  /**
   * Judges a series.
   *
   * @param values equally spaced; NaN where missing; at least one value
   * @param periods seasons as of {@link Seasons}
   * @param holidays indexes of holidays
   * @param rate p-value up to which findings are listed
   */
  public static Judged judge(double[] values, List<Integer> periods, BitSet holidays, double rate) {
    double[] none = new double[values.length];
    Arrays.fill(none, Double.NaN);
    return judge(values, none, periods, holidays, rate);
  }

  /**
   * Judges a series of sums, also by the largest amounts in them.
   *
   * @param values as before
   * @param largest of the amounts that each value sums; NaN where there is none
   * @param periods as before
   * @param holidays as before
   * @param rate as before
   */
  public static Judged judge(
      double[] values, double[] largest, List<Integer> periods, BitSet holidays, double rate) {
    return new AnomalyFinder(values, largest, periods, holidays).judge(rate);
  }

  private Judged judge(double rate) {
    boolean intermittent = Robust.median(Robust.magnitudes(values)) == 0;
    int window = intermittent ? 0 : window();
    BitSet apart = (BitSet) holidays.clone();
    Fit fit = fit(apart, window, intermittent);
    int longest = Decomposition.span(values.length, periods) / TREND_OF_STRETCH;
    List<Stretch> stretches = Stretches.find(fit.ordinary(), fit.tails(), longest, rate);
    if (!stretches.isEmpty()) {
      stretches.forEach(stretch -> apart.set(stretch.from(), stretch.to()));
      fit = fit(apart, window, intermittent);
    }
    double[] expected = fit.expected();
    LargestParts parts = LargestParts.of(largest, periods);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i]) && !(holidays.get(i) && fit.isLostOnHolidays())) {
        point(i, expected[i], fit.tails());
        largest(i, expected[i], fit.tails(), parts);
      }
    }
    variance(fit.ordinary(), expected, window);
    tests.put(Test.CHANGE, window == 0 ? 0L : 2L);
    stretches(Stretches.ends(stretches, fit.judged(values)), expected);
    tests.put(Test.STRETCH, (long) values.length);
    tests.put(Test.GAP, missing(expected));
    return told(fit, rate);
  }

  /** A value beyond its interval of which one amount, out of all proportion, is most. */
  private void largest(int at, double expected, Tails tails, LargestParts parts) {
    if (!parts.isKnown(at)) {
      return;
    }
    tests.merge(Test.LARGEST, 1L, Long::sum);
    double away = values[at] - expected;
    double beyond = scale.back(values[at]) - scale.back(expected);
    if (away > tails.above().beyond(OUTSIDE / 2) && largest[at] >= MOST_OF_IT * beyond) {
      findings.add(
          new Finding(
              Test.LARGEST,
              at,
              AnomalyType.SPIKE,
              parts.pValue(at),
              expected,
              Double.NaN,
              Double.NaN,
              tails.severity(away)));
    }
  }

  /** What is said of the series, as it was before it was put on its scale. */
  private Judged told(Fit fit, double rate) {
    double below = fit.tails().below().beyond(OUTSIDE / 2);
    double above = fit.tails().above().beyond(OUTSIDE / 2);
    DoubleUnaryOperator mean = scale.mean(fit.ordinary());
    DoubleUnaryOperator low = v -> scale.back(v - below);
    DoubleUnaryOperator high = v -> scale.back(v + above);
    List<Finding> listed =
        findings.stream()
            .filter(finding -> finding.pValue() <= rate)
            .map(
                f ->
                    new Finding(
                        f.test(),
                        f.at(),
                        f.type(),
                        f.pValue(),
                        mean.applyAsDouble(f.expected()),
                        low.applyAsDouble(f.expected()),
                        high.applyAsDouble(f.expected()),
                        f.severity()))
            .sorted(Comparator.comparingInt(Finding::at).thenComparing(Finding::type))
            .toList();
    double[] expected = fit.expected();
    return new Judged(
        Arrays.stream(expected).map(mean).toArray(),
        Arrays.stream(expected).map(low).toArray(),
        Arrays.stream(expected).map(high).toArray(),
        listed,
        Map.copyOf(tests));
  }

  /** A finding on the scale; its interval follows. */
  private static Finding finding(
      int at, AnomalyType type, double pValue, double expected, double severity) {
    return new Finding(
        TESTS.getOrDefault(type, Test.VALUE),
        at,
        type,
        pValue,
        expected,
        Double.NaN,
        Double.NaN,
        severity);
  }

  /**
   * What was to be expected, learnt from ordinary points.
   *
   * @param expected one value for each point
   * @param ordinary remainder of the points that it was learnt from; NaN elsewhere
   * @param isLostOnHolidays whether too little is known to expect anything of holidays
   */
  private record Fit(double[] expected, double[] ordinary, Tails tails, boolean isLostOnHolidays) {
    /** What remains of all points. */
    double[] judged(double[] values) {
      double[] remainder = new double[values.length];
      Arrays.setAll(remainder, i -> values[i] - expected[i]);
      return remainder;
    }
  }

  /** Learns from all points but those that are set apart; finds the level shifts among them. */
  private Fit fit(BitSet apart, int window, boolean intermittent) {
    findings.clear();
    Arrays.fill(steps, 0);
    double[] ordinary = without(values, apart);
    if (Arrays.stream(ordinary).allMatch(Double::isNaN)) {
      System.arraycopy(values, 0, ordinary, 0, values.length);
    }
    long windows = window == 0 ? 0 : (long) values.length * STEPS_OF_WINDOW / window;
    Decomposition decomposition = shifts(ordinary, window, windows);
    double[] remainder = remainder(decomposition);
    double holidayEffect = holidayEffect(remainder);
    double[] expected = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      boolean known = holidays.get(i) && !Double.isNaN(holidayEffect);
      expected[i] = decomposition.expected(i) + steps[i] + (known ? holidayEffect : 0);
    }
    double[] learnt = without(remainder, apart);
    double floor = 1e-9 * Math.max(1, Robust.quantile(Robust.magnitudes(values), 0.5));
    Tails tails = intermittent ? Tails.ofIntermittent(learnt, floor) : Tails.of(learnt, floor);
    return new Fit(expected, learnt, tails, Double.isNaN(holidayEffect));
  }

  private static double[] without(double[] values, BitSet apart) {
    double[] left = values.clone();
    apart.stream().filter(i -> i < left.length).forEach(i -> left[i] = Double.NaN);
    return left;
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
    return finding(at, AnomalyType.LEVEL_SHIFT, p, surest.before(), surest.scales());
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
    tests.merge(Test.VALUE, 1L, Long::sum);
    double away = values[at] - expected;
    findings.add(
        finding(
            at,
            away > 0 ? AnomalyType.SPIKE : AnomalyType.DROP,
            tails.pValue(away),
            expected,
            tails.severity(away)));
  }

  /** Every point of a stretch is a finding with the p-value of all, and a test. */
  private void stretches(List<Stretch> stretches, double[] expected) {
    for (Stretch stretch : stretches) {
      AnomalyType type =
          stretch.severity() > 0 ? AnomalyType.HIGH_STRETCH : AnomalyType.LOW_STRETCH;
      for (int i = stretch.from(); i < stretch.to(); i++) {
        findings.add(finding(i, type, stretch.pValue(), expected[i], stretch.severity()));
      }
    }
  }

  /** Spreads need more points than levels: windows are twice as long where the series allows it. */
  private void variance(double[] remainder, double[] expected, int ofLevels) {
    if (ofLevels == 0) {
      return;
    }
    long windows = (long) values.length * STEPS_OF_WINDOW / ofLevels;
    int window = values.length >= 6 * ofLevels ? 2 * ofLevels : ofLevels;
    double[] magnitudes = Arrays.stream(remainder).map(Math::abs).map(Math::sqrt).toArray();
    int at = largest(i -> Math.abs(change(magnitudes, i, window).t()), window, remainder.length);
    Difference change = change(magnitudes, at, window);
    double p = Math.min(1, change.pValue() * windows);
    findings.add(finding(at, AnomalyType.VARIANCE_CHANGE, p, expected[at], change.t()));
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
            double pValue = gapP(i, period, p);
            if (period > 1 || pValue <= USUAL_PAUSE) {
              findings.add(finding(i, AnomalyType.MISSING, pValue, expected[i], 0));
            }
          }
        }
      }
    }
    return tested;
  }

  /** Missing neighbours make a gap less likely to be chance. */
  private double gapP(int at, int period, double rate) {
    if (period == 1) {
      return gapP(at);
    }
    int length = 1;
    for (int i = at - 1; i >= 0 && i > at - period && Double.isNaN(values[i]); i--) {
      length++;
    }
    for (int i = at + 1; i < values.length && i < at + period && Double.isNaN(values[i]); i++) {
      length++;
    }
    return Math.pow(rate, length);
  }

  /**
   * Probability of a gap as long as the one around a point in a series without cycles: that one
   * begins, and goes on, as often as the other gaps say.
   */
  private double gapP(int at) {
    int from = at;
    while (from > 0 && Double.isNaN(values[from - 1])) {
      from--;
    }
    int length = 0;
    int others = 0;
    int missing = 0;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        boolean begins = i == 0 || !Double.isNaN(values[i - 1]);
        boolean own = i == from + length;
        length += own ? 1 : 0;
        missing += own ? 0 : 1;
        others += begins && !own ? 1 : 0;
      }
    }
    double begins = (others + 1.0) / (values.length - missing - length + 2);
    double goesOn = (missing - others + 1.0) / (missing + 2);
    return begins * Math.pow(goesOn, length - 1);
  }
}
