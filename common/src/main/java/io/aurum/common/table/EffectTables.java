package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.ColumnTypes.DOUBLE;
import static io.aurum.common.table.ColumnTypes.INT;
import static io.aurum.common.table.ColumnTypes.LONG;
import static io.aurum.common.table.ColumnTypes.STRING;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.LearningTables.TASK;
import static io.aurum.common.table.Store.RESULT;

import java.util.List;

/** Tables that tell what goes with what, how long things last, and what a treatment does. */
final class EffectTables {
  static final TableSpec SURVIVAL_CURVE =
      new TableSpec(
          "survival_curve",
          RESULT,
          "task x time",
          List.of("task", "duration"),
          List.of(
              TASK,
              Column.of("duration", DOUBLE, "Time at which events happened, in the column's unit."),
              Column.of("n", LONG, "Rows watched until then without the event."),
              Column.of("events", LONG, "Events at that time."),
              Column.of("survival_rate", DOUBLE, "Share without the event from then on."),
              Column.of("ci_lo", DOUBLE, "Lower end of its 95 % interval."),
              Column.of("ci_hi", DOUBLE, "Upper end of the interval."),
              RUN_ID),
          NONE,
          "How many are left after how long: Kaplan and Meier.");

  static final TableSpec SURVIVAL_COEFFICIENT =
      new TableSpec(
          "survival_coefficient",
          RESULT,
          "task x term",
          List.of("task", "term"),
          List.of(
              TASK,
              Column.of(
                  "term",
                  STRING,
                  "Feature; of a category each value but the first of the alphabet."),
              Column.of("position", INT, "From 1."),
              Column.of("estimate", DOUBLE, "Log hazard ratio of one unit of the term."),
              Column.of("standard_error", DOUBLE, "Of the estimate."),
              Column.of("hazard_ratio", DOUBLE, "Above 1 the event comes sooner."),
              Column.of("ci_lo", DOUBLE, "Lower end of its 95 % interval."),
              Column.of("ci_hi", DOUBLE, "Upper end of the interval."),
              Column.of("p_value", DOUBLE, "Probability of an estimate as far from 0 by chance."),
              Column.of("n", LONG, "Rows of the model."),
              RUN_ID),
          NONE,
          "What goes with a sooner event: proportional hazards; association, not causation.");

  static final TableSpec UPLIFT_SCORE =
      new TableSpec(
          "uplift_score",
          RESULT,
          "task x row of its table",
          List.of("task", "source", "entity_id"),
          List.of(
              TASK,
              CommonColumns.SOURCE,
              LearningTables.entity(),
              LearningTables.customer(),
              Column.of("treated_score", DOUBLE, "Probability with the treatment, 0..1."),
              Column.of("control_score", DOUBLE, "Probability without it, 0..1."),
              Column.of("uplift", DOUBLE, "What the treatment adds: -1..1."),
              Column.of("decile", INT, "1 holds the highest uplift; equal ones share one."),
              RUN_ID),
          NONE,
          "What a treatment is expected to do to each row.");

  static final TableSpec UPLIFT_DECILE =
      new TableSpec(
          "uplift_decile",
          RESULT,
          "task x decile",
          List.of("task", "decile"),
          List.of(
              TASK,
              Column.of("decile", INT, "1 holds the tenth of rows with the highest uplift."),
              Column.of("n_treated", LONG, "Rows with the treatment."),
              Column.of("n_control", LONG, "Rows without it."),
              Column.of("treated_rate", DOUBLE, "Share of the treated with the positive value.")
                  .optional(),
              Column.of("control_rate", DOUBLE, "Share of the others.").optional(),
              Column.of("uplift", DOUBLE, "treated_rate - control_rate.").optional(),
              Column.of("ci_lo", DOUBLE, "Lower end of its 95 % interval.").optional(),
              Column.of("ci_hi", DOUBLE, "Upper end of the interval.").optional(),
              RUN_ID),
          NONE,
          "What the treatment did, by tenths of the expected uplift, of rows not seen.");

  static final TableSpec DRIVER_EFFECT =
      new TableSpec(
          "driver_effect",
          RESULT,
          "task x driver",
          List.of("task", "driver"),
          List.of(
              TASK,
              Column.of("driver", STRING, "Feature, or a value of a category."),
              Column.of(
                  "from_value", STRING, "Lower quartile of a number, or the value compared to."),
              Column.of("to_value", STRING, "Upper quartile of the number, or the driver's value."),
              Column.of(
                  "effect", DOUBLE, "Difference of the label that goes with it, in its unit."),
              Column.of("ci_lo", DOUBLE, "Lower end of its 95 % interval, for any variance (HC3)."),
              Column.of("ci_hi", DOUBLE, "Upper end of the interval."),
              Column.of("p_value", DOUBLE, "Probability of an effect as large by chance."),
              Column.of("n", LONG, "Rows of the linear model."),
              Column.of("statement", STRING, "The same in words: association, not causation."),
              RUN_ID),
          NONE,
          "What goes with more or less of a label, the other features fixed: association, not causation.");

  static final TableSpec FEATURE_ASSOCIATION =
      new TableSpec(
          "feature_association",
          RESULT,
          "task x pair of features",
          List.of("task", "feature", "other_feature"),
          List.of(
              TASK,
              Column.of("feature", STRING, "Feature, or the label."),
              Column.of("other_feature", STRING, "Feature that comes later in the task."),
              Column.of("n", LONG, "Rows with both values, of 20,000 at most."),
              Column.of("pearson", DOUBLE, "Linear correlation of two numbers.").optional(),
              Column.of("spearman", DOUBLE, "Correlation of their ranks.").optional(),
              Column.of("cramers_v", DOUBLE, "Of two categories: 0 none, 1 complete.").optional(),
              Column.of("eta2", DOUBLE, "Share of a number's variance between categories.")
                  .optional(),
              Column.of(
                  "mutual_information_bits",
                  DOUBLE,
                  "What the one tells of the other, numbers in ten bins of as many rows; of the label and a feature the feature's information gain."),
              Column.of("p_value", DOUBLE, "Probability of one as strong by chance."),
              Column.of(
                  "p_adjusted",
                  DOUBLE,
                  "The same, adjusted for the number of pairs of the task (Benjamini and Hochberg)."),
              RUN_ID),
          NONE,
          "Which features of a task go together.");

  private EffectTables() {}
}
