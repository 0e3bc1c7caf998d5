package io.aurum.common.model;

import java.io.Serializable;

/**
 * What a model is told of a row in one place.
 *
 * @param name of the column that holds it
 * @param type what its values are
 */
public record FeatureColumn(String name, Type type) implements Serializable {

  /** What values are. */
  public enum Type {
    /** {@link Double}, never NaN: an amount, a count, days since 1970-01-01. */
    NUMBER,
    /** {@link String}: one of some values without an order. */
    CATEGORY
  }

  /** Whether values are numbers. */
  public boolean isNumber() {
    return type == Type.NUMBER;
  }
}
