package io.aurum.jobs.outlier;

import io.aurum.common.table.Entity;
import io.aurum.common.table.Mineable;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the records of tables that are not like the others: the analyses under {@code outlier}.
 *
 * <p><b>In:</b> any table that an analysis can name: plain tables, facts, results about customers.
 * <b>Out:</b> {@code record_outlier}, every record with its score, and {@code
 * record_outlier_feature}, the values that make each outlier odd.
 *
 * <p><b>Score.</b> Isolation forest, ECOD, COPOD, HBOS and nearest neighbours in samples look at
 * each record, without labels; see {@link io.aurum.common.outlier}. They learn in one place, from
 * rows ordered by content; of very many rows from a part drawn by key. All rows are scored where
 * they are. Rows with the same values get the same score.
 *
 * <p><b>Outliers</b> are the records above a gap in the scores, or as many as are expected. Each
 * has its reasons: values that, made ordinary, would make it an ordinary record. The suspected type
 * is the first of the configuration whose condition holds.
 *
 * <p><b>Accounting.</b> Rows in are the rows of the analyses' tables; accepted are those with a
 * score, counted on what was committed. A table with too few rows to tell what is ordinary is
 * dropped, with a note.
 */
public final class OutlierJob implements Job {
  @Override
  public String name() {
    return "outlier";
  }

  @Override
  public String summary() {
    return "Finds odd records in any table, says why they are odd and what they may be.";
  }

  @Override
  public String purpose() {
    return "Find errors, tests, abuse and exceptional customers; people decide what follows.";
  }

  @Override
  public List<TableSpec> reads() {
    return Stream.of(
            Stream.of(Tables.TABLE_ROW, Tables.CUSTOMER_LINK),
            Mineable.ENTITIES.stream().map(Entity::table),
            Mineable.RESULTS.stream())
        .flatMap(tables -> tables)
        .toList();
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(Tables.RECORD_OUTLIER, Tables.RECORD_OUTLIER_FEATURE);
  }

  @Override
  public JobResult run(JobContext context) {
    return context.settings().mining().outliers().isEmpty()
        ? JobResult.of(0, 0, List.of())
        : new OutlierSearch(context).publish();
  }
}
