package io.aurum.common.stat;

import java.util.Arrays;

/**
 * What count comes next, from counts that came before, whatever a few odd ones among them say: the
 * median, and around it the median absolute deviation times 1.4826, which estimates the standard
 * deviation of normal data and which nearly half of the counts cannot upset (Rousseeuw and Croux
 * 1993, <i>Alternatives to the median absolute deviation</i>, JASA 88). Counts vary at least as
 * much as a Poisson variable does, so the scale is no smaller than the root of the median.
 *
 * <p>A new count is an alarm only where it is far from the median <i>and</i> outside everything
 * that came before. Of k earlier counts and a new one, exchangeable and in any distribution, the
 * new one is the smallest or largest with probability 2 / (k + 1) at most; beyond three standard
 * deviations lie at most 4/81 of any unimodal distribution (Vysochanskij and Petunin 1980). The
 * smaller of the two bounds the false alarms.
 *
 * @param history number of counts behind the forecast
 * @param median expected count
 * @param scale robust standard deviation, at least 1
 * @param smallest of the counts behind it
 * @param largest of the counts behind it
 */
public record CountForecast(int history, double median, double scale, long smallest, long largest) {
  /** Counts that a forecast needs before it raises an alarm. */
  public static final int LEAST_HISTORY = 4;

  /** Distance in scales from which a count is unusual. */
  public static final double UNUSUAL = 3;

  /** Distance in scales from which a count is out of the question. */
  public static final double EXTREME = 6;

  private static final double MAD_TO_SIGMA = 1.4826;
  private static final double UNIMODAL_BEYOND_3 = 4.0 / 81;

  /** What a new count is. */
  public enum Verdict {
    /** What was to be expected, or too little is known to say otherwise. */
    USUAL,
    UNUSUAL,
    EXTREME
  }

  /**
   * @param counts earlier counts in any order, at least one
   * @throws IllegalArgumentException where there is none
   */
  public static CountForecast of(long... counts) {
    if (counts.length == 0) {
      throw new IllegalArgumentException("No forecast without history");
    }
    double[] sorted = Arrays.stream(counts).asDoubleStream().sorted().toArray();
    double median = median(sorted);
    double mad = median(Arrays.stream(sorted).map(c -> Math.abs(c - median)).sorted().toArray());
    double scale = Math.max(1, Math.max(MAD_TO_SIGMA * mad, Math.sqrt(median)));
    return new CountForecast(
        counts.length,
        median,
        scale,
        Arrays.stream(counts).min().orElseThrow(),
        Arrays.stream(counts).max().orElseThrow());
  }

  /** Judges a new count. */
  public Verdict judge(long count) {
    boolean met = smallest <= count && count <= largest;
    double distance = Math.abs(count - median) / scale;
    if (history < LEAST_HISTORY || met || distance < UNUSUAL) {
      return Verdict.USUAL;
    }
    return distance < EXTREME ? Verdict.UNUSUAL : Verdict.EXTREME;
  }

  /** Counts that raise no alarm by their distance; the lower end is at least 0. */
  public Interval usual() {
    return new Interval(Math.max(0, median - UNUSUAL * scale), median + UNUSUAL * scale);
  }

  /** Largest probability of an alarm where nothing is wrong; 0 while none can be raised. */
  public double falseAlarmRate() {
    return history < LEAST_HISTORY ? 0 : Math.min(2.0 / (history + 1), UNIMODAL_BEYOND_3);
  }

  /**
   * The median.
   *
   * @param sorted ascending, at least one
   */
  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
  }
}
