package io.aurum.common.learn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.table.Column;
import io.aurum.common.table.TableSpec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Results of tasks that several jobs of a run write into the same table. */
public final class TaskResults {
  private final Lake lake;
  private final Run run;

  public TaskResults(Lake lake, Run run) {
    this.lake = lake;
    this.run = run;
  }

  /**
   * Publishes a job's rows of a table beside those that the run's other jobs wrote.
   *
   * @param own rows of the job, with all columns of the table
   * @param tasks all tasks that the job can write rows of
   */
  public Commit publish(TableSpec table, Dataset<Row> own, Object... tasks) {
    if (!lake.exists(table)) {
      return lake.publish(table, own);
    }
    Dataset<Row> others =
        lake.read(table)
            .where(col("run_id").equalTo(run.runId()).and(not(col("task").isin(tasks))))
            .select(
                table.columns().stream()
                    .map(Column::name)
                    .map(name -> col(name))
                    .toArray(org.apache.spark.sql.Column[]::new));
    return lake.publish(table, own.unionByName(others));
  }

  /**
   * The figures of a task in words, each beside that of the naive model.
   *
   * @param metrics its rows of {@code model_metric}
   */
  public static String inWords(String task, List<Row> metrics) {
    return metrics.stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "%s %s %.4g (naive %.4g)",
                    row.getString(2),
                    row.getString(1),
                    row.getDouble(3),
                    row.getDouble(7)))
        .collect(Collectors.joining(", ", "task " + task + ": ", ""));
  }
}
