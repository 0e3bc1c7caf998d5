package io.aurum.common.learn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.to_date;

import io.aurum.common.config.TaskSettings;
import io.aurum.common.model.Readiness.Finding;
import io.aurum.common.model.Readiness.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Finds features of a table that are known only later than the row is predicted: dates that lie
 * behind the row's own. In a few rows that is a slip of the pen and warned of, in more a leak,
 * unless the task trusts the feature, as it may the end of a contract.
 */
final class LaterFeatures {
  /** Share of the rows up to which later dates are slips. */
  private static final double SLIPS = 0.01;

  private LaterFeatures() {}

  /**
   * What was found.
   *
   * @param time column with the day by which a row is predicted
   */
  static List<Finding> of(Dataset<Row> rows, TaskSettings task, String time) {
    if (!isDate(rows, time)) {
      return List.of(
          finding(
              time,
              Status.STOP,
              Double.NaN,
              "the task names it as its time, and it holds no dates: give it a kind of dates"));
    }
    List<String> dates = task.features().stream().filter(name -> isDate(rows, name)).toList();
    if (dates.isEmpty()) {
      return List.of(
          finding(time, Status.PASS, Double.NaN, "no feature is a date that could be later"));
    }
    List<Column> asked = new ArrayList<>();
    for (String name : dates) {
      Column day = to_date(col(name));
      asked.add(count(day));
      asked.add(count_if(day.gt(to_date(col(time)))));
    }
    Row counts = rows.select(asked.toArray(Column[]::new)).head();
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      findings.add(judged(dates.get(i), counts.getLong(2 * i), counts.getLong(2 * i + 1), task));
    }
    return findings;
  }

  private static Finding judged(String name, long known, long later, TaskSettings task) {
    double share = known == 0 ? 0 : (double) later / known;
    boolean trusted = task.trusted().contains(name);
    Status status =
        later == 0 ? Status.PASS : share > SLIPS && !trusted ? Status.STOP : Status.WARN;
    return finding(
        name,
        status,
        share,
        later == 0
            ? "it is never later than the row is predicted"
            : String.format(
                Locale.ROOT,
                "%,d of %,d values are later than the row is predicted%s",
                later,
                known,
                trusted ? "; it is trusted" : ""));
  }

  private static Finding finding(String name, Status status, double figure, String reason) {
    return new Finding("leak_by_time", name, status, figure, true, reason);
  }

  /** Whether a column holds dates or times. */
  static boolean isDate(Dataset<Row> rows, String name) {
    DataType type = rows.schema().apply(name).dataType();
    return type.equals(DataTypes.DateType) || type.equals(DataTypes.TimestampType);
  }
}
