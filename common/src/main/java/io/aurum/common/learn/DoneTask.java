package io.aurum.common.learn;

import io.aurum.common.config.TaskSettings;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.table.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A task that is done.
 *
 * @param features of the model
 * @param scores of the rows, see {@link Scoring}
 * @param classes whose probabilities the scores hold; none where they hold none
 * @param registered rows of the registry
 * @param published scores that were published at a past date, with what became of them
 * @param told rows of the tables that are made in memory
 */
record DoneTask(
    ReadyTask ready,
    String modelId,
    List<FeatureColumn> features,
    Dataset<Row> scores,
    List<String> classes,
    ModelFigures figures,
    List<Row> registered,
    Optional<Dataset<Row>> uplift,
    Optional<PublishedScores> published,
    Map<TableSpec, List<Row>> told) {

  TaskSettings task() {
    return ready.task();
  }

  /** Share of the rows learnt from that the label holds of. */
  double baseRate() {
    return ready.learnt().examples().meanTarget();
  }

  List<Row> of(TableSpec table) {
    return told.getOrDefault(table, List.of());
  }
}
