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
 */
public record MatchAttribute(String name, Comparator comparator, Keys keys, boolean hardIdentifier)
    implements Serializable {

  /** Emits the blocking keys of a value. */
  public interface Keys extends BiConsumer<Value, KeySink>, Serializable {}
}
