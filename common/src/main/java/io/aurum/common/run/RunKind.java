package io.aurum.common.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Optional;

/** How a run stands to the state of its output folder. */
public enum RunKind {
  /** At or after the date of the state: moves the state forward. */
  @JsonProperty("forward")
  FORWARD,
  /** Before the date of the state: computes results as of then and leaves the state alone. */
  @JsonProperty("backfill")
  BACKFILL;

  /**
   * Kind of a run of a date.
   *
   * @param stateAsOf logical date of the state; empty where there is none yet
   */
  public static RunKind of(LocalDate asOf, Optional<LocalDate> stateAsOf) {
    return stateAsOf.filter(asOf::isBefore).isPresent() ? BACKFILL : FORWARD;
  }
}
