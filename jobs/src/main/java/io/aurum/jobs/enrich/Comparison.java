package io.aurum.jobs.enrich;

import java.util.Locale;

/** What a supplied value is to the customer's own, from most to least similar. */
enum Comparison {
  /** The match forms are equal. */
  EQUAL,
  /** Any level of the kind's comparator between its first and its last. */
  NEAR,
  /** The kind's comparator finds nothing in common. */
  DIFFERENT,
  /** One of the two has no value. */
  MISSING;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
