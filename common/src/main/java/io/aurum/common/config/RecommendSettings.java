package io.aurum.common.config;

import io.aurum.common.pattern.Ways;
import io.aurum.common.rule.Condition;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be recommended to customers.
 *
 * @param name key in the configuration, snake_case
 * @param table where it stands which customer took which item
 * @param customer column with who took it; {@code customer_id} for the golden customer
 * @param item column with the item
 * @param time column with when; rows after the date of the run do not count
 * @param where which rows count
 * @param returned rows of the table that say that an item came back
 * @param items recommended to a customer at most
 * @param exclude what is never recommended
 * @param consent what customers must not have withdrawn; empty where consent is not asked
 * @param rules analysis whose rules count too
 * @param catalogue table with one row for each item: its name, and whether it may be sold
 * @param ways in which items may be recommended, to choose from
 * @param judge share of what happened, by time, that recommendations have to foresee; 0 for none
 * @param memoryMb megabytes that the encoded histories may take, and so many again what is learnt
 *     from them
 */
public record RecommendSettings(
    String name,
    String table,
    String customer,
    String item,
    Optional<String> time,
    Condition where,
    Condition returned,
    int items,
    Set<Exclusion> exclude,
    Optional<String> consent,
    Optional<String> rules,
    Optional<Catalogue> catalogue,
    Ways ways,
    double judge,
    int memoryMb) {

  /** What is never recommended. */
  public enum Exclusion {
    /** What the customer has taken. */
    OWNED,
    /** What the customer has returned. */
    RETURNED
  }

  /**
   * A table with one row for each item.
   *
   * @param table its name
   * @param item column with the item
   * @param label column with the name of the item
   * @param available condition on the rows of items that may be recommended
   */
  public record Catalogue(String table, String item, Optional<String> label, Condition available) {}
}
