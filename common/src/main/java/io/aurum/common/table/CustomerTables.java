package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.FEATURES;
import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.ColumnTypes.BOOLEAN;
import static io.aurum.common.table.ColumnTypes.DATE;
import static io.aurum.common.table.ColumnTypes.DOUBLE;
import static io.aurum.common.table.ColumnTypes.INT;
import static io.aurum.common.table.ColumnTypes.LONG;
import static io.aurum.common.table.ColumnTypes.STRING;
import static io.aurum.common.table.CommonColumns.CUSTOMER_ID;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.CommonColumns.number;
import static io.aurum.common.table.Store.RESULT;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** The tables of what customers do: their features, segments and value. */
final class CustomerTables {
  private static final Column MONEY_CURRENCY =
      Column.of(
              "currency",
              STRING,
              "Currency of all money in the row, ISO 4217; empty where no order line names one.")
          .optional();

  static final TableSpec CUSTOMER_PROFILE =
      new TableSpec(
          "customer_profile",
          RESULT,
          "customer",
          List.of("customer_id"),
          List.of(
              CUSTOMER_ID,
              Column.of("profile_kind", STRING, "person, anonymous or organisation."),
              MONEY_CURRENCY,
              RUN_ID),
          FEATURES,
          "The wide table: every declared feature of every customer at the end of the date, from what happened and was known by then.");

  static final TableSpec FEATURE_PARAMETER =
      new TableSpec(
          "feature_parameter",
          RESULT,
          "feature x learned number",
          List.of("feature", "parameter", "position"),
          List.of(
              Column.of("feature", STRING, "Feature whose shape is learned."),
              Column.of(
                  "parameter",
                  STRING,
                  "edge (between two bins), centre, width, or level of a hierarchy."),
              Column.of("position", INT, "Number of the edge from the lowest, from 1; else 1."),
              Column.of("value", DOUBLE, "The learned number, in the unit of the feature."),
              Column.of("shape", STRING, "Declared shape, such as: quantile bins, at most 5."),
              Column.of(
                  "declaration_hash",
                  STRING,
                  "Hash of all that the configuration says of the feature and of purchases: numbers"
                      + " are taken over where it is the same."),
              Column.of(
                  "distinct_values", INT, "Different values of customers that it was learned of."),
              Column.of(
                  "learned_on",
                  DATE,
                  "Date as at which it was learned: the latest learning date of the configuration,"
                      + " or the row's own."),
              RUN_ID),
          NONE,
          "Edges and scales of the profile's features as applied at the date, and as at which date they were learned.");

  static final TableSpec FEATURE_STATISTIC =
      new TableSpec(
          "feature_statistic",
          RESULT,
          "feature with numbers",
          List.of("feature"),
          List.of(
              Column.of("feature", STRING, "Feature of the profile."),
              Column.of("customers", INT, "Customers studied: all, or 50,000 of more."),
              Column.of("filled", INT, "Of them, customers with a value."),
              Column.of("distinct_values", INT, "Distinct values."),
              number("mean", "Mean, before scaling."),
              number("deviation", "Standard deviation."),
              number("min", "Smallest value."),
              number("median", "Median."),
              number("max", "Largest value."),
              Column.of(
                      "redundant",
                      STRING,
                      "Why a model can do without it: constant, hardly varying, or the same as another feature; empty where it is worth keeping.")
                  .optional(),
              RUN_ID),
          NONE,
          "How the features lie, and which of them say nothing of their own.");

  static final TableSpec CUSTOMER_RFM =
      new TableSpec(
          "customer_rfm",
          RESULT,
          "customer who has bought",
          List.of("customer_id"),
          List.of(
              CUSTOMER_ID,
              Column.of("recency_days", INT, "Days from the last purchase to the date."),
              Column.of("frequency", LONG, "Orders up to the date."),
              money("monetary_amount", "Spent on all of them, refunds by the configured policy."),
              money("average_order_amount", "Spent per order, rounded half up."),
              MONEY_CURRENCY,
              Column.of(
                  "recency_score",
                  INT,
                  "1 to 5: 1 plus the fifths of all buyers whose last purchase is longer ago."),
              Column.of(
                  "frequency_score",
                  INT,
                  "1 to 5: 1 plus the fifths of all buyers with fewer orders."),
              Column.of(
                  "monetary_score", INT, "1 to 5: 1 plus the fifths of all buyers who spent less."),
              Column.of("cell", STRING, "The three scores, such as 545."),
              Column.of("segment", STRING, "Name of the group by recency and frequency score."),
              Column.of(
                      "previous_cell",
                      STRING,
                      "The cell at the date of comparison, from what was known then; empty for who had not bought.")
                  .optional(),
              Column.of("previous_segment", STRING, "The segment at the date of comparison.")
                  .optional(),
              RUN_ID),
          NONE,
          "How recently, how often and for how much customers bought.");

  static final TableSpec CUSTOMER_LIFECYCLE =
      new TableSpec(
          "customer_lifecycle",
          RESULT,
          "customer",
          List.of("customer_id"),
          List.of(
              CUSTOMER_ID,
              Column.of(
                  "stage",
                  STRING,
                  "lead (never bought), first-time, active, defecting, inactive, churned or reactivated."),
              Column.of("since", DATE, "First day of the stage."),
              Column.of(
                      "previous_stage",
                      STRING,
                      "The stage at the date of comparison, from what was known then; empty for who was not known.")
                  .optional(),
              RUN_ID),
          NONE,
          "Where in their life as a customer customers are.");

  static final TableSpec SEGMENT_TRANSITION =
      new TableSpec(
          "segment_transition",
          RESULT,
          "kind of segment x former x present segment",
          List.of("kind", "from_segment", "to_segment"),
          List.of(
              Column.of("kind", STRING, "rfm or lifecycle."),
              Column.of(
                  "from_segment",
                  STRING,
                  "Segment at the date of comparison; (new) for who had none."),
              Column.of("to_segment", STRING, "Segment at the date."),
              Column.of("customers", LONG, "Customers who went this way."),
              Column.of("n", LONG, "Customers who were in the former segment."),
              Column.of("rate", DOUBLE, "customers / n."),
              Column.of("ci_lo", DOUBLE, "Lower end of the 95 % interval of the rate (Wilson)."),
              Column.of("ci_hi", DOUBLE, "Upper end."),
              money(
                  "value_change_amount",
                  "What they spent between the dates less what they spent in as many days before."),
              MONEY_CURRENCY,
              RUN_ID),
          NONE,
          "How customers moved between segments since the date of comparison.");

  static final TableSpec COHORT_RETENTION =
      new TableSpec(
          "cohort_retention",
          RESULT,
          "month of the first purchase x months since",
          List.of("cohort_month", "period"),
          List.of(
              Column.of("cohort_month", STRING, "Month of the first purchase, such as 2026-01."),
              Column.of("period", INT, "Months since, 0 for the month itself."),
              Column.of("customers", LONG, "Customers of the cohort."),
              Column.of("retained", LONG, "Of them, customers who bought in that month."),
              Column.of("rate", DOUBLE, "retained / customers."),
              Column.of("ci_lo", DOUBLE, "Lower end of the 95 % interval of the rate (Wilson)."),
              Column.of("ci_hi", DOUBLE, "Upper end."),
              money("revenue_amount", "What the cohort spent in that month."),
              MONEY_CURRENCY,
              Column.of("is_complete", BOOLEAN, "Whether the month had ended by the date."),
              RUN_ID),
          NONE,
          "How many customers come back, by the month in which they came.");

  static final TableSpec VALUE_BRIDGE =
      new TableSpec(
          "value_bridge",
          RESULT,
          "component of the change of revenue",
          List.of("component"),
          List.of(
              Column.of(
                  "component",
                  STRING,
                  "new, reactivated, lost, upgraded, downgraded, price, refunded or unidentified (of no known customer)."),
              Column.of("customers", LONG, "Customers behind it; of unidentified lines none."),
              money(
                  "amount",
                  "Its part of the change; all of them sum to current less previous revenue."),
              money("previous_revenue_amount", "Revenue of the whole earlier period."),
              money("current_revenue_amount", "Revenue of the whole period up to the date."),
              MONEY_CURRENCY,
              Column.of("period_days", INT, "Length of both periods, one right after the other."),
              RUN_ID),
          NONE,
          "Why revenue changed, to the cent.");

  static final TableSpec CUSTOMER_VALUE =
      new TableSpec(
          "customer_value",
          RESULT,
          "customer who has bought",
          List.of("customer_id"),
          List.of(
              CUSTOMER_ID,
              Column.of(
                  "model", STRING, "Model of repeat purchases that was chosen of those tried."),
              Column.of("repeat_purchases", INT, "Days with purchases after the first."),
              Column.of("last_purchase_weeks", DOUBLE, "From the first to the last purchase."),
              Column.of("observed_weeks", DOUBLE, "From the first purchase to the date."),
              number("p_alive_probability", "Probability that the customer still is one."),
              number(
                  "p_alive_ci_lo",
                  "Lower end of its 95 % interval: how sure the parameters are, not what one customer of this history will do."),
              number("p_alive_ci_hi", "Upper end."),
              number("expected_purchases", "Purchases expected within the horizon."),
              number("expected_purchases_se", "Standard error of the expectation."),
              number(
                  "expected_purchases_ci_lo",
                  "Lower end of the 95 % interval of the mean over customers of this history."),
              number("expected_purchases_ci_hi", "Upper end."),
              number("expected_spend", "Amount expected of one purchase, in the currency."),
              number("expected_spend_se", "Standard error of the expectation."),
              money(
                      "clv_amount",
                      "Discounted margin expected within the horizon: purchases x spend x margin.")
                  .optional(),
              money(
                      "clv_ci_lo_amount",
                      "Lower end of the 95 % interval of the mean over customers of this history; what a single one brings varies far more.")
                  .optional(),
              money("clv_ci_hi_amount", "Upper end.").optional(),
              MONEY_CURRENCY,
              Column.of("horizon_days", INT, "Days ahead."),
              RUN_ID),
          NONE,
          "What customers are worth ahead. Intervals tell how well the expectation is known, not how much one customer may differ from it.");

  static final TableSpec VALUE_MODEL =
      new TableSpec(
          "value_model",
          RESULT,
          "model x parameter",
          List.of("model", "parameter"),
          List.of(
              Column.of("model", STRING, "bg-nbd, mbg-nbd, pareto-nbd or gamma-gamma."),
              Column.of("parameter", STRING, "Name in the literature; times in weeks."),
              Column.of("estimate", DOUBLE, "Maximum likelihood estimate."),
              number("standard_error", "Its standard error."),
              number("ci_lo", "Lower end of its 95 % interval."),
              number("ci_hi", "Upper end."),
              Column.of("log_likelihood", DOUBLE, "Of the model at its estimates."),
              Column.of("n", LONG, "Customers behind the fit."),
              Column.of("is_chosen", BOOLEAN, "Whether customer_value rests on it."),
              RUN_ID),
          NONE,
          "The models of repeat purchases and of spend that were fitted, and which was chosen.");

  private CustomerTables() {}

  private static Column money(String name, String description) {
    return Column.of(name, DataTypes.createDecimalType(18, 2), description);
  }
}
