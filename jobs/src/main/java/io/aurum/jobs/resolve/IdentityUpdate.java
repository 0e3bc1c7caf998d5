package io.aurum.jobs.resolve;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.match.IdentityAssignment;
import io.aurum.common.match.IdentityEvent;
import io.aurum.common.match.IdentityLedger;
import io.aurum.common.match.MatchInput;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Gives the clusters their permanent ids and brings {@code customer_link} and {@code
 * identity_event} up to date: only what changed is written, so a rerun on the same records commits
 * nothing.
 */
final class IdentityUpdate {
  private final JobContext context;
  private final List<Row> changedLinks = new ArrayList<>();
  private final List<Row> events = new ArrayList<>();
  private long keptIds;
  private long newIds;

  private IdentityUpdate(JobContext context) {
    this.context = context;
  }

  /** A link that holds so far. */
  private record Link(String customerId, LocalDate from, String method) {}

  static IdentityUpdate of(JobContext context, MatchInput input, CustomerClusters customers) {
    IdentityUpdate update = new IdentityUpdate(context);
    Set<String> createdToday = new HashSet<>();
    IdentityLedger ledger = update.replay(createdToday);
    Map<String, Link> links = update.currentLinks();
    int[] previous = new int[input.size()];
    for (int record = 0; record < previous.length; record++) {
      Link link = links.get(input.key(record));
      previous[record] = link == null ? -1 : ledger.number(link.customerId());
    }
    int[] departed = update.departed(input, links, ledger);
    IdentityAssignment assignment =
        ledger.assign(input, customers.clusterOfRecord(), previous, departed);
    update.compareLinks(input, customers, assignment, links);
    assignment.events().forEach(event -> update.addEvent(event, createdToday));
    update.countIds(assignment, createdToday);
    return update;
  }

  /**
   * The ledger as it stood before this run.
   *
   * @param createdToday receives the ids that the run's date already created
   */
  private IdentityLedger replay(Set<String> createdToday) {
    IdentityLedger ledger = new IdentityLedger();
    LocalDate today = context.run().asOf();
    List<Row> rows =
        context
            .lake()
            .read(Tables.IDENTITY_EVENT)
            .select("as_of", "customer_id", "event", "other_customer_id", "records", "evidence")
            .orderBy("as_of", "customer_id", "event", "other_customer_id")
            .collectAsList();
    for (Row row : rows) {
      IdentityEvent event =
          new IdentityEvent(
              row.getString(1),
              IdentityEvent.Type.of(row.getString(2)),
              row.getString(3),
              row.getInt(4),
              row.getString(5));
      ledger.apply(event);
      if (event.type() == IdentityEvent.Type.CREATED && row.<LocalDate>getAs(0).equals(today)) {
        createdToday.add(event.customerId());
      }
    }
    return ledger;
  }

  /** Links that hold, by key of the record. */
  private Map<String, Link> currentLinks() {
    Map<String, Link> links = new HashMap<>();
    context
        .lake()
        .read(Tables.CUSTOMER_LINK)
        .filter(col("effective_to").isNull())
        .select("source", "source_record_id", "customer_id", "effective_from", "link_method")
        .collectAsList()
        .forEach(
            row ->
                links.put(
                    MatchInput.key(row.getString(0), row.getString(1)),
                    new Link(row.getString(2), row.getAs(3), row.getString(4))));
    return links;
  }

  /** Closes the links of records that are gone; returns their customers' numbers. */
  private int[] departed(MatchInput input, Map<String, Link> links, IdentityLedger ledger) {
    Map<String, Link> gone = new HashMap<>(links);
    for (int record = 0; record < input.size(); record++) {
      gone.remove(input.key(record));
    }
    gone.forEach((key, link) -> closeLink(MatchInput.source(key), MatchInput.id(key), link));
    return gone.values().stream().mapToInt(link -> ledger.number(link.customerId())).toArray();
  }

  private void compareLinks(
      MatchInput input,
      CustomerClusters customers,
      IdentityAssignment assignment,
      Map<String, Link> links) {
    LocalDate today = context.run().asOf();
    for (int record = 0; record < input.size(); record++) {
      String customer = assignment.customerId(customers.clusterOfRecord()[record]);
      String method = customers.method(record, input.row(record)).name().toLowerCase(Locale.ROOT);
      Link link = links.get(input.key(record));
      boolean sameCustomer = link != null && link.customerId().equals(customer);
      if (sameCustomer && link.method().equals(method)) {
        continue;
      }
      if (link != null && !sameCustomer && link.from().isBefore(today)) {
        closeLink(input.source(record), input.id(record), link);
      }
      addLink(
          input.source(record),
          input.id(record),
          customer,
          sameCustomer ? link.from() : today,
          null,
          method);
    }
  }

  private void closeLink(String source, String id, Link link) {
    addLink(source, id, link.customerId(), link.from(), context.run().asOf(), link.method());
  }

  private void addLink(
      String source, String id, String customer, LocalDate from, LocalDate to, String method) {
    changedLinks.add(
        RowFactory.create(source, id, customer, from, to, method, context.run().runId()));
  }

  private void addEvent(IdentityEvent event, Set<String> createdToday) {
    if (event.type() == IdentityEvent.Type.CREATED) {
      createdToday.add(event.customerId());
    }
    events.add(
        RowFactory.create(
            context.run().asOf(),
            event.customerId(),
            event.type().label(),
            event.otherCustomerId(),
            event.records(),
            event.evidence(),
            context.run().runId()));
  }

  private void countIds(IdentityAssignment assignment, Set<String> createdToday) {
    for (int cluster = 0; cluster < assignment.customers(); cluster++) {
      if (createdToday.contains(assignment.customerId(cluster))) {
        newIds++;
      } else {
        keptIds++;
      }
    }
  }

  /** Customers whose id is older than the run's date. */
  long keptIds() {
    return keptIds;
  }

  /** Customers whose id was given on the run's date, in this or an earlier attempt. */
  long newIds() {
    return newIds;
  }

  /** Writes what changed. */
  List<Commit> commit() {
    List<Commit> commits = new ArrayList<>();
    write(commits, Tables.CUSTOMER_LINK, changedLinks);
    write(commits, Tables.IDENTITY_EVENT, events);
    return commits;
  }

  private void write(List<Commit> commits, TableSpec table, List<Row> rows) {
    Lake lake = context.lake();
    SparkSession spark = context.spark();
    if (!lake.exists(table)) {
      commits.add(lake.append(table, spark.createDataFrame(rows, lake.contract(table).schema())));
    } else if (!rows.isEmpty()) {
      commits.add(lake.merge(table, spark.createDataFrame(rows, lake.contract(table).schema())));
    }
  }
}
