package io.aurum.common.match;

import io.aurum.common.match.IdentityAssignment.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * One assignment of ids to clusters, by the rules of {@link IdentityLedger}. Sorts the shared
 * records once and is linear otherwise; only overlaps that are contested, where a cluster meets
 * several customers or a customer several clusters, are ordered.
 */
final class IdentityAssigner {
  private static final int NONE = -1;

  private final IdentityLedger ledger;
  private final FoundingRecords records;
  private final int[] clusterOf;
  private final int[] previousOf;
  private final int[] departedFrom;

  private final int[] recordsOf;
  private final int[] founderOf;

  /** Overlaps of clusters and former customers, ascending: cluster in the upper half. */
  private long[] overlaps;

  private int[] shared;
  private int[] customersOfCluster;
  private int[] clustersOfCustomer;

  private final int[] customerOfCluster;
  private final int[] clusterOfCustomer;

  /** The best contested overlap of a customer; where it ends if it gets no cluster. */
  private final int[] strongest;

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
    this.founderOf = new int[clusters];
    this.customerOfCluster = new int[clusters];
    this.clusterOfCustomer = new int[ledger.size()];
    this.strongest = new int[ledger.size()];
  }

  IdentityAssignment assign() {
    findFounders();
    findOverlaps();
    pairCustomersWithClusters();
    return result();
  }

  private void findFounders() {
    Arrays.fill(founderOf, NONE);
    for (int record = 0; record < clusterOf.length; record++) {
      int cluster = clusterOf[record];
      recordsOf[cluster]++;
      if (founderOf[cluster] == NONE || records.compare(record, founderOf[cluster]) < 0) {
        founderOf[cluster] = record;
      }
    }
    for (int cluster = 0; cluster < recordsOf.length; cluster++) {
      if (recordsOf[cluster] == 0) {
        throw new IllegalArgumentException("No record is in cluster " + cluster);
      }
    }
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

  private void pairCustomersWithClusters() {
    Arrays.fill(customerOfCluster, NONE);
    Arrays.fill(clusterOfCustomer, NONE);
    Arrays.fill(strongest, NONE);
    List<Contest> contests = new ArrayList<>();
    for (int i = 0; i < overlaps.length; i++) {
      if (contested(overlaps[i])) {
        contests.add(new Contest(i));
      } else {
        pair(overlaps[i]);
      }
    }
    findFounders(contests);
    contests.sort(
        (a, b) ->
            shared[a.index] == shared[b.index]
                ? records.compare(a.founder, b.founder)
                : Integer.compare(shared[b.index], shared[a.index]));
    for (Contest contest : contests) {
      long overlap = overlaps[contest.index];
      if (strongest[customer(overlap)] == NONE) {
        strongest[customer(overlap)] = contest.index;
      }
      if (customerOfCluster[cluster(overlap)] == NONE
          && clusterOfCustomer[customer(overlap)] == NONE) {
        pair(overlap);
      }
    }
  }

  private boolean contested(long overlap) {
    return customersOfCluster[cluster(overlap)] > 1 || clustersOfCustomer[customer(overlap)] > 1;
  }

  private void pair(long overlap) {
    customerOfCluster[cluster(overlap)] = customer(overlap);
    clusterOfCustomer[customer(overlap)] = cluster(overlap);
  }

  /** Finds the earliest shared record of every contested overlap. */
  private void findFounders(List<Contest> contests) {
    long[] keys = contests.stream().mapToLong(contest -> overlaps[contest.index]).toArray();
    for (int record = 0; record < clusterOf.length && keys.length > 0; record++) {
      if (previousOf[record] != NONE) {
        long overlap = overlap(clusterOf[record], previousOf[record]);
        if (contested(overlap)) {
          Contest contest = contests.get(Arrays.binarySearch(keys, overlap));
          if (contest.founder == NONE || records.compare(record, contest.founder) < 0) {
            contest.founder = record;
          }
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
              ? ledger.unusedId(records, founderOf[cluster], held)
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
      boolean ended = clusterOfCustomer[customer] == NONE && strongest[customer] == i;
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
        giver,
        IdentityEvent.Type.ABSORBED,
        taker,
        records,
        "its records are in other customers, most of them in this one");
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

  /** An overlap that is not alone; {@code index} into the overlaps, founder among the shared. */
  private static final class Contest {
    private final int index;
    private int founder = NONE;

    Contest(int index) {
      this.index = index;
    }
  }
}
