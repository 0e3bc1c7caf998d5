package io.aurum.jobs.enrich;

import io.aurum.common.match.Survivorship.Candidate;
import io.aurum.common.merge.LinkedRecords;
import io.aurum.common.merge.SurvivorshipPlan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Turns a stream of records, the customer's own and those of suppliers side by side, into rows of
 * {@code supplied_value}. Holds one customer at a time.
 */
final class AuditedCustomers implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final SurvivorshipPlan plan;
  private final LinkedRecords layout;
  private final ArrayList<Terms> suppliers;
  private final String runId;

  /**
   * @param suppliers in the order in which they may fill and update
   */
  AuditedCustomers(
      SurvivorshipPlan plan, LinkedRecords layout, List<Terms> suppliers, String runId) {
    this.plan = plan;
    this.layout = layout;
    this.suppliers = new ArrayList<>(suppliers);
    this.runId = runId;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> records) {
    var audit = new Audit(plan, suppliers);
    Map<String, String> supplierOfSource =
        suppliers.stream().collect(Collectors.toMap(Terms::source, Terms::supplier));
    return new Iterator<>() {
      private Row ahead = records.hasNext() ? records.next() : null;
      private Iterator<Row> ready = List.<Row>of().iterator();

      @Override
      public boolean hasNext() {
        while (!ready.hasNext() && ahead != null) {
          ready = audited().iterator();
        }
        return ready.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return ready.next();
      }

      private List<Row> audited() {
        String customer = layout.customer(ahead);
        List<Candidate> own = new ArrayList<>();
        Map<String, List<Candidate>> supplied = new HashMap<>();
        while (ahead != null && layout.customer(ahead).equals(customer)) {
          Candidate record = layout.candidate(ahead);
          String supplier = supplierOfSource.get(record.source());
          (supplier == null ? own : supplied.computeIfAbsent(supplier, any -> new ArrayList<>()))
              .add(record);
          ahead = records.hasNext() ? records.next() : null;
        }
        return audit.of(own, supplied).stream().map(found -> row(customer, found)).toList();
      }
    };
  }

  private Row row(String customer, Finding found) {
    return RowFactory.create(
        customer,
        plan.attributes().get(found.attribute()).name(),
        found.terms().supplier(),
        found.record().source(),
        found.record().recordId(),
        Instant.EPOCH.plus(found.record().knownAt(), ChronoUnit.MICROS),
        found.value(),
        found.comparison().label(),
        found.outcome().label(),
        found.terms().licenceExpires(),
        runId);
  }
}
