package io.aurum.common.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The score of the Numenta Anomaly Benchmark with its standard profile (Lavin and Ahmad,
 * "Evaluating real-time anomaly detection algorithms", 2015): an alarm within a window earns up to
 * 1, the earlier the more, once; a missed window costs 1; an alarm outside costs up to 0.11, less
 * shortly after a window. The first 15 % of a file, at most 750 points, are not scored. 0 is a
 * detector that never alarms, 100 one that alarms at the beginning of each window and never
 * elsewhere.
 */
final class NabScore {
  private static final double FALSE_ALARM = 0.11;
  private static final double PROBATION = 0.15;
  private static final int LONGEST = 5000;

  /**
   * A scored file.
   *
   * @param scores of the detector, one for each point
   * @param windows first and last index of each window, in order
   */
  record Scored(String name, double[] scores, List<int[]> windows) {}

  private NabScore() {}

  static int probation(int points) {
    return (int) Math.min(Math.floor(PROBATION * points), PROBATION * LONGEST);
  }

  /** Score of all files at a threshold. */
  static double of(List<Scored> files, double threshold) {
    double sum = files.stream().mapToDouble(file -> raw(file, threshold)).sum();
    int windows = files.stream().mapToInt(file -> file.windows().size()).sum();
    return 100 * (sum + windows) / (2 * windows);
  }

  /** The threshold, of all scores that occur, with the best score. */
  static double bestThreshold(List<Scored> files) {
    double[] candidates =
        DoubleStream.concat(
                files.stream().flatMapToDouble(file -> Arrays.stream(file.scores())),
                DoubleStream.of(1.1))
            .map(score -> Math.rint(score * 1000) / 1000)
            .filter(score -> score > 0.3)
            .distinct()
            .sorted()
            .toArray();
    double best = 1.1;
    for (double candidate : candidates) {
      best = of(files, candidate) > of(files, best) ? candidate : best;
    }
    return best;
  }

  /** What a file earns; -1 for each window where nothing alarms. */
  static double raw(Scored file, double threshold) {
    double sum = 0;
    int first = probation(file.scores().length);
    List<int[]> passed = new ArrayList<>();
    for (int[] window : file.windows()) {
      int alarm = alarm(file, threshold, Math.max(first, window[0]), window[1]);
      boolean scorable = window[1] >= first;
      double width = window[1] - window[0] + 1;
      sum +=
          alarm < 0 ? (scorable ? -1 : 0) : sigmoid(-(window[1] - alarm + 1) / width) / sigmoid(-1);
      passed.add(window);
    }
    for (int i = first; i < file.scores().length; i++) {
      if (file.scores()[i] >= threshold && !within(file.windows(), i)) {
        sum += FALSE_ALARM * outside(passed, i);
      }
    }
    return sum;
  }

  private static int alarm(Scored file, double threshold, int from, int to) {
    for (int i = from; i <= to; i++) {
      if (file.scores()[i] >= threshold) {
        return i;
      }
    }
    return -1;
  }

  private static boolean within(List<int[]> windows, int at) {
    return windows.stream().anyMatch(w -> at >= w[0] && at <= w[1]);
  }

  private static double outside(List<int[]> windows, int at) {
    double past = 3;
    for (int[] window : windows) {
      if (window[1] < at) {
        past = (at - window[1]) / (double) (window[1] - window[0]);
      }
    }
    return past >= 3 ? -1 : sigmoid(past);
  }

  /** 1 far before the end of a window, 0 at it, -1 far behind. */
  private static double sigmoid(double position) {
    return 2 / (1 + Math.exp(5 * position)) - 1;
  }
}
