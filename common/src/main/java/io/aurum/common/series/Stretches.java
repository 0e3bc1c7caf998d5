package io.aurum.common.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds stretches of a series in which ordinary points together are not ordinary: collective
 * anomalies between a least and a most length, as in Fisch, Eckley and Fearnhead, "A linear time
 * method for the detection of collective and point anomalies", 2022.
 *
 * <p>What is left of trend and seasons is drawn in at what single points ordinarily reach, so that
 * one wild point makes no stretch. Then the sums of all windows of a few lengths are compared; how
 * far they ordinarily lie is learnt from the sums themselves, not from the single points, so that
 * it holds whatever the correlation of neighbours. A window is judged by those of its length that
 * do not overlap it or a stretch found before, from their median on, and must be further away than
 * an ordinary single point that moves at all. The surest is taken, and the search goes on beside
 * it. Its p-value is corrected for all windows that were looked at (Bonferroni).
 */
final class Stretches {
  /** Lengths of windows; a stretch is told in periods, most often days. */
  private static final int[] LENGTHS = {7, 10, 14, 21, 28};

  /** How many windows without overlap there must be to learn from. */
  private static final int LEAST_WINDOWS = 20;

  private static final int MOST = 5;

  /** Share of the ordinary points beyond which single points are drawn in, on each side. */
  private static final double DRAWN_IN = 0.005;

  private final double[] drawnIn;
  private final double floor;
  private final int longest;
  private final List<Stretch> found = new ArrayList<>();

  /**
   * Some consecutive points.
   *
   * @param from index of the first
   * @param to index after the last
   * @param pValue corrected for the windows of the series
   * @param severity how many robust scales of such sums theirs is away, signed
   */
  record Stretch(int from, int to, double pValue, double severity) {
    boolean meets(int otherFrom, int otherTo) {
      return otherFrom < to && from < otherTo;
    }
  }

  private Stretches(double[] remainder, Tails tails, int longest) {
    double most = tails.above().beyond(DRAWN_IN);
    double least = -tails.below().beyond(DRAWN_IN);
    this.drawnIn =
        Arrays.stream(remainder)
            .map(r -> Double.isNaN(r) ? 0 : Math.max(least, Math.min(most, r)))
            .toArray();
    double[] moved = Arrays.stream(drawnIn).map(Math::abs).filter(r -> r > tails.floor()).toArray();
    this.floor = moved.length == 0 ? tails.floor() : Robust.median(moved);
    this.longest = longest;
  }

  /**
   * The stretches with a p-value up to a rate, the surest first.
   *
   * @param remainder of the series; NaN where a point does not count
   * @param tails of its points
   * @param longest points that a stretch may have, less than the trend follows
   * @param rate p-value
   */
  static List<Stretch> find(double[] remainder, Tails tails, int longest, double rate) {
    return new Stretches(remainder, tails, longest).find(rate);
  }

  /**
   * Stretches with their ends set anew, where they differ most from what is expected without them:
   * where the square of their sum over their length is largest, at most their length away and no
   * shorter than a week of days.
   *
   * @param stretches as they were found, the surest first
   * @param remainder of all points, from what is expected without the stretches
   */
  static List<Stretch> ends(List<Stretch> stretches, double[] remainder) {
    List<Stretch> anew = new ArrayList<>(joined(stretches));
    for (int i = 0; i < anew.size(); i++) {
      Stretch stretch = anew.get(i);
      List<Stretch> others = anew.stream().filter(other -> !other.equals(stretch)).toList();
      anew.set(i, ends(stretch, remainder, others));
    }
    return joined(anew);
  }

  /** Stretches of one direction that follow each other at once are one, as sure as the surer. */
  private static List<Stretch> joined(List<Stretch> stretches) {
    List<Stretch> joined = new ArrayList<>();
    for (Stretch next :
        stretches.stream().sorted(Comparator.comparingInt(Stretch::from)).toList()) {
      Stretch before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (before != null
          && before.to() == next.from()
          && Math.signum(before.severity()) == Math.signum(next.severity())) {
        Stretch surer = before.pValue() <= next.pValue() ? before : next;
        joined.set(
            joined.size() - 1,
            new Stretch(before.from(), next.to(), surer.pValue(), surer.severity()));
      } else {
        joined.add(next);
      }
    }
    return List.copyOf(joined);
  }

  private static Stretch ends(Stretch stretch, double[] remainder, List<Stretch> others) {
    int reach = stretch.to() - stretch.from();
    int last = Math.min(remainder.length, stretch.to() + reach);
    double sign = Math.signum(stretch.severity());
    Stretch best = stretch;
    double most = Double.NEGATIVE_INFINITY;
    for (int from = Math.max(0, stretch.from() - reach); from < stretch.to(); from++) {
      double sum = 0;
      for (int to = from + 1; to <= last; to++) {
        double away = remainder[to - 1];
        sum += Double.isNaN(away) ? 0 : sign * away;
        double gain = sum > 0 ? sum * sum / (to - from) : 0;
        int begins = from;
        int ends = to;
        if (to - from >= LENGTHS[0]
            && gain > most
            && others.stream().noneMatch(other -> other.meets(begins, ends))) {
          most = gain;
          best = new Stretch(from, to, stretch.pValue(), stretch.severity());
        }
      }
    }
    return best;
  }

  /** Windows that are looked at in a series. */
  static long windows(int points, int longest) {
    return Arrays.stream(LENGTHS)
        .filter(length -> isLooked(length, points, longest))
        .mapToLong(length -> points - length + 1)
        .sum();
  }

  private static boolean isLooked(int length, int points, int longest) {
    return length <= longest && points >= LEAST_WINDOWS * length;
  }

  private List<Stretch> find(double rate) {
    for (int number = 0; number < MOST; number++) {
      Stretch surest = surest();
      if (surest == null || surest.pValue() > rate) {
        break;
      }
      found.add(surest);
    }
    return List.copyOf(found);
  }

  private Stretch surest() {
    Stretch surest = null;
    for (int length : LENGTHS) {
      if (isLooked(length, drawnIn.length, longest)) {
        double[] sums = sums(length);
        for (int sign : new int[] {1, -1}) {
          Stretch candidate = judged(sums, furthest(sums, sign), length);
          if (surest == null || candidate.pValue() < surest.pValue()) {
            surest = candidate;
          }
        }
      }
    }
    return surest;
  }

  /** Sums of the windows by their first point; NaN where one meets a stretch found before. */
  private double[] sums(int length) {
    double[] sums = new double[drawnIn.length - length + 1];
    for (int from = 0; from < sums.length; from++) {
      int first = from;
      boolean taken = found.stream().anyMatch(stretch -> stretch.meets(first, first + length));
      sums[from] = 0;
      for (int i = from; i < from + length; i++) {
        sums[from] += drawnIn[i];
      }
      sums[from] = taken ? Double.NaN : sums[from];
    }
    return sums;
  }

  private static int furthest(double[] sums, int sign) {
    int furthest = 0;
    for (int i = 1; i < sums.length; i++) {
      if (Double.isNaN(sums[furthest]) || sign * sums[i] > sign * sums[furthest]) {
        furthest = i;
      }
    }
    return furthest;
  }

  private Stretch judged(double[] sums, int at, int length) {
    double[] others = sums.clone();
    Arrays.fill(
        others, Math.max(0, at - length + 1), Math.min(others.length, at + length), Double.NaN);
    long left = Arrays.stream(others).filter(sum -> !Double.isNaN(sum)).count();
    if (Double.isNaN(sums[at]) || left < (LEAST_WINDOWS - 2L) * length) {
      return new Stretch(at, at + length, 1, 0);
    }
    double middle = Robust.median(others);
    Tails tails = Tails.of(Arrays.stream(others).map(sum -> sum - middle).toArray(), floor);
    double away = sums[at] - middle;
    double p = tails.pValue(away) * windows(drawnIn.length, longest);
    return new Stretch(at, at + length, Math.min(1, p), tails.severity(away));
  }
}
