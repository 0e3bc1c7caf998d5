package io.aurum.jobs.report;

import static io.aurum.jobs.report.GridColumn.decimal;
import static io.aurum.jobs.report.GridColumn.grid;
import static io.aurum.jobs.report.GridColumn.interval;
import static io.aurum.jobs.report.GridColumn.number;
import static io.aurum.jobs.report.GridColumn.share;
import static io.aurum.jobs.report.GridColumn.text;
import static org.apache.spark.sql.functions.col;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import java.util.List;
import java.util.Optional;

/** What goes with what, what follows what, and what to offer. */
final class PatternsSection {
  private static final int SHOWN = 10;

  /** Rules that chance would give as often as this, of all that were looked at, are not shown. */
  private static final double SURE = 0.05;

  private PatternsSection() {}

  /** The section; empty where no baskets were looked into. */
  static Optional<Section> of(Lake lake) {
    boolean none =
        lake.count(Tables.ASSOCIATION_RULE) == 0
            && lake.count(Tables.SEQUENCE_PATTERN) == 0
            && lake.count(Tables.RECOMMENDATION) == 0;
    return none ? Optional.empty() : Optional.of(section(lake));
  }

  private static Section section(Lake lake) {
    return new Section(
        "patterns",
        "What goes with what",
        List.of(
            new Block.Note(
                "The rules with the highest lift, those left out that a more general rule says as well or that improve upon one no more than chance does. Held out: how often they are right in baskets that nothing was learnt from."),
            rules(lake),
            new Block.Note("What most customers do one after the other."),
            sequences(lake),
            new Block.Note("What a few customers are offered, and why."),
            offers(lake),
            new Block.Note(
                "How well offers foresee what customers took later, beside offering everybody what most take."),
            quality(lake)));
  }

  private static Block rules(Lake lake) {
    return grid(
        lake.read(Tables.ASSOCIATION_RULE)
            .where(col("p_adjusted").leq(SURE).and(col("improvement_p_value").leq(SURE)))
            .orderBy(col("lift").desc(), col("task"), col("text"))
            .limit(SHOWN),
        text("analysis", "task"),
        text("rule", "text"),
        number("baskets", "baskets"),
        share("confidence", "confidence"),
        interval("95 %", "ci_lo", "ci_hi", 3),
        decimal("lift", "lift", 2),
        share("held out", "held_out_confidence"),
        number("of", "held_out_n"));
  }

  private static Block sequences(Lake lake) {
    return grid(
        lake.read(Tables.SEQUENCE_PATTERN)
            .orderBy(col("customers").desc(), col("task"), col("pattern"))
            .limit(SHOWN),
        text("analysis", "task"),
        text("pattern", "text"),
        number("customers", "customers"),
        share("of all", "support"),
        decimal("days between steps", "median_gap_days", 0));
  }

  private static Block offers(Lake lake) {
    return grid(
        lake.read(Tables.RECOMMENDATION)
            .where(col("rank").equalTo(1))
            .orderBy(col("score").desc(), col("task"), col("customer_id"))
            .limit(SHOWN),
        text("task", "task"),
        text("customer", "customer_id"),
        text("offer", "item_name"),
        decimal("score", "score", 3),
        text("because", "reason"));
  }

  private static Block quality(Lake lake) {
    return grid(
        lake.read(Tables.RECOMMENDATION_METRIC).orderBy("task", "split", "metric", "method"),
        text("task", "task"),
        text("split by", "split"),
        text("metric", "metric"),
        text("method", "method"),
        decimal("value", "value", 4),
        interval("95 %", "ci_lo", "ci_hi", 4),
        number("customers judged", "n"));
  }
}
