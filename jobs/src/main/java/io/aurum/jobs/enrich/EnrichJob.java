package io.aurum.jobs.enrich;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.aurum.common.config.EnrichSettings.Supplier;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.merge.LinkedRecords;
import io.aurum.common.merge.SurvivorshipPlan;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Holds what is known of customers against what trusted suppliers of data say, and decides what
 * these fill and update.
 *
 * <p><b>In:</b> the suppliers' accepted records, and the customers' own with their current links.
 * <b>Out:</b> {@code supplier_link}, one row for each record of a supplier: the customer that it is
 * about, or why it is not used; {@code supplied_value}, one row for each value that a supplier has
 * for a customer: how it compares with the customer's own and what becomes of it; {@code
 * enrichment_agreement}, the figures of both by supplier and attribute.
 *
 * <p><b>Matching.</b> A record that names a customer, by a key of one of your sources or by a
 * golden id, is about that one. Else the configured combinations of attributes are compared with
 * those of each of the customers' records, exactly and in their order. What fits several customers
 * is ambiguous; records of one supplier that do not say the same of one customer contradict each
 * other. Both are counted and never used.
 *
 * <p><b>Comparing.</b> The value that survives among the customer's own records, by the same {@link
 * io.aurum.common.match.Survivorship} that makes the golden record, against the supplier's, by the
 * comparator of the kind: equal, near or different. What other suppliers say plays no part, so that
 * agreement is agreement of independent witnesses.
 *
 * <p><b>Filling and updating.</b> Decided here and set by {@code golden}, which stays the only
 * writer of golden customers. So each run makes enrichment anew: {@code golden} alone can be run
 * again, a date can be computed again, and a value whose supplier, record or licence is gone is
 * gone from the customers too. What a supplier's record says never counts as a record of the
 * customer.
 *
 * <p><b>Licence.</b> After its last day nothing of a supplier is matched, compared or set; its
 * records go when files are next taken in.
 *
 * <p>Options: {@code enrich.suppliers}; {@code sources.<name>.trust} decides which of two suppliers
 * fills, and whether one is trusted more than a customer's own source.
 *
 * <p><b>Accounting.</b> Rows in are the suppliers' accepted records, counted from the metadata of
 * their table; accepted are those matched, dropped all others, by reason, both counted on what was
 * committed to {@code supplier_link}.
 */
public final class EnrichJob implements Job {
  @Override
  public String name() {
    return "enrich";
  }

  @Override
  public String summary() {
    return "Verifies customers against trusted suppliers of data and decides what these fill.";
  }

  @Override
  public String purpose() {
    return "Keep personal data accurate and complete by data licensed for the stated purpose.";
  }

  @Override
  public List<TableSpec> reads() {
    return List.of(Tables.VALID_RECORD, Tables.CUSTOMER_LINK, Tables.SUPPLIER_RECORD);
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(Tables.SUPPLIER_LINK, Tables.SUPPLIED_VALUE, Tables.ENRICHMENT_AGREEMENT);
  }

  @Override
  public JobResult run(JobContext context) {
    Lake lake = context.lake();
    boolean idle =
        context.settings().enrich().suppliers().isEmpty()
            && lake.count(Tables.SUPPLIER_RECORD) == 0
            && writes().stream().noneMatch(lake::exists);
    return idle ? JobResult.of(0, 0, List.of()) : enrich(context);
  }

  private static JobResult enrich(JobContext context) {
    Lake lake = context.lake();
    List<Supplier> licensed = Terms.licensed(context.settings(), context.run().asOf());
    List<Commit> commits = new ArrayList<>();
    context
        .progress()
        .phase("matching %,d records of suppliers".formatted(lake.count(Tables.SUPPLIER_RECORD)));
    var links = new SupplierLinks(lake, context.settings(), licensed, context.run());
    commits.add(lake.replace(Tables.SUPPLIER_LINK, links.rows()));
    context.progress().phase("comparing them with customers");
    commits.add(lake.replace(Tables.SUPPLIED_VALUE, values(context, licensed)));
    var agreement = Agreement.in(lake, context.run());
    commits.add(
        lake.publish(
            Tables.ENRICHMENT_AGREEMENT,
            context
                .spark()
                .createDataFrame(
                    agreement.rows(context.settings()),
                    lake.contract(Tables.ENRICHMENT_AGREEMENT).schema())));
    return result(lake, agreement, commits);
  }

  private static Dataset<Row> values(JobContext context, List<Supplier> licensed) {
    Lake lake = context.lake();
    SurvivorshipPlan plan = SurvivorshipPlan.of(context.settings());
    Dataset<Row> matched =
        lake.read(Tables.SUPPLIER_LINK)
            .where(col("status").equalTo(SupplierLinks.MATCHED))
            .select("source", "source_record_id", "customer_id");
    Dataset<Row> own =
        LinkedRecords.linked(lake)
            .join(matched.select("customer_id").distinct(), "customer_id", "left_semi");
    Dataset<Row> supplied =
        lake.read(Tables.SUPPLIER_RECORD)
            .join(matched, new String[] {"source", "source_record_id"}, "inner");
    Dataset<Row> bothSides =
        LinkedRecords.laidOut(own, plan.attributes(), col("content_hash"), col("profile_kind"))
            .union(LinkedRecords.laidOut(supplied, plan.attributes(), col("row_hash"), lit("")));
    return LinkedRecords.sideBySide(bothSides)
        .mapPartitions(
            new AuditedCustomers(
                plan,
                LinkedRecords.of(context.settings()),
                licensed.stream().map(Terms::of).toList(),
                context.run().runId()),
            Encoders.row(lake.contract(Tables.SUPPLIED_VALUE).schema()));
  }

  private static JobResult result(Lake lake, Agreement agreement, List<Commit> commits) {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put(SupplierLinks.UNMATCHED, "fit no customer");
    reasons.put(SupplierLinks.AMBIGUOUS, "fit several customers");
    reasons.put(SupplierLinks.CONTRADICTED, "contradict another record of their supplier");
    reasons.put(SupplierLinks.EXPIRED, "of suppliers whose licence has expired");
    reasons.put(SupplierLinks.UNUSED, "of sources that no supplier uses");
    Stream<String> dropped = reasons.keySet().stream();
    List<String> words =
        reasons.entrySet().stream()
            .filter(reason -> agreement.records(reason.getKey()) > 0)
            .map(
                reason ->
                    "%,d rows %s".formatted(agreement.records(reason.getKey()), reason.getValue()))
            .toList();
    return new JobResult(
        lake.count(Tables.SUPPLIER_RECORD),
        agreement.records(SupplierLinks.MATCHED),
        0,
        dropped.mapToLong(agreement::records).sum(),
        words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words)),
        commits,
        Optional.empty());
  }
}
