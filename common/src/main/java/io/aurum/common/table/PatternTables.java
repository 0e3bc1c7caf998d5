package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.ColumnTypes.DOUBLE;
import static io.aurum.common.table.ColumnTypes.INT;
import static io.aurum.common.table.ColumnTypes.LONG;
import static io.aurum.common.table.ColumnTypes.STRING;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.PiiClass.LINKABLE;
import static io.aurum.common.table.Store.RESULT;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** The tables of patterns: itemsets, rules, sequences and the recommendations that follow. */
final class PatternTables {
  private static final Column TASK =
      Column.of("task", STRING, "Name of the analysis in the configuration.");
  private static final Column BASKETS = Column.of("n", LONG, "Baskets learnt from.");

  static final TableSpec FREQUENT_ITEMSET =
      new TableSpec(
          "frequent_itemset",
          RESULT,
          "analysis x set of items",
          List.of("task", "itemset"),
          List.of(
              TASK,
              Column.of(
                  "itemset",
                  STRING,
                  "Items in alphabetical order, separated by a comma and a blank; a comma or backslash in a name follows a backslash."),
              Column.of(
                      "text",
                      STRING,
                      "The same by the names of the items; empty where the analysis has no catalogue.")
                  .optional(),
              Column.of("items", INT, "How many items."),
              Column.of("baskets", LONG, "Baskets learnt from that hold all of them."),
              BASKETS,
              Column.of("support", DOUBLE, "Share of the baskets, 0..1."),
              RUN_ID),
          NONE,
          "Items that are often together in a basket: every such set.");

  static final TableSpec ASSOCIATION_RULE =
      new TableSpec(
          "association_rule",
          RESULT,
          "analysis x rule",
          List.of("task", "antecedent", "consequent"),
          List.of(
              TASK,
              Column.of(
                  "antecedent", STRING, "What the rule asks for: an itemset of frequent_itemset."),
              Column.of("consequent", STRING, "Item that the rule expects, written likewise."),
              Column.of(
                  "text",
                  STRING,
                  "IF .. AND .. THEN .., by the names of the items where the analysis has a catalogue."),
              Column.of("antecedent_items", INT, "Items that the rule asks for."),
              Column.of("antecedent_baskets", LONG, "Baskets learnt from with the antecedent."),
              Column.of("consequent_baskets", LONG, "Baskets learnt from with the consequent."),
              Column.of("baskets", LONG, "Baskets learnt from with both."),
              BASKETS,
              Column.of("support", DOUBLE, "Share of the baskets with both, 0..1."),
              Column.of(
                  "confidence", DOUBLE, "Share of the antecedent's baskets with the consequent."),
              Column.of("ci_lo", DOUBLE, "Lower end of its 95 % interval (Wilson)."),
              Column.of("ci_hi", DOUBLE, "Upper end of the interval."),
              Column.of("lift", DOUBLE, "Confidence over the consequent's share of all baskets."),
              Column.of(
                  "leverage", DOUBLE, "Support less what it were if the two were independent."),
              Column.of(
                      "conviction",
                      DOUBLE,
                      "How much rarer the antecedent without the consequent is than if they were independent; empty where that never occurs.")
                  .optional(),
              Column.of("kulczynski", DOUBLE, "Mean of the confidences in both directions."),
              Column.of(
                  "imbalance",
                  DOUBLE,
                  "How different antecedent and consequent are in frequency, 0..1."),
              Column.of(
                  "cosine", DOUBLE, "Support over the geometric mean of both sides' supports."),
              Column.of("jaccard", DOUBLE, "Share with both among the baskets with either side."),
              Column.of(
                  "p_value",
                  DOUBLE,
                  "Probability of so many baskets or more if the sides were independent (Fisher's exact test, one-sided)."),
              Column.of(
                  "p_adjusted",
                  DOUBLE,
                  "The same, adjusted for the number of rules of the analysis (Benjamini and Hochberg)."),
              Column.of("held_out_n", LONG, "Baskets held out with the antecedent."),
              Column.of(
                      "held_out_confidence",
                      DOUBLE,
                      "Share of them with the consequent; empty where there are none.")
                  .optional(),
              Column.of(
                  "is_redundant",
                  DataTypes.BooleanType,
                  "Whether a rule that asks for less, or for nothing, has at least the confidence."),
              Column.of(
                  "improvement_p_value",
                  DOUBLE,
                  "Probability that chance alone makes it as much more confident than rules that ask for less, and than none (Fisher's exact test among their baskets, the largest p-value); 1 where it is redundant."),
              RUN_ID),
          NONE,
          "What goes with what: every rule with enough support and confidence, and how strong it is.");

  static final TableSpec SEQUENCE_PATTERN =
      new TableSpec(
          "sequence_pattern",
          RESULT,
          "analysis x sequence of itemsets",
          List.of("task", "pattern"),
          List.of(
              TASK,
              Column.of(
                  "pattern",
                  STRING,
                  "Steps in their order, joined by ' > '; the items of a step as in frequent_itemset, where a > in a name follows a backslash too."),
              Column.of(
                      "text",
                      STRING,
                      "The same in words: .. AND .. THEN .., by the names of the items where the analysis has a catalogue.")
                  .optional(),
              Column.of("steps", INT, "How many steps, each at a later time: at least 2."),
              Column.of("items", INT, "How many items in all steps."),
              Column.of("customers", LONG, "Customers who did this in this order."),
              Column.of("n", LONG, "Customers with any item."),
              Column.of("support", DOUBLE, "Share of the customers, 0..1."),
              Column.of(
                      "median_gap_days",
                      DOUBLE,
                      "Median, over the customers, of the days from the first step to the last, the first time they had done it and counted from the latest start.")
                  .optional(),
              RUN_ID),
          NONE,
          "What customers do one after the other.");

  static final TableSpec RECOMMENDATION =
      new TableSpec(
          "recommendation",
          RESULT,
          "analysis x customer x rank",
          List.of("task", "customer_id", "rank"),
          List.of(
              TASK,
              Column.of(
                      "customer_id",
                      STRING,
                      "Golden id of the customer, or what the configured column holds.")
                  .pii(LINKABLE),
              Column.of("rank", INT, "1 is what suits the customer best."),
              Column.of("item", STRING, "What is recommended."),
              Column.of("item_name", STRING, "Its name, where one is known.").optional(),
              Column.of("score", DOUBLE, "How well it suits: comparable within a customer."),
              Column.of(
                      "because_of",
                      STRING,
                      "Item of the customer's own that counts most for it; empty where only how many took it counts.")
                  .optional(),
              Column.of("reason", STRING, "Why, in words."),
              RUN_ID),
          NONE,
          "What to offer to whom, and why.");

  static final TableSpec RECOMMENDATION_METRIC =
      new TableSpec(
          "recommendation_metric",
          RESULT,
          "analysis x split x method x metric",
          List.of("task", "split", "method", "metric"),
          List.of(
              TASK,
              Column.of(
                  "split",
                  STRING,
                  "time (what happened before a day is learnt from) or customer (the first part of what each customer took is)."),
              Column.of(
                  "method",
                  STRING,
                  "recommended (the way that was chosen from what was learnt from), weights (of all of a customer's items together), neighbours, popularity, or als (alternating least squares)."),
              Column.of(
                  "metric",
                  STRING,
                  "ndcg (of the first ten), recall (of the first ten) or coverage (share of the items that anybody is recommended)."),
              Column.of("value", DOUBLE, "The figure, 0..1."),
              Column.of("ci_lo", DOUBLE, "Lower end of its 95 % interval.").optional(),
              Column.of("ci_hi", DOUBLE, "Upper end of the interval.").optional(),
              Column.of("n", LONG, "Customers judged; of coverage, items."),
              Column.of(
                      "cut_at",
                      DataTypes.TimestampType,
                      "What happened before was learnt from, what happened since was to be foreseen (UTC); empty of the split by customer.")
                  .optional(),
              RUN_ID),
          NONE,
          "How well recommendations foresee what customers went on to take, beside simpler methods.");

  private PatternTables() {}
}
