package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.ColumnTypes.BOOLEAN;
import static io.aurum.common.table.ColumnTypes.DOUBLE;
import static io.aurum.common.table.ColumnTypes.INT;
import static io.aurum.common.table.ColumnTypes.LONG;
import static io.aurum.common.table.ColumnTypes.STRING;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.Store.RESULT;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** The tables of segments. */
final class SegmentTables {
  private static final Column TASK =
      Column.of("task", STRING, "Name of the analysis in the configuration.");
  private static final Column FAMILY =
      Column.of(
          "family",
          STRING,
          "cluster, rule, rfm, lifecycle, geographic, demographic, psychographic, or micro (stage of life x cluster; small ones together as (other)).");
  private static final Column SEGMENT =
      Column.of(
          "segment",
          STRING,
          "The segment: of clusters its number, which it keeps from date to date, and 0 for rows far from every one; of other families its name.");

  static final TableSpec SEGMENT_MEMBERSHIP =
      new TableSpec(
          "segment_membership",
          RESULT,
          "task x family x row of its table",
          List.of("task", "family", "source", "entity_id"),
          List.of(
              TASK,
              FAMILY,
              CommonColumns.SOURCE,
              Column.of(
                      "entity_id",
                      STRING,
                      "The row: source_record_id of its source, or customer_id where the table is about customers.")
                  .pii(PiiClass.LINKABLE),
              Column.of("customer_id", STRING, "Golden id; empty where the row names no customer.")
                  .pii(PiiClass.LINKABLE)
                  .optional(),
              SEGMENT,
              Column.of("segment_name", STRING, "What the segment is called."),
              Column.of(
                      "distance",
                      DOUBLE,
                      "How far from what is usual in the cluster; comparable within one cluster. Empty of other families.")
                  .optional(),
              Column.of(
                      "previous_segment",
                      STRING,
                      "Segment at the preceding date: of the history, from what was known then, or the latest that was published before; empty for who was not there.")
                  .optional(),
              RUN_ID),
          NONE,
          "Who belongs to which segment.");

  static final TableSpec SEGMENT_SUMMARY =
      new TableSpec(
          "segment_summary",
          RESULT,
          "task x family x segment",
          List.of("task", "family", "segment"),
          List.of(
              TASK,
              FAMILY,
              SEGMENT,
              Column.of("segment_name", STRING, "What sets it apart most, in a few words."),
              Column.of("n", LONG, "Rows that belong to it."),
              Column.of("share_rate", DOUBLE, "Their share of all rows of the task."),
              Column.of(
                      "stability",
                      DOUBLE,
                      "Mean Jaccard coefficient with its like in half-samples (Hennig 2007): 0.75 and more is stable, less than 0.5 dissolved. Empty of other families.")
                  .optional(),
              Column.of(
                      "story",
                      STRING,
                      "At most four conditions that its members meet and others do not; empty where none tell it:"
                          + " where less than half of those who meet them belong to it, or less than"
                          + " half of its members meet them.")
                  .optional(),
              Column.of("conditions", INT, "Number of them."),
              Column.of(
                      "precision_rate",
                      DOUBLE,
                      "Share of those who meet the conditions that belong to it.")
                  .optional(),
              Column.of("recall_rate", DOUBLE, "Share of its members who meet the conditions.")
                  .optional(),
              Column.of(
                      "fidelity", DOUBLE, "Harmonic mean of the two, 0..1: how true the story is.")
                  .optional(),
              RUN_ID),
          NONE,
          "Each segment with its size, name and story.");

  static final TableSpec SEGMENT_FEATURE =
      new TableSpec(
          "segment_feature",
          RESULT,
          "task x family x segment x feature",
          List.of("task", "family", "segment", "feature"),
          List.of(
              TASK,
              FAMILY,
              SEGMENT,
              Column.of("feature", STRING, "Column of the table."),
              Column.of(
                      "value",
                      STRING,
                      "Of a category: the value whose share differs most; empty of numbers.")
                  .optional(),
              Column.of(
                      "inside", DOUBLE, "Mean of the segment, or share of its rows with the value.")
                  .optional(),
              Column.of("outside", DOUBLE, "The same of all other rows.").optional(),
              Column.of(
                      "cohens_d",
                      DOUBLE,
                      "Difference of the means in pooled standard deviations; empty of categories.")
                  .optional(),
              Column.of(
                      "cliffs_delta",
                      DOUBLE,
                      "Probability that a row of the segment has the larger number, less that of the contrary, -1..1; empty of categories.")
                  .optional(),
              Column.of(
                      "cramers_v",
                      DOUBLE,
                      "Association of the category with belonging to the segment, 0..1; empty of numbers.")
                  .optional(),
              Column.of(
                  "p_value",
                  DOUBLE,
                  "Of no difference: Mann and Whitney's test, or Pearson's chi-squared test. Clusters were made of these very columns: of them it tells what matters, not whether they exist."),
              Column.of(
                  "p_adjusted", DOUBLE, "The same after Benjamini and Hochberg, over the family."),
              Column.of("position", INT, "1 is the feature that sets the segment apart most."),
              Column.of("n", LONG, "Rows compared: those with a value."),
              RUN_ID),
          NONE,
          "What sets each segment apart, and by how much.");

  static final TableSpec CLUSTER_CHOICE =
      new TableSpec(
          "cluster_choice",
          RESULT,
          "task x method x number of clusters tried",
          List.of("task", "method", "clusters"),
          List.of(
              TASK,
              Column.of(
                  "method",
                  STRING,
                  "shapes, k-means, mixture, diagonal-mixture; none: one cluster."),
              Column.of("clusters", INT, "Number of clusters tried."),
              Column.of(
                      "within_squares",
                      DOUBLE,
                      "Sum of squared distances to the centres, in prepared coordinates.")
                  .optional(),
              Column.of("silhouette", DOUBLE, "Mean silhouette of squared distances, -1..1.")
                  .optional(),
              Column.of(
                      "stability",
                      DOUBLE,
                      "Of the least stable cluster, 0..1; empty where it was not needed.")
                  .optional(),
              Column.of(
                      "bic",
                      DOUBLE,
                      "Bayesian information criterion, smaller is better; empty of shapes.")
                  .optional(),
              Column.of("chosen", BOOLEAN, "Whether these are the segments."),
              Column.of("reason", STRING, "Why, where it was chosen.").optional(),
              Column.of("n", LONG, "Rows that it was judged on."),
              RUN_ID),
          NONE,
          "Which numbers of clusters were tried, and why one was chosen.");

  static final TableSpec CLUSTER_FEATURE =
      new TableSpec(
          "cluster_feature",
          RESULT,
          "task x feature",
          List.of("task", "feature"),
          List.of(
              TASK,
              Column.of("feature", STRING, "Column of the table."),
              Column.of("kind", STRING, "number or category."),
              Column.of(
                  "status",
                  STRING,
                  "used; or left out as constant, mostly missing (more than half of the rows have none), too many values, redundant (correlates by 0.95) or collinear (inflation above 10)."),
              Column.of("transformation", STRING, "none, log1p, yeo-johnson or one-hot."),
              Column.of("lambda", DOUBLE, "Parameter of yeo-johnson; empty of others.").optional(),
              Column.of("skewness", DOUBLE, "Before the transformation; empty of categories.")
                  .optional(),
              Column.of("missing_rate", DOUBLE, "Share of rows without a value."),
              Column.of("redundant_to", STRING, "Feature that says the same.").optional(),
              Column.of("inflation", DOUBLE, "Variance inflation factor among the numbers.")
                  .optional(),
              Column.of("n", LONG, "Rows that it was learned from."),
              RUN_ID),
          NONE,
          "What became of each feature before rows were clustered.");

  static final TableSpec SEGMENT_MIGRATION =
      new TableSpec(
          "segment_migration",
          RESULT,
          "task x former x present cluster",
          List.of("task", "from_segment", "to_segment"),
          List.of(
              TASK,
              Column.of(
                  "from_segment",
                  STRING,
                  "Cluster at the preceding date: of the history, or the latest that was published before; (new) for who was not there."),
              Column.of("to_segment", STRING, "Cluster at the date."),
              Column.of("previous_on", DataTypes.DateType, "The preceding date."),
              Column.of("moved", LONG, "Rows that went this way."),
              Column.of("n", LONG, "Rows that were in the former cluster."),
              Column.of("rate", DOUBLE, "moved / n."),
              Column.of("ci_lo", DOUBLE, "Lower end of its 95 % interval (Wilson)."),
              Column.of("ci_hi", DOUBLE, "Upper end."),
              RUN_ID),
          NONE,
          "Who went from which cluster to which.");

  static final TableSpec PERSONA_DRIFT =
      new TableSpec(
          "persona_drift",
          RESULT,
          "task x persona x attribute",
          List.of("task", "persona", "attribute"),
          List.of(
              TASK,
              Column.of("persona", STRING, "Name of the persona in the configuration."),
              SEGMENT,
              Column.of("attribute", STRING, "Column of which something is expected."),
              Column.of("template", STRING, "What the persona says."),
              Column.of(
                  "observed",
                  STRING,
                  "Median of the segment, or its most frequent values; suppressed where that may not be published."),
              Column.of("fit_rate", DOUBLE, "Share of the segment of which the persona holds.")
                  .optional(),
              Column.of("ci_lo", DOUBLE, "Lower end of its 95 % interval (Wilson).").optional(),
              Column.of("ci_hi", DOUBLE, "Upper end.").optional(),
              Column.of(
                  "status",
                  STRING,
                  "holds (of half the segment or more), drifted, or unknown (no values)."),
              Column.of("suggested_edit", STRING, "What the persona should say instead.")
                  .optional(),
              Column.of("n", LONG, "Rows of the segment with a value."),
              RUN_ID),
          NONE,
          "Whether the personas still are who the customers are.");

  private SegmentTables() {}
}
