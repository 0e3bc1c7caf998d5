package io.aurum.common.pattern;

import java.util.Locale;

/** A way to recommend. */
public enum Way {
  /** By what all of a person's items speak for together. */
  WEIGHTS,
  /** By what is like a person's items, one by one. */
  NEIGHBOURS,
  /** What most took. */
  POPULARITY;

  /** Its name in the configuration and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
