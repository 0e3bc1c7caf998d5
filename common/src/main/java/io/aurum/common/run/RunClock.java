package io.aurum.common.run;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The wall clock. What it says reaches {@code job_run}, the manifest and progress, never a table
 * that a rerun has to rebuild.
 */
@FunctionalInterface
public interface RunClock {

  /** The present instant, in whole microseconds: what a timestamp column holds. */
  Instant now();

  /** The clock of the machine. */
  static RunClock system() {
    var clock = Clock.systemUTC();
    return () -> clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** A clock that stands still. */
  static RunClock fixed(Instant instant) {
    return () -> instant;
  }
}
