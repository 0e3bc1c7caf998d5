package io.aurum.common.series;

import io.aurum.common.series.WindowScore.Alarm;
import io.aurum.common.series.WindowScore.Watched;
import io.aurum.common.series.WindowScore.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of the Numenta Anomaly Benchmark as {@link WindowScore} takes them: a point is its
 * line, and the first 15 % of a file, at most 750 points, are not scored.
 */
final class NabScore {
  private static final double PROBATION = 0.15;
  private static final int LONGEST = 5000;
  private static final double LEAST_THRESHOLD = 0.3;

  /**
   * A scored file.
   *
   * @param scores of the detector, one for each point
   * @param windows first and last index of each window, in order
   */
  record Scored(String name, double[] scores, List<int[]> windows) {
    Watched watched() {
      List<Alarm> alarms = new ArrayList<>();
      for (int i = 0; i < scores.length; i++) {
        if (scores[i] >= LEAST_THRESHOLD) {
          alarms.add(new Alarm(i, scores[i]));
        }
      }
      return new Watched(
          windows.stream().map(w -> new Window(w[0], w[1])).toList(),
          alarms,
          1,
          probation(scores.length));
    }
  }

  private NabScore() {}

  static int probation(int points) {
    return (int) Math.min(Math.floor(PROBATION * points), PROBATION * LONGEST);
  }

  /** Score of all files at a threshold. */
  static double of(List<Scored> files, double threshold) {
    return WindowScore.of(files.stream().map(Scored::watched).toList(), threshold);
  }

  /** The threshold, of all scores that occur, with the best score. */
  static double bestThreshold(List<Scored> files) {
    return WindowScore.bestThreshold(files.stream().map(Scored::watched).toList(), LEAST_THRESHOLD);
  }

  /** What a file earns; -1 for each window where nothing alarms. */
  static double raw(Scored file, double threshold) {
    return file.watched().raw(threshold);
  }
}
