package io.aurum.jobs.cli;

import static io.aurum.jobs.cli.TruthReader.ID;
import static io.aurum.jobs.cli.TruthReader.SOURCE;
import static io.aurum.jobs.cli.TruthReader.TRUTH;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.lake.Lake;
import io.aurum.common.match.ClusterEvaluation;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.Tables;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Compares clusterings of the records that have a truth. A record that a clustering does not know,
 * because it was rejected, is a cluster of its own: what was lost counts against the result.
 */
final class Evaluator {
  private static final String PREDICTED = "predicted";

  private final Lake lake;
  private final Settings settings;
  private final Dataset<Row> truth;

  /**
   * @param truth source, source_record_id, truth; each record once
   */
  Evaluator(Lake lake, Settings settings, Dataset<Row> truth) {
    this.lake = lake;
    this.settings = settings;
    this.truth = truth.cache();
  }

  /** The customers of the state. */
  ClusterEvaluation found() {
    return evaluate(
        lake.read(Tables.CUSTOMER_LINK)
            .where(col("effective_to").isNull())
            .select(col(SOURCE), col(ID), col("customer_id").as(PREDICTED)));
  }

  /** The naive baseline: records whose match forms are all equal are one customer. */
  ClusterEvaluation exactMatching() {
    Column[] forms =
        settings.attributes().stream()
            .filter(AttributeSettings::match)
            .map(attribute -> col(attribute.name() + "_match"))
            .toArray(Column[]::new);
    Column someValue = coalesce(forms).isNotNull();
    return evaluate(
        lake.read(Tables.VALID_RECORD)
            .select(
                col(SOURCE),
                col(ID),
                when(someValue, sha2(to_json(array(forms)).cast("binary"), 256)).as(PREDICTED)));
  }

  private ClusterEvaluation evaluate(Dataset<Row> clustering) {
    Column alone = concat(lit("alone/"), col(SOURCE), lit("/"), col(ID));
    List<Row> shapes =
        truth
            .join(clustering, new String[] {SOURCE, ID}, "left")
            .withColumn(PREDICTED, coalesce(col(PREDICTED), alone))
            .groupBy(TRUTH, PREDICTED)
            .agg(count(lit(1)).as("overlap"))
            .withColumn("true_size", sum("overlap").over(Window.partitionBy(TRUTH)))
            .withColumn("predicted_size", sum("overlap").over(Window.partitionBy(PREDICTED)))
            .groupBy("overlap", "true_size", "predicted_size")
            .agg(count(lit(1)).as("cells"))
            .collectAsList();
    if (shapes.isEmpty()) {
      throw AurumException.of(
          ExitCode.USAGE,
          "there is nothing to evaluate",
          "no record of the sources has a truth",
          "check 'evaluate.truth' in the configuration");
    }
    return ClusterEvaluation.of(
        shapes.stream()
            .map(
                row ->
                    new ClusterEvaluation.Shape(
                        row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3)))
            .toList());
  }
}
