package io.aurum.common.config;

import io.aurum.common.rule.Condition;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Which order lines count as purchases, and in what money.
 *
 * @param where lines that count at all
 * @param refunds what lines with goods that came back do to money
 * @param currency in which money is told; empty: the one in which most lines are
 * @param rates what one unit of another currency is worth in that currency
 */
public record PurchaseSettings(
    Condition where, Refunds refunds, Optional<String> currency, Map<String, BigDecimal> rates) {

  public PurchaseSettings {
    rates = Map.copyOf(rates);
  }

  /** What goods that came back do; they are no purchase in any case. */
  public enum Refunds implements Serializable {
    /** Their amount is taken from what the customer spent, on the day when they came back. */
    SUBTRACT,
    /** They do not count at all. */
    IGNORE
  }
}
