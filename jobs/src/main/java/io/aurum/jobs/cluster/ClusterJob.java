package io.aurum.jobs.cluster;

import io.aurum.common.config.ClusterSettings;
import io.aurum.common.lake.Commit;
import io.aurum.common.table.Entity;
import io.aurum.common.table.Mineable;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds segments: customers, or any rows, that are alike.
 *
 * <p><b>In:</b> the tables that the analyses name: plain tables, facts, results about customers.
 * <b>Out:</b> {@code segment_membership}, who belongs where; {@code segment_summary}, each segment
 * with its size, name, story and stability; {@code segment_feature}, what sets it apart; {@code
 * cluster_choice}, which numbers of clusters were tried; {@code cluster_feature}, what became of
 * each column before; {@code segment_migration}, who went where; {@code persona_drift}, whether
 * personas still hold.
 *
 * <p><b>Clusters.</b> Columns are prepared (see {@link io.aurum.common.cluster.Preparation}), then
 * method and number of clusters chosen without labels (see {@link
 * io.aurum.common.cluster.ClusterSearch}). They are made of at most {@value Sample#MOST} rows,
 * drawn by key; every row is then placed by the model.
 *
 * <p><b>Numbers.</b> Segments are matched to those of an earlier date by the rows that they share:
 * segment 3 stays segment 3, a new one gets a new number, and that of one that is gone is not given
 * again. Without a history these are the segments that were published for the latest date before
 * the run's; on the first date segment 1 is the largest. A customer whose id has ended since counts
 * for the one who has most of the records. A date run again gives the same, unless an earlier date
 * was run meanwhile. With a history, rows are clustered as they were known at each of its dates:
 * these are the configuration's, so a date's numbers do not depend on which dates were run.
 *
 * <p><b>Families.</b> Beside clusters: rules of the user, RFM, stages of life, what customers share
 * geographically, demographically and psychographically, and micro-segments, stage by cluster. All
 * of them get sizes, names, stories and effects.
 *
 * <p><b>Accounting.</b> Rows in are the rows of the analyses' tables; accepted are those with a
 * cluster, counted on what was committed.
 */
public final class ClusterJob implements Job {
  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public String summary() {
    return "Finds segments, names them, tells what sets them apart, and keeps them the same.";
  }

  @Override
  public String purpose() {
    return "Serve customers by what they have in common; no decision is automated.";
  }

  @Override
  public List<TableSpec> reads() {
    return Stream.of(
            Stream.of(
                Tables.TABLE_ROW,
                Tables.CUSTOMER_LINK,
                Tables.GOLDEN_CUSTOMER,
                Tables.FEATURE_PARAMETER,
                Tables.SEGMENT_MEMBERSHIP,
                Tables.SEGMENT_SUMMARY),
            Mineable.ENTITIES.stream().map(Entity::table),
            Mineable.RESULTS.stream())
        .flatMap(tables -> tables)
        .toList();
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(
        Tables.SEGMENT_MEMBERSHIP,
        Tables.SEGMENT_SUMMARY,
        Tables.SEGMENT_FEATURE,
        Tables.CLUSTER_CHOICE,
        Tables.CLUSTER_FEATURE,
        Tables.SEGMENT_MIGRATION,
        Tables.PERSONA_DRIFT);
  }

  @Override
  public JobResult run(JobContext context) {
    List<ClusterSettings> analyses = context.settings().mining().clusters();
    if (analyses.isEmpty()) {
      return JobResult.of(0, 0, List.of());
    }
    List<Segmentation> done = new ArrayList<>();
    try {
      for (ClusterSettings analysis : analyses) {
        context.progress().phase("looking for segments of " + analysis.name());
        done.add(Segmentation.of(context, analysis));
      }
      context.progress().phase("writing segments");
      List<Commit> commits = new SegmentWriter(context, done).publish();
      long left = done.stream().mapToLong(Segmentation::left).sum();
      long rows = done.stream().mapToLong(Segmentation::rows).sum() + left;
      long accepted =
          context
              .lake()
              .read(Tables.SEGMENT_MEMBERSHIP)
              .where("family = '" + Family.CLUSTER + "'")
              .count();
      return new JobResult(
          rows,
          accepted,
          0,
          left,
          left == 0 ? Optional.empty() : Optional.of("left out by 'where': " + left),
          commits,
          Optional.empty(),
          done.stream().map(Segmentation::inWords).toList());
    } finally {
      done.forEach(Segmentation::release);
    }
  }
}
