package io.aurum.jobs.golden;

import io.aurum.common.match.Survivorship.Candidate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The records of one customer while they stream by. */
final class Customer {
  private static final String PERSON = "person";
  private static final String ORGANISATION = "organisation";
  private static final String ANONYMOUS = "anonymous";

  private final String id;
  private final List<Candidate> candidates = new ArrayList<>();
  private final TreeSet<String> sources = new TreeSet<>();
  private long firstSeen = Long.MAX_VALUE;
  private long lastSeen = Long.MIN_VALUE;
  private int persons;
  private int organisations;

  Customer(String id) {
    this.id = id;
  }

  void add(Candidate candidate, String profileKind) {
    candidates.add(candidate);
    sources.add(candidate.source());
    firstSeen = Math.min(firstSeen, candidate.knownAt());
    lastSeen = Math.max(lastSeen, candidate.knownAt());
    persons += profileKind.equals(PERSON) ? 1 : 0;
    organisations += profileKind.equals(ORGANISATION) ? 1 : 0;
  }

  String id() {
    return id;
  }

  List<Candidate> candidates() {
    return candidates;
  }

  /**
   * An organisation where more records say so than say person; a person where any record does; else
   * anonymous. Anonymous records have no say: they are promoted with the first that identifies.
   */
  String profileKind() {
    if (organisations > persons) {
      return ORGANISATION;
    }
    return persons > 0 ? PERSON : ANONYMOUS;
  }

  int records() {
    return candidates.size();
  }

  int sources() {
    return sources.size();
  }

  String sourceNames() {
    return String.join(",", sources);
  }

  Instant firstSeen() {
    return Instant.EPOCH.plus(firstSeen, ChronoUnit.MICROS);
  }

  Instant lastSeen() {
    return Instant.EPOCH.plus(lastSeen, ChronoUnit.MICROS);
  }
}
