package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.ColumnTypes.DATE;
import static io.aurum.common.table.ColumnTypes.DOUBLE;
import static io.aurum.common.table.ColumnTypes.INT;
import static io.aurum.common.table.ColumnTypes.LONG;
import static io.aurum.common.table.ColumnTypes.STRING;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.PiiClass.LINKABLE;
import static io.aurum.common.table.Store.RESULT;
import static io.aurum.common.table.Store.STATE;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** The tables of the learning jobs. */
final class LearningTables {
  static final Column TASK = Column.of("task", STRING, "Name of the task in the configuration.");
  static final Column MODEL_ID =
      Column.of(
          "model_id", STRING, "Model of model_registry: hash of what it was made of and how.");
  static final Column LEARNED_ON =
      Column.of(
          "learned_on",
          DATE,
          "Date as at which the task's model is learned: the latest learning date of the"
              + " configuration, or the run's own; empty of models of purchases, which are fitted"
              + " at each date.");

  static final Column SPLIT =
      Column.of(
          "split",
          STRING,
          "cv: rows learnt from, each judged by the model that has not seen it; test: rows of the"
              + " task's test table, rows whose label was known only after the model was learned,"
              + " the last block of days by a model of those before it, customers at a later date, or"
              + " purchases of later days; published: customers of prediction_outcome whose scores"
              + " were published at a past date, as those said.");

  static final TableSpec CLASSIFICATION_SCORE =
      scores(
              "classification_score",
              "task x row of its table",
              "Probability of the positive value, or of the most probable one, for every row of a"
                  + " classification task, with its reasons.")
          .plus(
              List.of(
                  Column.of(
                          "predicted_class",
                          STRING,
                          "The most probable value of the label, which probability_score is of;"
                              + " empty where the task names a positive value.")
                      .optional()));

  static final TableSpec CHURN_SCORE =
      scores(
              "churn_score",
              "task x row of its table",
              "Who will leave: calibrated probability, risk, what is at stake, why, and what to do.")
          .plus(
              List.of(
                  Column.of(
                      "risk_band",
                      STRING,
                      "low, or medium, high and very high: odds from once, three times and nine times those of the average row learnt from."),
                  Column.of(
                          "expected_loss_amount",
                          DataTypes.createDecimalType(18, 2),
                          "Probability times what the row is worth; empty where the task names no such column. Of customers that is clv_amount, in which those who have probably left already count little.")
                      .optional()));

  static final TableSpec REGRESSION_SCORE =
      new TableSpec(
          "regression_score",
          RESULT,
          "task x row of its tables",
          List.of("task", "source", "entity_id"),
          List.of(
              TASK,
              CommonColumns.SOURCE,
              entity(),
              customer(),
              role(),
              Column.of("prediction", DOUBLE, "Predicted number, in the unit of the label."),
              Column.of(
                  "lower",
                  DOUBLE,
                  "Lower end of the interval that holds 9 in 10 of the rows not seen: as wide as errors"
                      + " are where the prediction lies, and not below 0 where no label is."),
              Column.of("upper", DOUBLE, "Its upper end."),
              Column.of(
                      "top_reasons",
                      STRING,
                      "What moves the prediction most, with its value where that may be published,"
                          + " and what it adds, in the unit of the label.")
                  .optional(),
              MODEL_ID,
              RUN_ID),
          NONE,
          "Predicted number for every row of a regression task, with an interval and reasons.");

  static final TableSpec PREDICTION_REASON =
      new TableSpec(
          "prediction_reason",
          RESULT,
          "task x row x feature",
          List.of("task", "source", "entity_id", "feature"),
          List.of(
              TASK,
              CommonColumns.SOURCE,
              entity(),
              Column.of(
                  "feature",
                  STRING,
                  "Column that contributes; (base) is the score of nobody in particular,"
                      + " (calibration) what calibration adds, and of several classes what the"
                      + " others leave."),
              Column.of(
                  "contribution",
                  DOUBLE,
                  "What it adds to the log-odds; the contributions of a row sum to log(p / (1 - p)). Of"
                      + " numbers what it adds in the unit of the label; they sum to the prediction."),
              RUN_ID),
          NONE,
          "Why each score is what it is: contributions that sum to the score.");

  static final TableSpec MODEL_METRIC =
      new TableSpec(
          "model_metric",
          RESULT,
          "task x metric x split",
          List.of("task", "metric", "split"),
          List.of(
              Column.of(
                  "task",
                  STRING,
                  TASK.description()
                      + " Models of purchases are value/bg-nbd, value/mbg-nbd and value/pareto-nbd;"
                      + " of what each customer spends, /spend follows."),
              Column.of(
                  "metric",
                  STRING,
                  "auc, pr_auc, log_loss, brier, ece, top_decile_lift, empc; of several classes also"
                      + " accuracy, macro_f1, and auc is the mean of each class against the others;"
                      + " rmse, mae, r2,"
                      + " pinball (of the interval's ends), interval_coverage (share of the rows that"
                      + " the interval holds; its baseline is what it is to hold); total_ratio (all that was expected over all that came); c_index; ate (average effect of the treatment), uplift_at_30 (of"
                      + " the 30 % with the highest uplift; its baseline is ate), qini."),
              SPLIT,
              Column.of("value", DOUBLE, "The figure."),
              Column.of(
                      "ci_lo", DOUBLE, "Lower end of its 95 % interval; empty where none is known.")
                  .optional(),
              Column.of("ci_hi", DOUBLE, "Upper end of the interval.").optional(),
              Column.of("n", LONG, "Rows judged."),
              Column.of(
                  "baseline_value",
                  DOUBLE,
                  "The same of the naive model, which says the mean of the rows learnt from of every"
                      + " row; of published scores, that of the latest customers of whom it was known"
                      + " then; of models of purchases, that nobody buys again; of spend, that each"
                      + " customer spends as much as in as many days before."),
              Column.of(
                  "model_id",
                  STRING,
                  MODEL_ID.description()
                      + " A model of purchases is not kept there: hash of its family and parameters."),
              LEARNED_ON.optional(),
              RUN_ID),
          NONE,
          "How good each model is on rows it has not seen, beside the naive one.");

  static final TableSpec MODEL_DECILE =
      new TableSpec(
          "model_decile",
          RESULT,
          "task x split x decile",
          List.of("task", "split", "decile"),
          List.of(
              TASK,
              SPLIT,
              Column.of("decile", INT, "1 holds the tenth of rows with the highest scores."),
              Column.of("n", LONG, "Rows."),
              Column.of(
                  "positives",
                  LONG,
                  "Rows with the positive value; those of rows that share a score are spread evenly over the deciles that hold them."),
              Column.of("mean_probability_score", DOUBLE, "Mean predicted probability."),
              Column.of("positive_rate", DOUBLE, "Share of rows with the positive value."),
              Column.of("ci_lo", DOUBLE, "Lower end of its 95 % interval (Wilson)."),
              Column.of("ci_hi", DOUBLE, "Upper end of the interval."),
              Column.of("lift", DOUBLE, "positive_rate over that of all rows."),
              Column.of(
                  "captured_rate", DOUBLE, "Share of all positive rows in this decile and above."),
              RUN_ID),
          NONE,
          "How the positive rows spread over tenths of the scores; of several classes a row is"
              + " positive whose most probable class is its class.");

  static final TableSpec MODEL_CALIBRATION =
      new TableSpec(
          "model_calibration",
          RESULT,
          "task x split x bin",
          List.of("task", "split", "bin"),
          List.of(
              TASK,
              SPLIT,
              Column.of("bin", INT, "Tenths of the predicted probability: 1 is 0 to 0.1."),
              Column.of("n", LONG, "Rows."),
              Column.of("predicted_rate", DOUBLE, "Mean predicted probability."),
              Column.of("observed_rate", DOUBLE, "Share of rows with the positive value."),
              Column.of("ci_lo", DOUBLE, "Lower end of its 95 % interval (Wilson)."),
              Column.of("ci_hi", DOUBLE, "Upper end of the interval."),
              RUN_ID),
          NONE,
          "Whether predicted probabilities come true; of several classes those of the most probable"
              + " one.");

  static final TableSpec MODEL_READINESS =
      new TableSpec(
          "model_readiness",
          RESULT,
          "task x check x subject",
          List.of("task", "check_name", "subject"),
          List.of(
              TASK,
              Column.of(
                  "check_name",
                  STRING,
                  "rows, learned_on, class_counts, other_values, target_variance, duplicates_across_folds, duplicates_in_test, folds_by_time, history_length,"
                      + " sample, constant, id_like, leak, leak_by_time, leak_by_duration, treatment_arms,"
                      + " drift, leak_by_name, leak_by_separability."),
              Column.of("subject", STRING, "Column that was looked at, or a value of the label."),
              Column.of("status", STRING, "pass, warn or stop (nothing is learnt)."),
              Column.of("figure", DOUBLE, "What was measured.").optional(),
              Column.of("reason", STRING, "What was found, in words."),
              LEARNED_ON,
              RUN_ID),
          NONE,
          "Whether each task can be learnt honestly: leaks, ids, class counts.");

  static final TableSpec MODEL_REGISTRY =
      new TableSpec(
          "model_registry",
          STATE,
          "model",
          List.of("model_id"),
          List.of(
              MODEL_ID,
              TASK,
              Column.of("job", STRING, "Job that made the model."),
              Column.of(
                  "algorithm",
                  STRING,
                  "Models that are mixed, with weights and cross-validated loss."),
              Column.of("parameters", STRING, "Label, features and folds."),
              Column.of("rows_learnt", LONG, "Rows learnt from."),
              Column.of("data_hash", STRING, "Hash of those rows' content."),
              Column.of(
                  "data_version",
                  STRING,
                  "Tables that they were read from, with their versions, or of a result its date."),
              Column.of("metric", STRING, "log_loss or rmse."),
              Column.of("metric_value", DOUBLE, "Of rows not seen, cross-validated."),
              Column.of("baseline_value", DOUBLE, "The same of the naive model."),
              Column.of(
                  "status",
                  STRING,
                  "trained: it scores; backtest: it only tells what was to be known at a past date;"
                      + " uplift: of one arm of a treatment."),
              Column.of(
                  "model", DataTypes.BinaryType, "The model itself: JSON, compressed with gzip."),
              Column.of(
                      "learned_on",
                      DATE,
                      "First date as at which it was learned; empty of models of former versions.")
                  .optional(),
              RUN_ID),
          NONE,
          "Every model with what it was made of, ready to score without training.");

  static final TableSpec REGRESSION_SUMMARY =
      new TableSpec(
          "regression_summary",
          RESULT,
          "task",
          List.of("task"),
          List.of(
              TASK,
              Column.of("n", LONG, "Rows of the linear model."),
              Column.of("rows_left_out", LONG, "Rows left out because a value is missing."),
              Column.of("terms", INT, "Terms with an estimate, the intercept among them."),
              Column.of("degrees_of_freedom", LONG, "n - terms."),
              Column.of("r2", DOUBLE, "Share of the variance explained; of normal responses.")
                  .optional(),
              Column.of(
                      "adjusted_r2",
                      DOUBLE,
                      "The same, adjusted for the number of terms; of normal responses.")
                  .optional(),
              Column.of(
                      "residual_deviation",
                      DOUBLE,
                      "In the unit of the label; of normal responses.")
                  .optional(),
              Column.of(
                      "f",
                      DOUBLE,
                      "F statistic of all terms but the intercept; of normal responses.")
                  .optional(),
              Column.of(
                      "f_p_value",
                      DOUBLE,
                      "Probability of one as large by chance; of normal responses.")
                  .optional(),
              Column.of(
                  "log_likelihood",
                  DOUBLE,
                  "Of the family; of normal responses with their variance as it is fitted best."),
              Column.of("aic", DOUBLE, "Akaike's criterion."),
              Column.of("bic", DOUBLE, "Schwarz's criterion."),
              Column.of(
                      "breusch_pagan",
                      DOUBLE,
                      "Statistic of constant variance (Koenker's form), large where it is not; of normal responses.")
                  .optional(),
              Column.of(
                      "breusch_pagan_p_value",
                      DOUBLE,
                      "Probability of one as large by chance; of normal responses.")
                  .optional(),
              Column.of(
                  "largest_cook_distance", DOUBLE, "Of the row that moves the estimates most."),
              Column.of(
                  "family", STRING, "Law of the label: gaussian, binomial, poisson or gamma."),
              Column.of(
                  "deviance",
                  DOUBLE,
                  "Of the model; of normal responses the sum of squared residuals."),
              Column.of("null_deviance", DOUBLE, "Of the mean alone."),
              Column.of(
                  "dispersion",
                  DOUBLE,
                  "Pearson's chi-squared by degree of freedom; of counts and classes above 1 where"
                      + " the classical standard errors are too small."),
              Column.of("steps", INT, "Passes of reweighted least squares."),
              Column.of(
                  "is_converged",
                  DataTypes.BooleanType,
                  "Not where a term tells a class alone: it has no estimate."),
              Column.of(
                  "features_left_out",
                  STRING,
                  "Categories with more than 50 values, and features missing so often that fewer than half of the rows would have all, by comma."),
              Column.of(
                      "durbin_watson",
                      DOUBLE,
                      "Whether errors that follow each other in the task's time go together: 2 where"
                          + " they do not, towards 0 where neighbours are alike, towards 4 where they"
                          + " alternate; of normal responses, empty where the task names no time.")
                  .optional(),
              RUN_ID),
          NONE,
          "The linear model of each regression task as a whole: association, not causation.");

  static final TableSpec REGRESSION_COEFFICIENT =
      new TableSpec(
          "regression_coefficient",
          RESULT,
          "task x term",
          List.of("task", "term"),
          List.of(
              TASK,
              Column.of(
                  "term",
                  STRING,
                  "Feature, its powers as feature^2; of a category each value but the first of the alphabet; (intercept)."),
              Column.of("position", INT, "0 is the intercept."),
              figure(
                  "estimate",
                  "Change with one unit of the term, the others fixed: of the label, of its log-odds (binomial), of the logarithm of its mean (poisson, gamma)"),
              figure("standard_error", "Classical standard error"),
              figure("t", "estimate / standard_error; of a class or a count normal, R's z"),
              figure("p_value", "Probability of a t as large by chance"),
              figure("ci_lo", "Lower end of the 95 % interval"),
              figure("ci_hi", "Upper end of the interval"),
              figure("hc0_error", "Standard error that holds for any variance (White)"),
              figure("hc1_error", "The same, scaled by n / (n - terms)"),
              figure("hc2_error", "The same, scaled by leverage"),
              figure("hc3_error", "The same, scaled by squared leverage"),
              figure("hc3_p_value", "p_value with hc3_error"),
              figure("vif", "Variance inflation: 1 where the term is unrelated to the others"),
              RUN_ID),
          NONE,
          "What each term of a linear model adds to the label: association, not causation.");

  private LearningTables() {}

  private static Column figure(String name, String description) {
    return Column.of(
            name, DOUBLE, description + "; empty where the term follows from those before it.")
        .optional();
  }

  static Column entity() {
    return Column.of(
            "entity_id",
            STRING,
            "Record of the plain table: its source_record_id; of customers their golden id.")
        .pii(LINKABLE);
  }

  static Column customer() {
    return Column.of(
            "customer_id", STRING, "Golden id of the customer that the row names; else empty.")
        .pii(LINKABLE)
        .optional();
  }

  private static Column role() {
    return Column.of(
        "role",
        STRING,
        "learnt (scored by the model of the folds without the row), test (the model is judged on it), or new (label unknown or beyond the rows learnt from).");
  }

  private static TableSpec scores(String name, String grain, String description) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                TASK,
                CommonColumns.SOURCE,
                entity(),
                customer(),
                role(),
                Column.of(
                    "predicted_positive",
                    DataTypes.BooleanType,
                    "Whether probability_score is at least 0.5."),
                Column.of(
                    "probability_score",
                    DOUBLE,
                    "Calibrated probability of the positive value, or of predicted_class, 0..1."),
                Column.of("log_odds", DOUBLE, "log(p / (1 - p)): the sum of prediction_reason."),
                Column.of(
                    "percentile_rate",
                    DOUBLE,
                    "Share of the task's other rows of the same source, and of the same"
                        + " predicted_class, with a lower score."),
                Column.of("decile", INT, "1 holds the highest scores; equal scores share one."),
                Column.of(
                    "top_reasons",
                    STRING,
                    "What moves the score most, with its value where that may be published, and what it adds to the log-odds."),
                Column.of(
                        "suggested_action",
                        STRING,
                        "Action or offer that the configuration gives for the strongest of top_reasons"
                            + " that adds more than 0.1 to the log-odds and has one; empty where none"
                            + " does, and where risk_band is low.")
                    .optional(),
                MODEL_ID,
                RUN_ID));
    return new TableSpec(
        name, RESULT, grain, List.of("task", "source", "entity_id"), columns, NONE, description);
  }
}
