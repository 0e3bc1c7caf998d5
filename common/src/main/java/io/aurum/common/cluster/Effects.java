package io.aurum.common.cluster;

import io.aurum.common.stat.dependence.FalseDiscovery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.special.Erf;

/** Says how segments differ from the rest, column by column. */
public final class Effects {
  private Effects() {}

  /**
   * @param segments of the rows, from 0; a negative one belongs to none, and to the rest of each
   * @return by segment, then column
   */
  public static List<Effect> of(Frame frame, int[] segments) {
    int count = IntStream.of(segments).max().orElse(-1) + 1;
    List<Effect> effects = new ArrayList<>();
    for (int segment = 0; segment < count; segment++) {
      for (int c = 0; c < frame.columns().size(); c++) {
        Effect effect =
            frame.columns().get(c).isNumber()
                ? ofNumber(frame, c, segments, segment)
                : ofCategory(frame, c, segments, segment);
        effects.add(effect);
      }
    }
    return adjusted(effects);
  }

  private static Effect ofNumber(Frame frame, int column, int[] segments, int segment) {
    int[] rows =
        IntStream.range(0, frame.size())
            .filter(i -> frame.rows()[i][column] != null)
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> (Double) frame.rows()[i][column]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] all = IntStream.of(rows).mapToDouble(i -> (Double) frame.rows()[i][column]).toArray();
    boolean[] in = new boolean[rows.length];
    for (int at = 0; at < in.length; at++) {
      in[at] = segments[rows[at]] == segment;
    }
    Summary inside = Summary.of(pick(all, in, true));
    Summary outside = Summary.of(pick(all, in, false));
    double delta = 0;
    double p = 1;
    if (inside.count() > 0 && outside.count() > 0) {
      Ranks ranks = Ranks.of(all, in);
      double pairs = (double) inside.count() * outside.count();
      delta = 2 * ranks.wins() / pairs - 1;
      double spread =
          Math.sqrt(
              pairs / 12 * (rows.length + 1 - ranks.ties() / rows.length / (rows.length - 1.0)));
      double z = spread > 0 ? Math.abs(ranks.wins() - pairs / 2) / spread : 0;
      p = Erf.erfc(z / Math.sqrt(2));
    }
    return new Effect(
        segment,
        frame.columns().get(column).name(),
        "",
        inside.count() == 0 ? Double.NaN : inside.mean(),
        outside.count() == 0 ? Double.NaN : outside.mean(),
        cohen(inside, outside),
        delta,
        Double.NaN,
        p,
        p,
        rows.length);
  }

  private static double[] pick(double[] values, boolean[] in, boolean wanted) {
    return IntStream.range(0, values.length)
        .filter(i -> in[i] == wanted)
        .mapToDouble(i -> values[i])
        .toArray();
  }

  private static double cohen(Summary inside, Summary outside) {
    double freedom = inside.count() + outside.count() - 2.0;
    double pooled =
        (inside.variance() * inside.count() + outside.variance() * outside.count()) / freedom;
    return inside.count() > 0 && outside.count() > 0 && pooled > 0
        ? (inside.mean() - outside.mean()) / Math.sqrt(pooled)
        : 0;
  }

  /**
   * @param wins pairs in which the number of the segment is the larger, ties by half
   * @param ties sum of t^3 - t over groups of equal numbers
   */
  private record Ranks(double wins, double ties) {
    static Ranks of(double[] ascending, boolean[] in) {
      double wins = 0;
      double ties = 0;
      double below = 0;
      int from = 0;
      while (from < ascending.length) {
        int to = from;
        double inside = 0;
        while (to < ascending.length && ascending[to] == ascending[from]) {
          inside += in[to] ? 1 : 0;
          to++;
        }
        double equal = to - from;
        wins += inside * (below + (equal - inside) / 2);
        ties += equal * equal * equal - equal;
        below += equal - inside;
        from = to;
      }
      return new Ranks(wins, ties);
    }
  }

  private static Effect ofCategory(Frame frame, int column, int[] segments, int segment) {
    List<String> levels = frame.levels(column);
    double[][] counts = new double[levels.size()][2];
    double[] totals = new double[2];
    for (int i = 0; i < frame.size(); i++) {
      int level = levels.indexOf((String) frame.rows()[i][column]);
      if (level >= 0) {
        int side = segments[i] == segment ? 0 : 1;
        counts[level][side]++;
        totals[side]++;
      }
    }
    double n = totals[0] + totals[1];
    double chi = 0;
    int most = 0;
    double widest = -1;
    for (int level = 0; level < counts.length; level++) {
      double row = counts[level][0] + counts[level][1];
      for (int side = 0; side < 2; side++) {
        double expected = row * totals[side] / n;
        chi += expected > 0 ? Math.pow(counts[level][side] - expected, 2) / expected : 0;
      }
      double apart =
          Math.abs(share(counts[level][0], totals[0]) - share(counts[level][1], totals[1]));
      if (apart > widest) {
        widest = apart;
        most = level;
      }
    }
    boolean testable = levels.size() > 1 && totals[0] > 0 && totals[1] > 0;
    double p =
        testable
            ? 1 - new ChiSquaredDistribution(levels.size() - 1.0).cumulativeProbability(chi)
            : 1;
    return new Effect(
        segment,
        frame.columns().get(column).name(),
        levels.isEmpty() ? "" : levels.get(most),
        levels.isEmpty() ? Double.NaN : share(counts[most][0], totals[0]),
        levels.isEmpty() ? Double.NaN : share(counts[most][1], totals[1]),
        Double.NaN,
        Double.NaN,
        testable ? Math.sqrt(chi / n) : 0,
        p,
        p,
        (long) n);
  }

  private static double share(double count, double of) {
    return of > 0 ? count / of : 0;
  }

  private static List<Effect> adjusted(List<Effect> effects) {
    double[] adjusted = FalseDiscovery.adjusted(effects.stream().mapToDouble(Effect::p).toArray());
    return IntStream.range(0, adjusted.length)
        .mapToObj(i -> effects.get(i).adjusted(adjusted[i]))
        .toList();
  }
}
