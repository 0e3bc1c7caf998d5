package io.aurum.jobs.golden;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.merge.LinkedRecords;
import io.aurum.common.merge.SurvivorshipPlan;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.Column;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Merges the records of every customer into one golden record.
 *
 * <p><b>In:</b> the accepted records, their current links and supplied values. <b>Out:</b> {@code
 * golden_customer}, one row per customer with the surviving value of every attribute in the type of
 * its kind, and {@code golden_lineage}, one row per surviving value: the record it came from, the
 * rule that decided, how many records agree, and the best of what it beat.
 *
 * <p><b>Survivorship.</b> Each attribute has an ordered list of rules, from its kind or from the
 * configuration; attribute groups, such as an address, survive whole. The rules and what they mean
 * are described at {@link io.aurum.common.match.Survivorship}. Content breaks every tie, so the
 * result does not depend on record ids, the order of rows or the number of partitions.
 *
 * <p><b>Supplied values.</b> What trusted suppliers fill and update ({@code supplied_value}) stands
 * in the place of what survived, with the rule {@code enriched}, the supplier's record as winner
 * and the former value first among what it beat; once the licence has expired it does not.
 *
 * <p><b>Facts of the customer.</b> It is an organisation where more of its records are of
 * organisations than of persons, a person where any record is, else anonymous; it counts its
 * records and sources and was seen from the earliest to the latest {@code known_at} of its records.
 *
 * <p><b>Customers that ended.</b> A customer that was there before and has no record left, because
 * the records went away or belong to another customer now, stays as a row with status {@code
 * retired}, without values and without lineage: the id remains explainable, and personal data does
 * not outlive its records.
 *
 * <p><b>How.</b> One join and one shuffle by customer; the records of a customer then stream past,
 * one customer in memory at a time, so that a customer of a hundred thousand records is no problem.
 * The merged customers are kept on local disk or in memory while both tables are written. Each
 * table is replaced in one atomic commit.
 *
 * <p><b>Accounting.</b> Rows in are the accepted records, counted from the metadata of their table;
 * rows accepted are the sum of {@code golden_customer.records} over what was committed. Nothing is
 * quarantined or dropped: a record without a link, or with two, is a bug, and stops the job before
 * it writes.
 */
public final class GoldenJob implements Job {
  private static final String RETIRED = "retired";
  private static final Set<String> KEPT_WHEN_RETIRED =
      Set.of("customer_id", "profile_kind", "first_seen", "last_seen");

  @Override
  public String name() {
    return "golden";
  }

  @Override
  public String summary() {
    return "Merges the records of every customer into one golden record, with the lineage of every value.";
  }

  @Override
  public String purpose() {
    return "Keep one accurate record per customer (accuracy and minimisation of personal data).";
  }

  @Override
  public List<TableSpec> reads() {
    return List.of(
        Tables.VALID_RECORD, Tables.CUSTOMER_LINK, Tables.SUPPLIED_VALUE, Tables.GOLDEN_CUSTOMER);
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(Tables.GOLDEN_CUSTOMER, Tables.GOLDEN_LINEAGE);
  }

  @Override
  public JobResult run(JobContext context) {
    Lake lake = context.lake();
    SurvivorshipPlan plan = SurvivorshipPlan.of(context.settings());
    context.progress().phase("merging the records of each customer");
    Dataset<Row> merged = merge(context, plan).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      requireEveryRecordOnce(lake, merged);
      context.progress().phase("writing golden customers");
      Commit customers =
          lake.replace(Tables.GOLDEN_CUSTOMER, withRetired(lake, merged, context.run().runId()));
      context.progress().phase("writing their lineage");
      Commit lineage = lake.replace(Tables.GOLDEN_LINEAGE, lineage(merged, context.run().runId()));
      return JobResult.of(
          lake.count(Tables.VALID_RECORD),
          records(lake.read(Tables.GOLDEN_CUSTOMER)),
          List.of(customers, lineage));
    } finally {
      merged.unpersist();
    }
  }

  private static Dataset<Row> merge(JobContext context, SurvivorshipPlan plan) {
    Lake lake = context.lake();
    var layout = LinkedRecords.of(context.settings());
    var schema =
        CustomerMerger.schema(
            lake.contract(Tables.GOLDEN_CUSTOMER), lake.contract(Tables.GOLDEN_LINEAGE));
    Dataset<Row> records =
        SuppliedValues.joined(
            LinkedRecords.laidOut(
                LinkedRecords.linked(lake),
                plan.attributes(),
                col("content_hash"),
                col("profile_kind")),
            lake,
            context.run().asOf());
    return LinkedRecords.sideBySide(records)
        .mapPartitions(
            new CustomerMerger(plan, layout, context.run().runId()), Encoders.row(schema));
  }

  private static void requireEveryRecordOnce(Lake lake, Dataset<Row> merged) {
    long valid = lake.count(Tables.VALID_RECORD);
    long linked = records(merged);
    if (linked != valid) {
      throw AurumException.of(
          ExitCode.BUG,
          "%d accepted records, but %d records in customers.".formatted(valid, linked),
          "a record has no current link in customer_link, or more than one",
          "run 'aurum run --from resolve' again; if that does not help, report it");
    }
  }

  private static long records(Dataset<Row> customers) {
    Row total = customers.agg(sum("records")).head();
    return total.isNullAt(0) ? 0 : total.getLong(0);
  }

  /** The merged customers and those of before that have no record left. */
  private static Dataset<Row> withRetired(Lake lake, Dataset<Row> merged, String runId) {
    Dataset<Row> active = merged.drop(CustomerMerger.LINEAGE);
    if (!lake.exists(Tables.GOLDEN_CUSTOMER)) {
      return active;
    }
    Dataset<Row> ended =
        lake.read(Tables.GOLDEN_CUSTOMER)
            .join(active.select("customer_id"), "customer_id", "left_anti");
    return active.unionByName(
        ended.select(
            lake.contract(Tables.GOLDEN_CUSTOMER).columns().stream()
                .map(column -> retired(column, runId))
                .toArray(org.apache.spark.sql.Column[]::new)));
  }

  private static org.apache.spark.sql.Column retired(Column column, String runId) {
    if (KEPT_WHEN_RETIRED.contains(column.name())) {
      return col(column.name());
    }
    var value =
        switch (column.name()) {
          case "status" -> lit(RETIRED);
          case "run_id" -> lit(runId);
          case "source_names" -> lit("");
          case "sources", "records" -> lit(0);
          default -> lit(null).cast(column.type());
        };
    return value.as(column.name());
  }

  private static Dataset<Row> lineage(Dataset<Row> merged, String runId) {
    return merged
        .select(col("customer_id"), explode(col(CustomerMerger.LINEAGE)).as("entry"))
        .select(col("customer_id"), col("entry.*"), lit(runId).as("run_id"));
  }
}
