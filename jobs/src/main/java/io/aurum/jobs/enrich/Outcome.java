package io.aurum.jobs.enrich;

import java.util.Locale;

/** What becomes of a supplied value. */
enum Outcome {
  /** The customer's own value, or its having none, stands. */
  KEPT,
  /** The customer had none and takes it. */
  FILLED,
  /** It replaces the customer's own. */
  UPDATED;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
