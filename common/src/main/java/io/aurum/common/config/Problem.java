package io.aurum.common.config;

import java.util.Comparator;

/**
 * Something that is wrong with the configuration.
 *
 * @param what the problem, with the key and the offending value
 * @param cause why it is wrong
 * @param remedy what to write instead
 */
record Problem(Place place, String what, String cause, String remedy)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::place)
          .thenComparing(Problem::what)
          .thenComparing(Problem::cause)
          .thenComparing(Problem::remedy);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return place + ": " + what + "\n  cause: " + cause + "\n  remedy: " + remedy;
  }
}
