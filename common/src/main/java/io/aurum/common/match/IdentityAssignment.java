package io.aurum.common.match;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ids of a run's clusters, and how they differ from the state before. */
public final class IdentityAssignment {
  private static final String NEW_RECORDS = "its records are new";
  private static final String SPLIT_OFF = "its records belonged to other customers and left them";
  private static final String RETURNED =
      "the founding record of a customer that had ended is on its own again";

  private final long[] high;
  private final long[] low;
  private final int[] records;
  private final Origin[] origins;
  private final List<IdentityEvent> changes;

  /** Where a cluster's id comes from. */
  enum Origin {
    KEPT(""),
    NEW(NEW_RECORDS),
    SPLIT(SPLIT_OFF),
    REVIVED(RETURNED);

    private final String evidence;

    Origin(String evidence) {
      this.evidence = evidence;
    }
  }

  IdentityAssignment(
      long[] high, long[] low, int[] records, Origin[] origins, List<IdentityEvent> changes) {
    this.high = high;
    this.low = low;
    this.records = records;
    this.origins = origins;
    this.changes = changes;
  }

  /** Number of clusters, each of which is a customer. */
  public int customers() {
    return records.length;
  }

  /** The golden id of a cluster. */
  public String customerId(int cluster) {
    return IdentityLedger.format(high[cluster], low[cluster]);
  }

  /** Number of records in a cluster. */
  public int records(int cluster) {
    return records[cluster];
  }

  /** Whether the cluster's id stood for a customer before this run. */
  public boolean kept(int cluster) {
    return origins[cluster] == Origin.KEPT;
  }

  /** Number of customers whose id stood before this run. */
  public long keptIds() {
    return IntStream.range(0, customers()).filter(this::kept).count();
  }

  /**
   * What changed, in no particular order; one event per customer, type and other customer. Made
   * while it is read, so that a first run's millions of creations need no memory.
   */
  public Stream<IdentityEvent> events() {
    return Stream.concat(
        IntStream.range(0, customers()).filter(cluster -> !kept(cluster)).mapToObj(this::creation),
        changes.stream());
  }

  private IdentityEvent creation(int cluster) {
    String customer = customerId(cluster);
    return new IdentityEvent(
        customer,
        IdentityEvent.Type.CREATED,
        customer,
        records[cluster],
        origins[cluster].evidence);
  }
}
