package io.aurum.jobs.resolve;

import io.aurum.common.lake.Commit;
import io.aurum.common.match.IdentityAssignment;
import io.aurum.common.match.IdentityLedger;
import io.aurum.common.match.MatchInput;
import io.aurum.jobs.JobContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Gives the clusters their permanent ids and brings {@code customer_link} and {@code
 * identity_event} up to date.
 *
 * <p>Ids are assigned against the state before the run's date, and the run's outcome replaces what
 * former runs of the same date wrote: the tables are as if those had never been, so that there is
 * one account of each date and replaying the events gives the state. A run with the same outcome
 * commits nothing.
 *
 * <p>Two tables cannot change in one commit. Links of a former run of the date are withdrawn first,
 * events are replaced next, links are written last: a run that is killed in between leaves events
 * of a date without links, and events later than the last date that has links are not believed, but
 * replaced by the next run.
 */
final class IdentityUpdate {
  private final LinkHistory links;
  private final EventLog events;

  private IdentityUpdate(LinkHistory links, EventLog events) {
    this.links = links;
    this.events = events;
  }

  static IdentityUpdate of(JobContext context, MatchInput input, CustomerClusters customers) {
    LinkHistory links = LinkHistory.before(context);
    EventLog events = EventLog.until(links.settled(), context);
    IdentityAssignment assignment = assign(input, customers, links, events.ledger());
    for (int record = 0; record < input.size(); record++) {
      links.link(
          input.key(record),
          assignment.customerId(customers.clusterOfRecord()[record]),
          customers.method(record, input.row(record)).name().toLowerCase(Locale.ROOT));
    }
    assignment.events().forEach(events::tell);
    return new IdentityUpdate(links, events);
  }

  private static IdentityAssignment assign(
      MatchInput input, CustomerClusters customers, LinkHistory links, IdentityLedger ledger) {
    int[] previous = new int[input.size()];
    for (int record = 0; record < previous.length; record++) {
      previous[record] =
          links
              .before(input.key(record))
              .map(link -> ledger.number(link.customerId()))
              .orElse(IdentityLedger.NO_CUSTOMER);
    }
    int[] departed =
        links.endWithout(input).stream()
            .mapToInt(link -> ledger.number(link.customerId()))
            .toArray();
    return ledger.assign(input, customers.clusterOfRecord(), previous, departed);
  }

  /** Writes what changed. */
  List<Commit> commit() {
    List<Commit> commits = new ArrayList<>();
    if (!links.committed() || !events.committed()) {
      links.withdraw().ifPresent(commits::add);
      events.replace().ifPresent(commits::add);
      links.apply().ifPresent(commits::add);
    }
    return commits;
  }
}
