package io.aurum.common.match;

/** The comparators that the kinds use. */
public final class Comparators {
  private Comparators() {}
}
