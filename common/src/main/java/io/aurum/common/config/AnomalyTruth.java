package io.aurum.common.config;

import io.aurum.common.series.Cube.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a metric of all rows was odd in truth, and why. Feeds {@code evaluate} alone.
 *
 * @param windows within which an alarm is right, by time; they do not overlap. None where the
 *     metric was never odd, empty where that is not known
 * @param causes what people named as causes; there may be several of one time
 */
public record AnomalyTruth(Optional<List<Window>> windows, List<TrueCause> causes) {
  public AnomalyTruth {
    windows = windows.map(List::copyOf);
    causes = List.copyOf(causes);
  }

  /**
   * A time within which an alarm is right.
   *
   * @param from beginning of its first period
   * @param to beginning of its last period, not before {@code from}
   */
  public record Window(Instant from, Instant to) {}

  /**
   * A cause.
   *
   * @param at beginning of the period that it explains
   * @param scope values of dimensions
   */
  public record TrueCause(Instant at, Scope scope) {}
}
