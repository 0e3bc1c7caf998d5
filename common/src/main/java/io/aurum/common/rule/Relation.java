package io.aurum.common.rule;

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
  <T extends Comparable<T>> boolean holds(T difference, T tolerance, T minusTolerance) {
    return switch (this) {
      case EQUAL ->
          difference.compareTo(tolerance) <= 0 && difference.compareTo(minusTolerance) >= 0;
      case DIFFERENT ->
          difference.compareTo(tolerance) > 0 || difference.compareTo(minusTolerance) < 0;
      case LESS -> difference.compareTo(tolerance) < 0;
      case AT_MOST -> difference.compareTo(tolerance) <= 0;
      case GREATER -> difference.compareTo(minusTolerance) > 0;
      case AT_LEAST -> difference.compareTo(minusTolerance) >= 0;
    };
  }
}
