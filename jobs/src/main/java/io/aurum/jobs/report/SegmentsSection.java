package io.aurum.jobs.report;

import static io.aurum.jobs.report.GridColumn.decimal;
import static io.aurum.jobs.report.GridColumn.grid;
import static io.aurum.jobs.report.GridColumn.number;
import static io.aurum.jobs.report.GridColumn.share;
import static io.aurum.jobs.report.GridColumn.text;
import static org.apache.spark.sql.functions.col;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import java.util.List;
import java.util.Optional;

/** Which segments there are, what tells them, why so many, and what became of personas. */
final class SegmentsSection {
  private static final int SHOWN_PERSONAS = 30;

  private SegmentsSection() {}

  /** The section; empty where no segments were looked for. */
  static Optional<Section> of(Lake lake) {
    return lake.count(Tables.SEGMENT_SUMMARY) == 0 ? Optional.empty() : Optional.of(section(lake));
  }

  private static Section section(Lake lake) {
    return new Section(
        "segments",
        "Segments",
        List.of(
            new Block.Note(
                "Segments found in the data. A story tells a segment from all others in at most four conditions: precision is the share of those who meet them that belong to it, recall the share of it that meets them."),
            clusters(lake),
            new Block.Note("Numbers of clusters that were tried, and why one was chosen."),
            choice(lake),
            new Block.Note("Segments by rule, value or stage."),
            families(lake),
            new Block.Note("Your personas beside the segment that fits them best."),
            personas(lake)));
  }

  private static Block clusters(Lake lake) {
    return grid(
        lake.read(Tables.SEGMENT_SUMMARY)
            .where(col("family").equalTo("cluster"))
            .orderBy("task", "segment"),
        text("analysis", "task"),
        text("segment", "segment"),
        text("name", "segment_name"),
        number("rows", "n"),
        share("share", "share_rate"),
        decimal("stability", "stability", 2),
        text("story", "story"),
        share("precision", "precision_rate"),
        share("recall", "recall_rate"));
  }

  private static Block choice(Lake lake) {
    return grid(
        lake.read(Tables.CLUSTER_CHOICE).orderBy("task", "method", "clusters"),
        text("analysis", "task"),
        text("method", "method"),
        number("clusters", "clusters"),
        decimal("silhouette", "silhouette", 3),
        decimal("stability", "stability", 2),
        decimal("BIC", "bic", 0),
        text("chosen", "chosen"),
        text("because", "reason"));
  }

  private static Block families(Lake lake) {
    return grid(
        lake.read(Tables.SEGMENT_SUMMARY)
            .where(col("family").notEqual("cluster").and(col("family").notEqual("micro")))
            .orderBy(col("task"), col("family"), col("n").desc(), col("segment")),
        text("analysis", "task"),
        text("family", "family"),
        text("segment", "segment_name"),
        number("rows", "n"),
        share("share", "share_rate"));
  }

  private static Block personas(Lake lake) {
    return grid(
        lake.read(Tables.PERSONA_DRIFT)
            .orderBy("task", "persona", "attribute")
            .limit(SHOWN_PERSONAS),
        text("persona", "persona"),
        text("attribute", "attribute"),
        text("you believe", "template"),
        text("observed", "observed"),
        share("fits", "fit_rate"),
        text("status", "status"),
        text("suggested", "suggested_edit"));
  }
}
