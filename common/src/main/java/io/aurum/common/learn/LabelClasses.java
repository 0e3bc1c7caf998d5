package io.aurum.common.learn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.TaskSettings;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.model.Readiness.Finding;
import io.aurum.common.model.Readiness.Status;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * The values of a label of which each is a class, numbered in the order of the alphabet. They are
 * published: what many rows share identifies nobody, so only a special category of personal data is
 * refused.
 *
 * @param label name of the label
 * @param values none where there are too many, or they may not be shown
 * @param refusal why they cannot be learnt
 */
record LabelClasses(String label, List<String> values, Optional<Finding> refusal) {
  private static final String TOO_MANY =
      "the label has more than %d values: set job = regress where it is a number, name the values"
          + " that matter in 'classes' of the task, or one of them in 'positive'";
  private static final String SPECIAL =
      "its values would be published, and the column is of a special category of personal data: name"
          + " one of them in 'positive'";

  /**
   * Those of a task's table; none where the task is of no classes.
   *
   * @param rows of the table that are learnt from
   */
  static LabelClasses of(MiningRows tables, Dataset<Row> rows, TaskSettings task) {
    String label = task.label();
    if (!task.isOfClasses()) {
      return new LabelClasses(label, List.of(), Optional.empty());
    }
    if (tables.isSpecial(task.table(), label)) {
      return refused(label, SPECIAL);
    }
    if (!task.classes().isEmpty()) {
      return new LabelClasses(label, task.classes(), Optional.empty());
    }
    List<String> values =
        rows
            .select(text(rows, label).as(label))
            .where(col(label).isNotNull())
            .distinct()
            .limit(TaskSettings.MOST_CLASSES + 1)
            .as(Encoders.STRING())
            .collectAsList()
            .stream()
            .sorted()
            .toList();
    return values.size() > TaskSettings.MOST_CLASSES
        ? refused(label, TOO_MANY.formatted(TaskSettings.MOST_CLASSES))
        : new LabelClasses(label, values, Optional.empty());
  }

  private static LabelClasses refused(String label, String why) {
    return new LabelClasses(
        label,
        List.of(),
        Optional.of(new Finding("class_counts", label, Status.STOP, Double.NaN, true, why)));
  }

  /** Number of a row's class; null where its value is unknown or none of the classes. */
  Column number(Dataset<Row> rows) {
    Column number = lit(null).cast(DataTypes.DoubleType);
    Column text = text(rows, label);
    for (int k = values.size() - 1; k >= 0; k--) {
      number = when(text.equalTo(values.get(k)), (double) k).otherwise(number);
    }
    return number;
  }

  List<Finding> findings() {
    return refusal.stream().toList();
  }

  /**
   * Rows whose value is none of the classes.
   *
   * @param rows with their targets
   * @param table name of the rows' source
   */
  List<Finding> others(Dataset<Row> rows, String table) {
    if (values.isEmpty()) {
      return List.of();
    }
    long others = rows.where(col(label).isNotNull().and(col(TaskRows.TARGET).isNull())).count();
    return others == 0
        ? List.of()
        : List.of(
            new Finding(
                "other_values",
                label + " of " + table,
                Status.WARN,
                others,
                true,
                String.format(
                    Locale.ROOT,
                    "%,d rows have a value that is none of the classes: they are predicted, but"
                        + " neither learnt from nor judged",
                    others)));
  }

  /** Numbers as people write them: a whole one without decimals. */
  private static Column text(Dataset<Row> rows, String label) {
    Column value = col(label);
    boolean isNumber = rows.schema().apply(label).dataType().equals(DataTypes.DoubleType);
    return isNumber
        ? when(value.equalTo(floor(value)), value.cast(DataTypes.LongType).cast("string"))
            .otherwise(value.cast("string"))
        : value.cast("string");
  }
}
