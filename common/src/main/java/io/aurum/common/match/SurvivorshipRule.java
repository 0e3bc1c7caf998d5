package io.aurum.common.match;

/**
 * How the surviving value of an attribute or attribute group is chosen among a customer's records.
 */
public enum SurvivorshipRule {
  /** Highest trust of the source. */
  SOURCE_TRUST,
  /** Latest {@code known_at}. */
  NEWEST,
  /** Earliest {@code known_at}. */
  OLDEST,
  /** Value that most records hold. */
  MOST_FREQUENT,
  /** Most characters. */
  LONGEST,
  /** Record, or group of attributes, with the most values. */
  MOST_COMPLETE,
  /** Largest by the kind's order. */
  MAX,
  /** Smallest by the kind's order. */
  MIN,
  /** All distinct values, sorted, joined by {@code "; "}. Decides alone; no rule follows it. */
  UNION;

  /** Name in the configuration: {@code most-frequent}. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
