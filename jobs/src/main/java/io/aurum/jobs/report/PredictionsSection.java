package io.aurum.jobs.report;

import static io.aurum.jobs.report.GridColumn.decimal;
import static io.aurum.jobs.report.GridColumn.grid;
import static io.aurum.jobs.report.GridColumn.interval;
import static io.aurum.jobs.report.GridColumn.number;
import static io.aurum.jobs.report.GridColumn.share;
import static io.aurum.jobs.report.GridColumn.text;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How good the learnt models are, what they say, and why. */
final class PredictionsSection {
  private static final int SHOWN_SCORES = 10;

  private final Lake lake;

  private PredictionsSection(Lake lake) {
    this.lake = lake;
  }

  /** The section; empty where there was nothing to learn. */
  static Optional<Section> of(Lake lake) {
    return lake.count(Tables.MODEL_READINESS) == 0
        ? Optional.empty()
        : Optional.of(new PredictionsSection(lake).section());
  }

  private Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Note(
            "How good each model is on rows that it has not seen, beside a naive model that says the same of every row."));
    blocks.add(metrics());
    blocks.add(
        new Block.Note(
            "Rows by tenths of their score: where the first tenths hold most of the positives, few have to be approached."));
    blocks.add(deciles());
    blocks.addAll(classes());
    blocks.addAll(scores(Tables.CHURN_SCORE, "Who will most probably leave, and why."));
    blocks.addAll(scores(Tables.CLASSIFICATION_SCORE, "The highest scores of classification."));
    blocks.addAll(numbers());
    blocks.add(
        new Block.Note("What the look at the data before learning found beside what is in order."));
    blocks.add(findings());
    return new Section("predictions", "What can be predicted", blocks);
  }

  private Block metrics() {
    return grid(
        lake.read(Tables.MODEL_METRIC)
            .where(not(col("task").startsWith(ValueSection.TASK)))
            .orderBy("task", "split", "metric"),
        text("task", "task"),
        text("metric", "metric"),
        text("split", "split"),
        decimal("value", "value", 4),
        interval("95 % interval", "ci_lo", "ci_hi", 4),
        decimal("naive", "baseline_value", 4),
        number("rows", "n"));
  }

  private Block deciles() {
    return grid(
        lake.read(Tables.MODEL_DECILE).orderBy("task", "split", "decile"),
        text("task", "task"),
        text("split", "split"),
        number("tenth", "decile"),
        number("rows", "n"),
        number("positives", "positives"),
        share("predicted", "mean_probability_score"),
        share("observed", "positive_rate"),
        decimal("lift", "lift", 2),
        share("captured so far", "captured_rate"));
  }

  private List<Block> classes() {
    if (lake.count(Tables.MODEL_CLASS) == 0) {
      return List.of();
    }
    return List.of(
        new Block.Note("How well each value of a label is told from its others."),
        grid(
            lake.read(Tables.MODEL_CLASS).orderBy("task", "split", "class"),
            text("task", "task"),
            text("split", "split"),
            text("class", "class"),
            number("rows", "n"),
            number("predicted", "predicted"),
            share("precision", "precision_rate"),
            share("recall", "recall_rate"),
            decimal("F1", "f1", 3),
            decimal("AUC", "auc", 3),
            interval("95 % interval", "auc_ci_lo", "auc_ci_hi", 3),
            share("predicted share", "mean_probability_score"),
            share("observed share", "observed_rate")),
        new Block.Note("Which values are taken for which."),
        grid(
            lake.read(Tables.MODEL_CONFUSION)
                .where("n > 0")
                .orderBy("task", "split", "class", "predicted_class"),
            text("task", "task"),
            text("split", "split"),
            text("class", "class"),
            text("said to be", "predicted_class"),
            number("rows", "n"),
            share("of the class", "class_rate")));
  }

  private List<Block> scores(TableSpec table, String title) {
    if (lake.count(table) == 0) {
      return List.of();
    }
    Dataset<Row> highest =
        lake.read(table)
            .orderBy(col("probability_score").desc(), col("task"), col("source"), col("entity_id"))
            .limit(SHOWN_SCORES);
    List<GridColumn> columns = new ArrayList<>();
    columns.add(text("task", "task"));
    columns.add(text("row", "entity_id"));
    if (table.equals(Tables.CLASSIFICATION_SCORE)) {
      columns.add(text("predicted", "predicted_class"));
    }
    columns.add(share("probability", "probability_score"));
    columns.add(text("reasons (log-odds)", "top_reasons"));
    columns.add(text("suggested", "suggested_action"));
    return List.of(new Block.Note(title), grid(highest, columns.toArray(GridColumn[]::new)));
  }

  private List<Block> numbers() {
    if (lake.count(Tables.REGRESSION_SCORE) == 0) {
      return List.of();
    }
    Dataset<Row> highest =
        lake.read(Tables.REGRESSION_SCORE)
            .orderBy(col("prediction").desc(), col("task"), col("source"), col("entity_id"))
            .limit(SHOWN_SCORES);
    return List.of(
        new Block.Note("The highest numbers that are predicted."),
        grid(
            highest,
            text("task", "task"),
            text("row", "entity_id"),
            decimal("predicted", "prediction", 2),
            interval("9 in 10 lie within", "lower", "upper", 2),
            text("reasons (in the label's unit)", "top_reasons")));
  }

  private Block findings() {
    return grid(
        lake.read(Tables.MODEL_READINESS)
            .where("status <> 'pass'")
            .orderBy("task", "status", "check_name", "subject"),
        text("task", "task"),
        text("check", "check_name"),
        text("column", "subject"),
        text("status", "status"),
        text("found", "reason"));
  }
}
