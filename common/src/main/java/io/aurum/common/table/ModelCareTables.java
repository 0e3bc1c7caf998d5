package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.ColumnTypes.BOOLEAN;
import static io.aurum.common.table.ColumnTypes.DATE;
import static io.aurum.common.table.ColumnTypes.DOUBLE;
import static io.aurum.common.table.ColumnTypes.LONG;
import static io.aurum.common.table.ColumnTypes.STRING;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.LearningTables.TASK;
import static io.aurum.common.table.PiiClass.LINKABLE;
import static io.aurum.common.table.Store.RESULT;

import java.util.List;

/** Tables that tell whether models still can be believed. */
final class ModelCareTables {
  static final TableSpec PREDICTION_OUTCOME =
      new TableSpec(
          "prediction_outcome",
          RESULT,
          "task x scored customer x past date x basis",
          List.of("task", "scored_customer_id", "predicted_on", "basis"),
          List.of(
              TASK,
              Column.of("customer_id", STRING, "Golden id of the customer.").pii(LINKABLE),
              Column.of(
                      "scored_customer_id",
                      STRING,
                      "Golden id that the score was published for: another one where customers have"
                          + " merged since. A customer has a row for each.")
                  .pii(LINKABLE),
              Column.of("predicted_on", DATE, "Day to whose end the customer was looked at."),
              Column.of("judged_on", DATE, "Day by which it had to come true."),
              Column.of(
                  "basis",
                  STRING,
                  "published: what the scores of predicted_on said, the latest that were published"
                      + " and whose days have passed; customers who are gone since have no row."
                      + " backtest: what a model of what was known on predicted_on would have said,"
                      + " whether scores were published or not."),
              Column.of(
                      "probability_score",
                      DOUBLE,
                      "Probability that was given or would have been, 0..1; empty of numbers.")
                  .optional(),
              Column.of(
                      "predicted_positive", BOOLEAN, "Whether it is 0.5 or more; empty of numbers.")
                  .optional(),
              Column.of("is_true", BOOLEAN, "Whether it came true; empty of numbers.").optional(),
              Column.of(
                      "prediction",
                      DOUBLE,
                      "Number that was given or would have been; empty of classes.")
                  .optional(),
              Column.of("lower", DOUBLE, "Lower end of its interval.").optional(),
              Column.of("upper", DOUBLE, "Upper end of its interval.").optional(),
              Column.of("observed", DOUBLE, "Number that it turned out to be; empty of classes.")
                  .optional(),
              Column.of("model_id", STRING, "Model of model_registry that says so."),
              RUN_ID),
          NONE,
          "What became of past predictions. Rows published read earlier results, so they alone of"
              + " all results depend on which dates were run; rows backtest are recomputed from what"
              + " was known then.");

  static final TableSpec MODEL_DRIFT =
      new TableSpec(
          "model_drift",
          RESULT,
          "task x feature",
          List.of("task", "feature"),
          List.of(
              TASK,
              Column.of("feature", STRING, "Column that was learnt from; (score) is the score."),
              Column.of("psi", DOUBLE, "Population stability index: rows learnt from, new rows."),
              Column.of("noise", DOUBLE, "What chance alone stays below in 99.9 % of cases."),
              Column.of("n_learnt", LONG, "Rows learnt from."),
              Column.of("n", LONG, "Rows scored that were not learnt from."),
              Column.of(
                  "status",
                  STRING,
                  "none, slight (psi from 0.1) or strong (from 0.25); none where chance may bring it."),
              RUN_ID),
          NONE,
          "How far the rows that are scored differ from those that the model has learnt from.");

  static final TableSpec MODEL_FAIRNESS =
      new TableSpec(
          "model_fairness",
          RESULT,
          "task x column x group x class x measure",
          List.of("task", "column_name", "group_value", "class", "measure"),
          List.of(
              TASK,
              Column.of("column_name", STRING, "Column by whose values rows are grouped."),
              Column.of("group_value", STRING, "Value of the column; (missing) where none."),
              Column.of(
                  "class",
                  STRING,
                  "Value of the label that counts as positive; of several classes each in turn, and"
                      + " the most probable one is the one predicted; (event) of what happens later."),
              Column.of(
                  "measure",
                  STRING,
                  "selection_rate (share predicted positive: the more probable class, of churn a risk_band above low), true_positive_rate (share of the positive rows that is), false_positive_rate, base_rate, mean_probability (to be compared with base_rate)."),
              Column.of("value", DOUBLE, "The figure, of rows not seen."),
              Column.of("ci_lo", DOUBLE, "Lower end of its 95 % interval."),
              Column.of("ci_hi", DOUBLE, "Upper end of the interval."),
              Column.of("n", LONG, "Rows behind it."),
              Column.of("ratio", DOUBLE, "value over that of all rows.").optional(),
              RUN_ID),
          NONE,
          "Whether groups of people are treated alike by the scores.");

  private ModelCareTables() {}
}
