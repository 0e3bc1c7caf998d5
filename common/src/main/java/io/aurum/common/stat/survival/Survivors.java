package io.aurum.common.stat.survival;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Times until an event or until watching ended, ordered by time; at one time events come before
 * those who were merely watched no longer.
 */
public final class Survivors {
  private final double[] time;
  private final boolean[] event;
  private final double[][] covariates;

  private Survivors(double[] time, boolean[] event, double[][] covariates) {
    this.time = time;
    this.event = event;
    this.covariates = covariates;
  }

  /**
   * @param time not negative
   * @param event whether the event came at that time; else watching ended
   * @param covariates a row for each subject, all of one length, which may be 0
   */
  public static Survivors of(double[] time, boolean[] event, double[][] covariates) {
    if (time.length == 0 || time.length != event.length || time.length != covariates.length) {
      throw new IllegalArgumentException(
          "%d times, %d events and %d rows make no sample"
              .formatted(time.length, event.length, covariates.length));
    }
    int[] order =
        IntStream.range(0, time.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> time[i])
                    .thenComparing(i -> !event[i])
                    .thenComparing(i -> covariates[i], java.util.Arrays::compare))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] times = new double[order.length];
    boolean[] events = new boolean[order.length];
    double[][] rows = new double[order.length][];
    for (int i = 0; i < order.length; i++) {
      times[i] = time[order[i]];
      events[i] = event[order[i]];
      rows[i] = covariates[order[i]].clone();
    }
    if (!(times[0] >= 0)) {
      throw new IllegalArgumentException(times[0] + " is no time");
    }
    return new Survivors(times, events, rows);
  }

  int size() {
    return time.length;
  }

  int covariates() {
    return covariates[0].length;
  }

  double time(int i) {
    return time[i];
  }

  boolean event(int i) {
    return event[i];
  }

  double covariate(int i, int j) {
    return covariates[i][j];
  }

  /** The row of covariates; not to be changed. */
  double[] row(int i) {
    return covariates[i];
  }
}
