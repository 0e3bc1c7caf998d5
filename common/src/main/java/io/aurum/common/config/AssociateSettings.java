package io.aurum.common.config;

import io.aurum.common.rule.Condition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * An analysis of what goes with what.
 *
 * @param name key in the configuration, snake_case
 * @param table where the items are
 * @param basket columns whose values make a basket: rows with the same values are one
 * @param item column with the item
 * @param time column with when the item was taken; rows after the date of the run do not count
 * @param where which rows count
 * @param support how often an itemset has to occur
 * @param minConfidence share of a rule's cases in which it has to hold, 0..1
 * @param maxItems items of an itemset at most
 * @param heldOut share of the baskets that nothing is learnt from, 0..1
 * @param taxonomy what items are kinds of
 * @param catalogue what items are called
 * @param sequences what is done one after the other
 * @param memoryMb megabytes that the encoded baskets may take
 * @param mostRows itemsets, and rules, beyond which the analysis stops
 */
public record AssociateSettings(
    String name,
    String table,
    List<String> basket,
    String item,
    Optional<String> time,
    Condition where,
    Support support,
    BigDecimal minConfidence,
    int maxItems,
    double heldOut,
    Optional<Hierarchy> taxonomy,
    Optional<ItemCatalogue> catalogue,
    Optional<Sequences> sequences,
    int memoryMb,
    long mostRows) {

  /** How often an itemset has to occur. */
  public sealed interface Support permits Share, Count, Wanted {}

  /** In this share of the baskets. */
  public record Share(BigDecimal rate) implements Support {}

  /** In this many baskets. */
  public record Count(int baskets) implements Support {}

  /** As often as possible, so that there are still so many rules. */
  public record Wanted(int rules) implements Support {}

  /**
   * What items are kinds of.
   *
   * @param table with one row for each item
   * @param item its column with the item
   * @param path its column with the categories from the widest to the narrowest
   * @param separator between the categories in {@code path}
   */
  public record Hierarchy(String table, String item, String path, String separator) {}

  /**
   * What is done one after the other.
   *
   * @param by column with who does it; {@code customer_id} for the golden customer
   * @param minSupport share of the customers who have to do it, 0..1
   * @param maxGapDays days between two steps at most
   * @param maxItems items of all steps together at most
   */
  public record Sequences(String by, BigDecimal minSupport, int maxGapDays, int maxItems) {}
}
