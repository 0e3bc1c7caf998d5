package io.aurum.common.match;

import java.io.Serializable;
import java.util.function.BiConsumer;

/**
 * An attribute as the matcher sees it.
 *
 * @param name name in the configuration
 * @param comparator how two values agree
 * @param keys emits a value's blocking keys
 * @param hardIdentifier whether equal values prove that two records are one customer
 * @param sharedByHousehold whether the people of one household have it in common
 * @param keptDistinct whether hardly any two customers have the same value
 */
public record MatchAttribute(
    String name,
    Comparator comparator,
    Keys keys,
    boolean hardIdentifier,
    boolean sharedByHousehold,
    boolean keptDistinct)
    implements Serializable {

  /** An attribute that is each person's own. */
  public MatchAttribute(String name, Comparator comparator, Keys keys, boolean hardIdentifier) {
    this(name, comparator, keys, hardIdentifier, false, false);
  }

  /** Emits the blocking keys of a value. */
  public interface Keys extends BiConsumer<Value, KeySink>, Serializable {}
}
