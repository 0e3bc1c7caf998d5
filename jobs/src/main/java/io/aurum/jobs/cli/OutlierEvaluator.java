package io.aurum.jobs.cli;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.aurum.common.config.OutlierSettings;
import io.aurum.common.config.OutlierTruth;
import io.aurum.common.config.Settings;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.model.BinaryMetrics;
import io.aurum.common.model.ScoredLabels;
import io.aurum.common.run.Run;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Compares the scores of outlier analyses with the truth, and isolation forest alone with it. A row
 * without a truth is left out.
 */
final class OutlierEvaluator {
  private final Lake lake;
  private final Run run;
  private final Settings settings;

  OutlierEvaluator(Lake lake, Run run, Settings settings) {
    this.lake = lake;
    this.run = run;
    this.settings = settings;
  }

  /** Whether the configuration says of any table which rows are outliers in truth. */
  static boolean hasTruth(Settings settings) {
    return settings.mining().outliers().stream().anyMatch(analysis -> analysis.truth().isPresent());
  }

  /**
   * How well the outliers of one analysis were told.
   *
   * @param task name of the analysis
   * @param rows with a truth and a score
   * @param outliers of them in truth
   * @param auroc area under the ROC curve of the score
   * @param averagePrecision of the score
   * @param forestAuroc area under the ROC curve of isolation forest alone
   * @param precision share of true outliers among those flagged; 0 where none is flagged
   * @param recall share of the true outliers that are flagged
   */
  record Figures(
      String task,
      long rows,
      long outliers,
      double auroc,
      double averagePrecision,
      double forestAuroc,
      double precision,
      double recall) {}

  /** The analyses that have a truth, in the order of the configuration. */
  List<Figures> figures() {
    List<Figures> figures = new ArrayList<>();
    for (OutlierSettings analysis : settings.mining().outliers()) {
      analysis.truth().flatMap(truth -> figures(analysis, truth)).ifPresent(figures::add);
    }
    return figures;
  }

  private Optional<Figures> figures(OutlierSettings analysis, OutlierTruth truth) {
    String[] key = {MiningRows.SOURCE, MiningRows.ENTITY_ID};
    Dataset<Row> labels =
        new MiningRows(lake, run, settings)
            .of(analysis.table())
            .where(col(truth.column()).isNotNull())
            .select(col(key[0]), col(key[1]), isOutlier(truth).as("truth"));
    List<Row> rows =
        lake.read(Tables.RECORD_OUTLIER)
            .where(col("task").equalTo(analysis.name()))
            .join(labels, key)
            .select("evidence", "isolation_forest_score", "is_outlier", "truth")
            .collectAsList();
    boolean[] positive = new boolean[rows.size()];
    boolean[] flagged = new boolean[rows.size()];
    for (int i = 0; i < positive.length; i++) {
      flagged[i] = rows.get(i).getBoolean(2);
      positive[i] = rows.get(i).getBoolean(3);
    }
    long outliers = rows.stream().filter(row -> row.getBoolean(3)).count();
    return outliers == 0 || outliers == rows.size()
        ? Optional.empty()
        : Optional.of(figures(analysis.name(), rows, positive, flagged, outliers));
  }

  private static Figures figures(
      String task, List<Row> rows, boolean[] positive, boolean[] flagged, long outliers) {
    BinaryMetrics found = metrics(rows, 0, positive);
    long hits = 0;
    long flags = 0;
    for (int i = 0; i < flagged.length; i++) {
      flags += flagged[i] ? 1 : 0;
      hits += flagged[i] && positive[i] ? 1 : 0;
    }
    return new Figures(
        task,
        rows.size(),
        outliers,
        found.auc().value(),
        found.prAuc().value(),
        metrics(rows, 1, positive).auc().value(),
        flags == 0 ? 0 : (double) hits / flags,
        (double) hits / outliers);
  }

  /** A number is compared as a number: 1 is 1.0. */
  private static Column isOutlier(OutlierTruth truth) {
    Column text = col(truth.column()).cast("string");
    Column same = text.equalTo(truth.positive());
    Column number = text.try_cast("double").equalTo(lit(truth.positive()).try_cast("double"));
    return same.or(coalesce(number, lit(false)));
  }

  /** Only the order of scores counts; it is kept by dividing them by the highest. */
  private static BinaryMetrics metrics(List<Row> rows, int column, boolean[] positive) {
    double[] scores = rows.stream().mapToDouble(row -> row.getDouble(column)).toArray();
    double highest = Math.max(Double.MIN_NORMAL, Arrays.stream(scores).max().orElse(1));
    double[] shares = Arrays.stream(scores).map(score -> score / highest).toArray();
    return new BinaryMetrics(ScoredLabels.of(shares, positive));
  }
}
