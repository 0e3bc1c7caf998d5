package io.aurum.common.series;

import java.util.Arrays;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * How far ordinary points lie from what was expected, above and below it on their own: sums of few
 * sales are skewed, and counts have the same distance again and again.
 *
 * <p>The distances of each side follow half a t distribution. Its degrees of freedom are those that
 * the ratio of the 95 % quantile to the median asks for: heavy tails make fewer anomalies. Where
 * even the heaviest tail is not enough, because most points lie at nearly the same value, the scale
 * follows the quantile and not the median.
 *
 * @param above points above what was expected
 * @param below points below it
 * @param floor distance up to which a point is where it was expected
 */
record Tails(Side above, Side below, double floor) {
  private static final double[] DEGREES = {30, 15, 10, 7, 5, 4, 3, 2.5};
  private static final double HIGH = 0.95;
  private static final RealDistribution HEAVIEST = new TDistribution(DEGREES[DEGREES.length - 1]);
  private static final NormalDistribution NORMAL = new NormalDistribution();

  /** Points on a side from which it is judged by itself. */
  private static final int LEAST_POINTS = 30;

  /**
   * One side.
   *
   * @param share of the points that are on it
   * @param t distribution of their distances over the scale
   * @param scale of the distances, above 0
   */
  record Side(double share, RealDistribution t, double scale) {
    double tail(double distance) {
      return Math.min(1, 4 * share * t.cumulativeProbability(-distance / scale));
    }

    /** The distance that a share of all points lie beyond on this side. */
    double beyond(double rate) {
      double tail = rate / (2 * share);
      return tail >= 0.5 ? 0 : -scale * t.inverseCumulativeProbability(tail);
    }

    /** What would be the standard deviation if half of the distances told that of normal values. */
    double deviation() {
      return scale
          * t.inverseCumulativeProbability(0.75)
          / NORMAL.inverseCumulativeProbability(0.75);
    }
  }

  /**
   * Learns from what remains of a series.
   *
   * @param remainder NaN where a value is missing or does not count
   * @param floor least scale, above 0
   */
  static Tails of(double[] remainder, double floor) {
    double[] all = known(remainder);
    return new Tails(side(all, 1, floor), side(all, -1, floor), floor);
  }

  /**
   * Learns from what remains of a series that is zero most of the time. That something happens at
   * all is rare in it and yet ordinary, so what happens is judged by what else has happened,
   * however little that is: with the heaviest tail, and as if one more thing had.
   *
   * @param remainder as before
   * @param floor as before
   */
  static Tails ofIntermittent(double[] remainder, double floor) {
    double[] all = known(remainder);
    return new Tails(events(all, 1, floor), events(all, -1, floor), floor);
  }

  private static double[] known(double[] remainder) {
    return Arrays.stream(remainder).filter(r -> !Double.isNaN(r)).toArray();
  }

  private static double[] distances(double[] remainder, int sign, double floor) {
    return Arrays.stream(remainder).map(r -> sign * r).filter(r -> r > floor).sorted().toArray();
  }

  private static Side side(double[] remainder, int sign, double floor) {
    double[] distances = distances(remainder, sign, floor);
    return distances.length < LEAST_POINTS
        ? fitted(0.5, Robust.magnitudes(remainder), floor)
        : fitted((double) distances.length / remainder.length, distances, floor);
  }

  private static Side events(double[] remainder, int sign, double floor) {
    double[] distances = distances(remainder, sign, floor);
    double share = (distances.length + 1.0) / (remainder.length + 1);
    double high = distances.length == 0 ? floor : Robust.quantile(distances, HIGH);
    return new Side(share, HEAVIEST, Math.max(floor, high / high(HEAVIEST)));
  }

  /** The 95 % quantile of the distances of a distribution. */
  private static double high(RealDistribution t) {
    return t.inverseCumulativeProbability((1 + HIGH) / 2);
  }

  private static Side fitted(double share, double[] distances, double floor) {
    double median = Robust.quantile(distances, 0.5);
    double high = Robust.quantile(distances, HIGH);
    if (!(high > floor)) {
      return new Side(share, NORMAL, floor);
    }
    for (RealDistribution t : candidates()) {
      double theirMedian = t.inverseCumulativeProbability(0.75);
      if (high / median <= high(t) / theirMedian) {
        return new Side(share, t, Math.max(floor, median / theirMedian));
      }
    }
    RealDistribution heaviest = new TDistribution(DEGREES[DEGREES.length - 1]);
    return new Side(share, heaviest, high / heaviest.inverseCumulativeProbability((1 + HIGH) / 2));
  }

  private static RealDistribution[] candidates() {
    RealDistribution[] candidates = new RealDistribution[DEGREES.length + 1];
    candidates[0] = NORMAL;
    for (int i = 0; i < DEGREES.length; i++) {
      candidates[i + 1] = new TDistribution(DEGREES[i]);
    }
    return candidates;
  }

  /** Two-sided probability of a point as far away by chance. */
  double pValue(double away) {
    if (Math.abs(away) <= floor) {
      return 1;
    }
    return away > 0 ? above.tail(away) : below.tail(-away);
  }

  /** How many standard deviations a point is away, signed. */
  double severity(double away) {
    return away / (away > 0 ? above : below).deviation();
  }
}
