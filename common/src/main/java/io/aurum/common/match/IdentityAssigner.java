package io.aurum.common.match;

import io.aurum.common.match.IdentityAssignment.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * One assignment of ids to clusters, by the rules of {@link IdentityLedger}. Linear but for sorting
 * the overlaps of clusters and former customers, which tell what moved.
 */
final class IdentityAssigner {
  private static final int NONE = -1;

  private final IdentityLedger ledger;
  private final FoundingRecords records;
  private final int[] clusterOf;
  private final int[] previousOf;
  private final int[] departedFrom;

  private final int[] recordsOf;

  /** The earliest record of each cluster. */
  private final int[] founderOf;

  /**
   * The earliest record of each cluster that had a customer; none where all its records are new.
   */
  private final int[] decisiveOf;

  /** The record that each former customer follows; none where all its records are gone. */
  private final int[] anchorOf;

  /** Overlaps of clusters and former customers, ascending: cluster in the upper half. */
  private long[] overlaps;

  private int[] shared;
  private int[] customersOfCluster;
  private int[] clustersOfCustomer;

  private final int[] customerOfCluster;
  private final int[] clusterOfCustomer;

  IdentityAssigner(
      IdentityLedger ledger,
      FoundingRecords records,
      int[] clusterOf,
      int[] previousOf,
      int[] departedFrom) {
    this.ledger = ledger;
    this.records = records;
    this.clusterOf = clusterOf;
    this.previousOf = previousOf;
    this.departedFrom = departedFrom;
    int clusters = Arrays.stream(clusterOf).max().orElse(NONE) + 1;
    this.recordsOf = new int[clusters];
    this.founderOf = none(clusters);
    this.decisiveOf = none(clusters);
    this.anchorOf = none(ledger.size());
    this.customerOfCluster = none(clusters);
    this.clusterOfCustomer = none(ledger.size());
  }

  IdentityAssignment assign() {
    findEarliestRecords();
    findAnchors();
    findOverlaps();
    keepCustomers();
    return result();
  }

  private void findEarliestRecords() {
    for (int record = 0; record < clusterOf.length; record++) {
      int cluster = clusterOf[record];
      recordsOf[cluster]++;
      keepEarlier(founderOf, cluster, record);
      if (previousOf[record] != NONE) {
        keepEarlier(decisiveOf, cluster, record);
        keepEarlier(anchorOf, previousOf[record], record);
      }
    }
    for (int cluster = 0; cluster < recordsOf.length; cluster++) {
      if (recordsOf[cluster] == 0) {
        throw new IllegalArgumentException("No record is in cluster " + cluster);
      }
    }
  }

  private void keepEarlier(int[] earliest, int of, int record) {
    if (earliest[of] == NONE || records.compare(record, earliest[of]) < 0) {
      earliest[of] = record;
    }
  }

  /**
   * A customer follows its founding record. That is its earliest record, unless an earlier one
   * joined it late; where the founding record is gone, the earliest one that remains takes its
   * place.
   */
  private void findAnchors() {
    var unproved = new BitSet(anchorOf.length);
    for (int customer = 0; customer < anchorOf.length; customer++) {
      unproved.set(customer, anchorOf[customer] != NONE && !founded(anchorOf[customer], customer));
    }
    for (int record = 0; record < clusterOf.length && !unproved.isEmpty(); record++) {
      int customer = previousOf[record];
      if (customer != NONE && unproved.get(customer) && founded(record, customer)) {
        anchorOf[customer] = record;
        unproved.clear(customer);
      }
    }
  }

  private boolean founded(int record, int customer) {
    return Arrays.equals(IdentityLedger.ownId(records, record), ledger.id(customer));
  }

  private void findOverlaps() {
    long[] links = new long[clusterOf.length];
    int count = 0;
    for (int record = 0; record < clusterOf.length; record++) {
      if (previousOf[record] != NONE) {
        links[count++] = overlap(clusterOf[record], previousOf[record]);
      }
    }
    Arrays.sort(links, 0, count);
    countRuns(links, count);
    customersOfCluster = new int[recordsOf.length];
    clustersOfCustomer = new int[ledger.size()];
    for (long overlap : overlaps) {
      customersOfCluster[cluster(overlap)]++;
      clustersOfCustomer[customer(overlap)]++;
    }
  }

  private void countRuns(long[] sorted, int count) {
    shared = new int[count];
    int runs = 0;
    for (int i = 0; i < count; i++) {
      if (i > 0 && sorted[i] == sorted[runs - 1]) {
        shared[runs - 1]++;
      } else {
        sorted[runs] = sorted[i];
        shared[runs++] = 1;
      }
    }
    overlaps = Arrays.copyOf(sorted, runs);
  }

  private void keepCustomers() {
    for (int cluster = 0; cluster < decisiveOf.length; cluster++) {
      if (decisiveOf[cluster] != NONE) {
        int customer = previousOf[decisiveOf[cluster]];
        if (clusterOf[anchorOf[customer]] == cluster) {
          customerOfCluster[cluster] = customer;
          clusterOfCustomer[customer] = cluster;
        }
      }
    }
  }

  private IdentityAssignment result() {
    int clusters = recordsOf.length;
    var high = new long[clusters];
    var low = new long[clusters];
    var origins = new Origin[clusters];
    BitSet held = heldCustomers();
    for (int cluster = 0; cluster < clusters; cluster++) {
      int customer = customerOfCluster[cluster];
      long[] id =
          customer == NONE
              ? ledger.unusedId(records, newFounder(cluster), held)
              : ledger.id(customer);
      high[cluster] = id[0];
      low[cluster] = id[1];
      origins[cluster] = origin(cluster, id);
    }
    List<IdentityEvent> changes = new ArrayList<>();
    var assignment = new IdentityAssignment(high, low, recordsOf, origins, changes);
    addMoves(assignment, changes);
    addRetirements(changes);
    return assignment;
  }

  private int newFounder(int cluster) {
    return decisiveOf[cluster] == NONE ? founderOf[cluster] : decisiveOf[cluster];
  }

  private Origin origin(int cluster, long[] id) {
    if (customerOfCluster[cluster] != NONE) {
      return Origin.KEPT;
    }
    if (ledger.holds(id)) {
      return Origin.REVIVED;
    }
    return customersOfCluster[cluster] > 0 ? Origin.SPLIT : Origin.NEW;
  }

  /** Customers that have links, whatever becomes of them in this run. */
  private BitSet heldCustomers() {
    var held = new BitSet(ledger.size());
    for (long overlap : overlaps) {
      held.set(customer(overlap));
    }
    for (int customer : departedFrom) {
      held.set(customer);
    }
    return held;
  }

  /** Every overlap that is not its customer's own cluster moved records to another customer. */
  private void addMoves(IdentityAssignment assignment, List<IdentityEvent> changes) {
    for (int i = 0; i < overlaps.length; i++) {
      int cluster = cluster(overlaps[i]);
      int customer = customer(overlaps[i]);
      if (clusterOfCustomer[customer] == cluster) {
        continue;
      }
      String giver = ledger.customerId(customer);
      String taker = assignment.customerId(cluster);
      boolean ended =
          clusterOfCustomer[customer] == NONE && clusterOf[anchorOf[customer]] == cluster;
      changes.add(ended ? absorbed(giver, taker, shared[i]) : split(giver, taker, shared[i]));
      if (customerOfCluster[cluster] != NONE) {
        changes.add(merged(taker, giver, shared[i]));
      }
    }
  }

  private void addRetirements(List<IdentityEvent> changes) {
    var lost = new int[ledger.size()];
    for (int customer : departedFrom) {
      lost[customer]++;
    }
    for (int customer = 0; customer < lost.length; customer++) {
      if (lost[customer] > 0 && clustersOfCustomer[customer] == 0) {
        changes.add(retired(ledger.customerId(customer), lost[customer]));
      }
    }
  }

  private static IdentityEvent absorbed(String giver, String taker, int records) {
    return new IdentityEvent(
        giver, IdentityEvent.Type.ABSORBED, taker, records, "its founding record is in the other");
  }

  private static IdentityEvent split(String giver, String taker, int records) {
    return new IdentityEvent(
        giver,
        IdentityEvent.Type.SPLIT,
        taker,
        records,
        "a part of its records left for the other");
  }

  private static IdentityEvent merged(String taker, String giver, int records) {
    return new IdentityEvent(
        taker, IdentityEvent.Type.MERGED, giver, records, "it holds records of the other");
  }

  private static IdentityEvent retired(String customer, int records) {
    return new IdentityEvent(
        customer, IdentityEvent.Type.RETIRED, customer, records, "its last record went away");
  }

  private static long overlap(int cluster, int customer) {
    return (long) cluster << 32 | customer;
  }

  private static int cluster(long overlap) {
    return (int) (overlap >>> 32);
  }

  private static int customer(long overlap) {
    return (int) overlap;
  }

  private static int[] none(int length) {
    var none = new int[length];
    Arrays.fill(none, NONE);
    return none;
  }
}
