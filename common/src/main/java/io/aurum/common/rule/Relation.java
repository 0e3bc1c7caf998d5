package io.aurum.common.rule;

import java.math.BigDecimal;

/** How two values may stand to each other. */
public enum Relation {
  EQUAL("="),
  DIFFERENT("<>"),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">=");

  private final String symbol;

  Relation(String symbol) {
    this.symbol = symbol;
  }

  /** How it is written in a configuration. */
  public String symbol() {
    return symbol;
  }

  /**
   * Whether the relation holds, or is missed by no more than the tolerance.
   *
   * @param difference left value less right value
   * @param tolerance 0 or more
   */
  boolean holds(long difference, long tolerance) {
    return holds(Long.compare(difference, tolerance), Long.compare(difference, -tolerance));
  }

  /** The same for numbers of any size. */
  boolean holds(BigDecimal difference, BigDecimal tolerance) {
    return holds(difference.compareTo(tolerance), difference.compareTo(tolerance.negate()));
  }

  /**
   * @param toMost how the difference compares with the tolerance
   * @param toLeast how the difference compares with the tolerance below zero
   */
  private boolean holds(int toMost, int toLeast) {
    return switch (this) {
      case EQUAL -> toMost <= 0 && toLeast >= 0;
      case DIFFERENT -> toMost > 0 || toLeast < 0;
      case LESS -> toMost < 0;
      case AT_MOST -> toMost <= 0;
      case GREATER -> toLeast > 0;
      case AT_LEAST -> toLeast >= 0;
    };
  }
}
