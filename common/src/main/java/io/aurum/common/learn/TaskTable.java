package io.aurum.common.learn;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.TaskSettings;
import io.aurum.common.feature.FactTimes;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.model.Readiness.Finding;
import io.aurum.common.model.Readiness.Status;
import io.aurum.common.rule.Condition;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * The rows of a task's own table, with what was known of them when the model is learned.
 *
 * <ul>
 *   <li>Of a plain table and of facts, {@link TaskRows#KNOWN} are the rows that were known by the
 *       end of the learning date with their label. What of a fact came to be known only later, as
 *       the end of a ticket, is empty in them.
 *   <li>Of a result, they are the rows as they were published for the learning date, beside those
 *       of the run's date. Where none were, the model is learned of the rows of the run's date.
 * </ul>
 *
 * @param rows the table's columns, {@link TaskRows#KNOWN} and {@link TaskRows#SCORED}
 * @param learnedOn date as at which the model is learned
 * @param isByCustomer whether rows of one customer must not be parted: those learnt from may stand
 *     beside those that are scored
 * @param findings what there is to be said of it
 */
record TaskTable(
    Dataset<Row> rows, LocalDate learnedOn, boolean isByCustomer, List<Finding> findings) {

  /** Reads a task's table as a run sees it. */
  static TaskTable read(MiningRows tables, TaskSettings task, LocalDate asOf) {
    LocalDate date = task.learnedOn(asOf);
    Dataset<Row> now = tables.of(task.table());
    boolean isByCustomer = tables.isResult(task.table()) && task.learning().isPresent();
    if (!date.isBefore(asOf)) {
      return ofOneDate(now, asOf, isByCustomer, List.of());
    }
    if (!isByCustomer) {
      return new TaskTable(asAt(now, task, date), date, false, List.of());
    }
    if (!tables.isPublished(task.table(), date)) {
      return ofOneDate(now, asOf, true, List.of(unpublished(task, date, asOf)));
    }
    Dataset<Row> then = marked(tables.of(task.table(), date), lit(true), lit(false));
    return new TaskTable(
        then.unionByName(marked(now, lit(false), lit(true))), date, true, List.of());
  }

  /** The rows that meet a condition. */
  TaskTable where(Condition condition) {
    return condition.isNone()
        ? this
        : new TaskTable(
            rows.where(MiningRows.holds(rows, condition)), learnedOn, isByCustomer, findings);
  }

  private static TaskTable ofOneDate(
      Dataset<Row> now, LocalDate asOf, boolean isByCustomer, List<Finding> findings) {
    return new TaskTable(marked(now, lit(true), lit(true)), asOf, isByCustomer, findings);
  }

  /** The rows that were known when the model is learned. */
  Dataset<Row> known() {
    return rows.where(col(TaskRows.KNOWN));
  }

  private static Dataset<Row> marked(Dataset<Row> rows, Column known, Column scored) {
    return rows.withColumn(TaskRows.KNOWN, known).withColumn(TaskRows.SCORED, scored);
  }

  private static Dataset<Row> asAt(Dataset<Row> now, TaskSettings task, LocalDate date) {
    Map<String, String> later = later(task.table());
    Column arrived =
        later.containsKey(task.label()) ? isBefore(later.get(task.label()), date) : lit(true);
    Column known = isBefore(MiningRows.KNOWN_AT, date).and(arrived);
    Dataset<Row> marked = marked(now, known, lit(true));
    List<Column> columns = new ArrayList<>();
    for (String name : marked.columns()) {
      columns.add(
          later.containsKey(name)
              ? when(
                      not(col(TaskRows.KNOWN)).or(isBefore(later.get(name), date)),
                      col("`" + name + "`"))
                  .as(name)
              : col("`" + name + "`"));
    }
    return marked.select(columns.toArray(Column[]::new));
  }

  /** Columns of facts that come to be known later, with the column that tells when. */
  private static Map<String, String> later(String table) {
    Map<String, String> later = new TreeMap<>();
    FactTimes.of(table)
        .ifPresent(
            times ->
                times
                    .later()
                    .forEach(
                        (time, columns) -> {
                          later.put(time, time);
                          columns.forEach(column -> later.put(column, time));
                        }));
    return later;
  }

  private static Column isBefore(String time, LocalDate date) {
    Timestamp end = Timestamp.from(date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    return coalesce(col(time).cast(DataTypes.TimestampType).lt(lit(end)), lit(false));
  }

  private static Finding unpublished(TaskSettings task, LocalDate date, LocalDate asOf) {
    return new Finding(
        "learned_on",
        task.label(),
        Status.WARN,
        Double.NaN,
        true,
        "%s was not published for %s: the model is learned of the rows of %s"
            .formatted(task.table(), date, asOf));
  }
}
