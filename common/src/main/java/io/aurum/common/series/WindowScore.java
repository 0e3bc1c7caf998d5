package io.aurum.common.series;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The score of the Numenta Anomaly Benchmark with its standard profile (Lavin and Ahmad,
 * "Evaluating real-time anomaly detection algorithms", 2015): an alarm within a window earns up to
 * 1, the earlier the more, once; a missed window costs 1; an alarm outside costs up to 0.11, less
 * shortly after a window. 0 is a detector that never alarms, 100 one that alarms at the beginning
 * of each window and never elsewhere.
 */
public final class WindowScore {
  private static final double FALSE_ALARM = 0.11;

  /** Lengths of a window behind it from which an alarm costs the whole. */
  private static final double FAR = 3;

  private WindowScore() {}

  /**
   * A time within which an alarm is right, in any unit.
   *
   * @param to its last point, not before {@code from}
   */
  public record Window(long from, long to) {}

  /**
   * A point at which a detector alarms if the threshold is low enough.
   *
   * @param score larger the surer
   */
  public record Alarm(long at, double score) {}

  /**
   * A series with what is true and what was found.
   *
   * @param windows in order, without overlap
   * @param alarms each point once
   * @param step from a point to the next, above 0
   * @param first point that counts: alarms before it and windows that end before it do not
   */
  public record Watched(List<Window> windows, List<Alarm> alarms, long step, long first) {
    public Watched {
      windows = List.copyOf(windows);
      alarms = alarms.stream().filter(alarm -> alarm.at() >= first).toList();
      if (step < 1) {
        throw new IllegalArgumentException("step of " + step);
      }
    }

    /** The same with alarms of this score and more alone. */
    public Watched from(double score) {
      return new Watched(
          windows, alarms.stream().filter(alarm -> alarm.score() >= score).toList(), step, first);
    }

    /** What the series earns at a threshold; -1 for each window where nothing alarms. */
    public double raw(double threshold) {
      return windows.stream().mapToDouble(window -> earned(window, threshold)).sum()
          + alarms.stream()
              .filter(alarm -> alarm.score() >= threshold && !isRight(alarm))
              .mapToDouble(alarm -> FALSE_ALARM * behind(alarm.at()))
              .sum();
    }

    /** Windows with an alarm at a threshold. */
    public long found(double threshold) {
      return windows.stream().filter(window -> firstIn(window, threshold).isPresent()).count();
    }

    /** Alarms outside all windows at a threshold. */
    public long falseAlarms(double threshold) {
      return alarms.stream().filter(alarm -> alarm.score() >= threshold && !isRight(alarm)).count();
    }

    private double earned(Window window, double threshold) {
      double width = window.to() - window.from() + step;
      return firstIn(window, threshold)
          .map(at -> sigmoid(-(window.to() - at + step) / width) / sigmoid(-1))
          .orElse(window.to() >= first ? -1.0 : 0.0);
    }

    private Optional<Long> firstIn(Window window, double threshold) {
      return alarms.stream()
          .filter(alarm -> alarm.score() >= threshold && within(window, alarm))
          .map(Alarm::at)
          .min(Long::compare);
    }

    private boolean isRight(Alarm alarm) {
      return windows.stream().anyMatch(window -> within(window, alarm));
    }

    private static boolean within(Window window, Alarm alarm) {
      return alarm.at() >= window.from() && alarm.at() <= window.to();
    }

    /** What an alarm outside is worth: 0 just behind a window, -1 far from any. */
    private double behind(long at) {
      double past = FAR;
      for (Window window : windows) {
        if (window.to() < at) {
          past = (at - window.to()) / (double) Math.max(step, window.to() - window.from());
        }
      }
      return past >= FAR ? -1 : sigmoid(past);
    }
  }

  /** Score of all series together at a threshold; there is a window in one at least. */
  public static double of(List<Watched> all, double threshold) {
    double sum = all.stream().mapToDouble(series -> series.raw(threshold)).sum();
    int windows = all.stream().mapToInt(series -> series.windows().size()).sum();
    return 100 * (sum + windows) / (2 * windows);
  }

  /** The lowest threshold with the best score, of all scores that occur from the least one on. */
  public static double bestThreshold(List<Watched> all, double least) {
    double[] candidates =
        DoubleStream.concat(
                DoubleStream.of(least),
                all.stream()
                    .flatMap(series -> series.alarms().stream())
                    .mapToDouble(Alarm::score)
                    .filter(score -> score > least))
            .distinct()
            .sorted()
            .toArray();
    double best = least;
    double most = Double.NEGATIVE_INFINITY;
    for (double candidate : candidates) {
      double score = of(all, candidate);
      if (score > most) {
        most = score;
        best = candidate;
      }
    }
    return best;
  }

  /** 1 far before the end of a window, 0 at it, -1 far behind. */
  private static double sigmoid(double position) {
    return 2 / (1 + Math.exp(5 * position)) - 1;
  }
}
