package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.ColumnTypes.DOUBLE;
import static io.aurum.common.table.ColumnTypes.INT;
import static io.aurum.common.table.ColumnTypes.LONG;
import static io.aurum.common.table.ColumnTypes.STRING;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.CommonColumns.number;
import static io.aurum.common.table.LearningTables.MODEL_ID;
import static io.aurum.common.table.LearningTables.SPLIT;
import static io.aurum.common.table.LearningTables.TASK;
import static io.aurum.common.table.Store.RESULT;

import java.util.List;

/** The tables of labels with several values, each of which is a class. */
final class ClassTables {
  private static final Column CLASS = Column.of("class", STRING, "Value of the label.");

  static final TableSpec CLASS_PROBABILITY =
      new TableSpec(
          "class_probability",
          RESULT,
          "task x row of its table x class",
          List.of("task", "source", "entity_id", "class"),
          List.of(
              TASK,
              CommonColumns.SOURCE,
              LearningTables.entity(),
              CLASS,
              Column.of(
                  "probability_score",
                  DOUBLE,
                  "Calibrated probability of the class, 0..1; those of a row sum to 1."),
              Column.of("position", INT, "1 is the row's most probable class."),
              MODEL_ID,
              RUN_ID),
          NONE,
          "Probability of each class for every row of a task that names no positive value.");

  static final TableSpec MODEL_CLASS =
      new TableSpec(
          "model_class",
          RESULT,
          "task x split x class",
          List.of("task", "split", "class"),
          List.of(
              TASK,
              SPLIT,
              CLASS,
              Column.of("n", LONG, "Rows of the class."),
              Column.of("predicted", LONG, "Rows whose most probable class it is."),
              Column.of("correct", LONG, "Rows of which both is true."),
              number("precision_rate", "correct over predicted; empty where none is predicted."),
              number("precision_ci_lo", "Lower end of its 95 % interval (Wilson)."),
              number("precision_ci_hi", "Upper end of the interval."),
              number("recall_rate", "correct over n; empty where the split has none."),
              number("recall_ci_lo", "Lower end of its 95 % interval (Wilson)."),
              number("recall_ci_hi", "Upper end of the interval."),
              number("f1", "Harmonic mean of precision and recall."),
              number("auc", "Area under the ROC curve against all other classes."),
              number("auc_ci_lo", "Lower end of its 95 % interval (DeLong)."),
              number("auc_ci_hi", "Upper end of the interval."),
              Column.of(
                  "mean_probability_score",
                  DOUBLE,
                  "Mean probability of the class over all rows: near observed_rate where it is"
                      + " calibrated."),
              Column.of("observed_rate", DOUBLE, "Share of the class among all rows."),
              RUN_ID),
          NONE,
          "How well each class is told from the others, on rows that the model had not seen.");

  static final TableSpec MODEL_CONFUSION =
      new TableSpec(
          "model_confusion",
          RESULT,
          "task x split x class x predicted class",
          List.of("task", "split", "class", "predicted_class"),
          List.of(
              TASK,
              SPLIT,
              CLASS,
              Column.of("predicted_class", STRING, "Most probable value of the label."),
              Column.of("n", LONG, "Rows of the class of which this was said."),
              Column.of("class_rate", DOUBLE, "Their share of the rows of the class."),
              RUN_ID),
          NONE,
          "Which classes are taken for which, on rows that the model had not seen.");

  private ClassTables() {}
}
