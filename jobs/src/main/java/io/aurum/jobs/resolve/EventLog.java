package io.aurum.jobs.resolve;

import io.aurum.common.lake.Commit;
import io.aurum.common.match.IdentityEvent;
import io.aurum.common.match.IdentityLedger;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The rows of {@code identity_event}: those that tell how the state before the run's date came
 * about, and those of the run's date, which replace what former runs told of it.
 */
final class EventLog {
  private final JobContext context;
  private final IdentityLedger ledger = new IdentityLedger();

  /** What the table tells beyond the state before the date. */
  private final Set<Dated> later = new HashSet<>();

  private final Set<Dated> today = new HashSet<>();

  /** First date of which the table's rows are replaced. */
  private LocalDate replacedFrom;

  private EventLog(JobContext context) {
    this.context = context;
    this.replacedFrom = context.run().asOf();
  }

  private record Dated(LocalDate asOf, IdentityEvent event) {}

  /**
   * @param settled latest date before the run's whose links are committed; events of later dates
   *     were told by runs that did not finish
   */
  static EventLog until(Optional<LocalDate> settled, JobContext context) {
    EventLog log = new EventLog(context);
    context
        .lake()
        .read(Tables.IDENTITY_EVENT)
        .select("as_of", "customer_id", "event", "other_customer_id", "records", "evidence")
        .orderBy("as_of", "customer_id", "event", "other_customer_id")
        .collectAsList()
        .forEach(row -> log.replay(event(row), settled));
    return log;
  }

  private static Dated event(Row row) {
    return new Dated(
        row.getAs(0),
        new IdentityEvent(
            row.getString(1),
            IdentityEvent.Type.of(row.getString(2)),
            row.getString(3),
            row.getInt(4),
            row.getString(5)));
  }

  private void replay(Dated told, Optional<LocalDate> settled) {
    if (settled.isPresent() && !told.asOf().isAfter(settled.get())) {
      ledger.apply(told.event());
    } else {
      later.add(told);
      if (told.asOf().isBefore(replacedFrom)) {
        replacedFrom = told.asOf();
      }
    }
  }

  /** The ledger as it stood before the run's date. */
  IdentityLedger ledger() {
    return ledger;
  }

  /** Tells an event of the run's date. */
  void tell(IdentityEvent event) {
    today.add(new Dated(context.run().asOf(), event));
  }

  /** Whether the table already tells this and nothing else. */
  boolean committed() {
    return context.lake().exists(Tables.IDENTITY_EVENT) && later.equals(today);
  }

  /** Replaces what the table tells beyond the state before the date, in one atomic commit. */
  Optional<Commit> replace() {
    if (committed()) {
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    today.forEach(told -> rows.add(row(told)));
    return Optional.of(
        context
            .lake()
            .replaceWhere(
                Tables.IDENTITY_EVENT,
                context
                    .spark()
                    .createDataFrame(rows, context.lake().contract(Tables.IDENTITY_EVENT).schema()),
                "as_of >= date'%s'".formatted(replacedFrom)));
  }

  private Row row(Dated told) {
    IdentityEvent event = told.event();
    return RowFactory.create(
        told.asOf(),
        event.customerId(),
        event.type().label(),
        event.otherCustomerId(),
        event.records(),
        event.evidence(),
        context.run().runId());
  }
}
