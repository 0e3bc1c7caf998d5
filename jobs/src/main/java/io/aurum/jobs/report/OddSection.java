package io.aurum.jobs.report;

import static io.aurum.jobs.report.GridColumn.decimal;
import static io.aurum.jobs.report.GridColumn.grid;
import static io.aurum.jobs.report.GridColumn.interval;
import static io.aurum.jobs.report.GridColumn.number;
import static io.aurum.jobs.report.GridColumn.share;
import static io.aurum.jobs.report.GridColumn.text;
import static io.aurum.jobs.report.GridColumn.time;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows that are like no others, and days that were not as expected. */
final class OddSection {
  private static final int SHOWN = 15;

  private OddSection() {}

  /** The section; empty where nothing odd was looked for. */
  static Optional<Section> of(Lake lake) {
    boolean none =
        lake.count(Tables.RECORD_OUTLIER) == 0
            && lake.count(Tables.METRIC_ANOMALY) == 0
            && lake.count(Tables.ANOMALY_CAUSE) == 0
            && lake.count(Tables.FORECAST) == 0;
    return none ? Optional.empty() : Optional.of(section(lake));
  }

  private static Section section(Lake lake) {
    List<Block> blocks =
        new ArrayList<>(
            List.of(
                new Block.Note(
                    "The rows with the strongest evidence of being odd, what they may be, and what makes them odd."),
                outliers(lake),
                new Block.Note("When a metric was not as expected, the latest first."),
                anomalies(lake),
                new Block.Note("Where these changes come from; effects sum to the change."),
                causes(lake)));
    Dataset<Row> asked = asked(lake);
    if (!asked.isEmpty()) {
      blocks.add(new Block.Note("Times that the configuration asks about."));
      blocks.add(
          grid(
              asked.limit(SHOWN),
              text("analysis", "task"),
              text("metric", "metric"),
              time("from", "event_start"),
              text("in words", "explanation")));
    }
    return new Section("odd", "What is out of the ordinary", blocks);
  }

  /** One row for each time that is asked about, as each has a row of what is in no driver. */
  private static Dataset<Row> asked(Lake lake) {
    return lake.read(Tables.ANOMALY_CAUSE)
        .where(col("anomaly_type").equalTo("asked").and(col("rank").equalTo(0)))
        .orderBy("task", "metric", "event_start");
  }

  private static Block outliers(Lake lake) {
    return grid(
        lake.read(Tables.RECORD_OUTLIER)
            .where("is_outlier")
            .orderBy(col("evidence").desc(), col("task"), col("source"), col("entity_id"))
            .limit(SHOWN),
        text("analysis", "task"),
        text("row", "entity_id"),
        decimal("evidence", "evidence", 2),
        decimal("from", "threshold", 2),
        text("suspected", "suspected_type"),
        text("why", "why"));
  }

  private static Block anomalies(Lake lake) {
    return grid(
        lake.read(Tables.METRIC_ANOMALY)
            .where(col("period_start").equalTo(col("event_start")))
            .orderBy(
                col("period_start").desc(),
                col("p_value"),
                col("task"),
                col("metric"),
                col("series"),
                col("anomaly_type"))
            .limit(SHOWN),
        text("metric", "metric"),
        text("series", "series"),
        time("from", "period_start"),
        text("what", "anomaly_type"),
        decimal("observed", "observed", 2),
        decimal("expected", "expected", 2),
        interval("95 %", "ci_lo", "ci_hi", 2),
        text("in words", "explanation"));
  }

  private static Block causes(Lake lake) {
    return grid(
        lake.read(Tables.ANOMALY_CAUSE)
            .orderBy(
                abs(col("change_amount")).desc(),
                col("task"),
                col("metric"),
                col("series"),
                col("event_start"),
                col("anomaly_type"),
                col("rank"))
            .limit(SHOWN),
        text("metric", "metric"),
        text("series", "series"),
        time("from", "event_start"),
        number("rank", "rank"),
        text("driver", "driver"),
        share("of the change", "change_share"),
        decimal("volume", "volume_amount", 2),
        decimal("price", "price_amount", 2),
        decimal("mix", "mix_amount", 2),
        decimal("new", "new_amount", 2),
        decimal("lost", "lost_amount", 2),
        text("at the same time", "coincidence"));
  }
}
