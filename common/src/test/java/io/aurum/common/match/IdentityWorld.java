package io.aurum.common.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small world of records, resolved again and again. A record is named by a letter and a number;
 * the number is the time at which it became known, its content is {@code content-<name>}, its key
 * {@code key-<name>}.
 */
final class IdentityWorld {
  private final IdentityLedger ledger = new IdentityLedger();
  private final Map<String, String> links = new HashMap<>();
  private final List<List<IdentityEvent>> history = new ArrayList<>();

  /** Resolves the records into clusters, each given as names separated by blanks. */
  IdentityAssignment run(String... clusters) {
    List<String> names = new ArrayList<>();
    List<Integer> clusterOf = new ArrayList<>();
    for (int cluster = 0; cluster < clusters.length; cluster++) {
      for (String name : clusters[cluster].split(" ", -1)) {
        names.add(name);
        clusterOf.add(cluster);
      }
    }
    return run(names, clusterOf);
  }

  /** Resolves records into the clusters given beside them. */
  IdentityAssignment run(List<String> names, List<Integer> clusterOf) {
    Set<String> present = new HashSet<>(names);
    int[] departed =
        links.entrySet().stream()
            .filter(link -> !present.contains(link.getKey()))
            .mapToInt(link -> ledger.number(link.getValue()))
            .toArray();
    IdentityAssignment assignment =
        ledger.assign(
            records(names),
            clusterOf.stream().mapToInt(Integer::intValue).toArray(),
            names.stream()
                .mapToInt(name -> links.containsKey(name) ? ledger.number(links.get(name)) : -1)
                .toArray(),
            departed);
    history.add(assignment.events().toList());
    lastEvents().forEach(ledger::apply);
    links.clear();
    for (int record = 0; record < names.size(); record++) {
      links.put(names.get(record), assignment.customerId(clusterOf.get(record)));
    }
    return assignment;
  }

  IdentityLedger ledger() {
    return ledger;
  }

  /** The customer of a record after the last run. */
  String id(String name) {
    return links.get(name);
  }

  Map<String, String> links() {
    return Map.copyOf(links);
  }

  Set<String> currentIds() {
    return new HashSet<>(links.values());
  }

  List<IdentityEvent> lastEvents() {
    return history.get(history.size() - 1);
  }

  List<List<IdentityEvent>> history() {
    return history;
  }

  static FoundingRecords records(List<String> names) {
    String[] records = names.toArray(String[]::new);
    return new FoundingRecords() {
      @Override
      public int size() {
        return records.length;
      }

      @Override
      public long firstKnownAt(int record) {
        return Long.parseLong(records[record].substring(1));
      }

      @Override
      public String firstContentHash(int record) {
        return "content-" + records[record];
      }

      @Override
      public String key(int record) {
        return "key-" + records[record];
      }

      @Override
      public String toString() {
        return Arrays.toString(records);
      }
    };
  }
}
