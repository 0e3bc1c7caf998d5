package io.aurum.jobs.enrich;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.match.Survivorship;
import io.aurum.common.match.Survivorship.Candidate;
import io.aurum.common.match.Survivorship.Survivor;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.match.Value;
import io.aurum.common.merge.SurvivorshipPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holds what suppliers say of one customer against what survives among its own records.
 *
 * <p>Every supplier is held against the customer's own values, never against another supplier's.
 * Records of one supplier become one by the same survivorship as those of the customer.
 *
 * <p>Attributes of a group are decided together, others alone. They are
 *
 * <ul>
 *   <li><b>updated</b> where the supplier may update them, is more trusted than the source of the
 *       surviving record, its record is known later, and any of the values is not equal; all of the
 *       group is replaced, so that an address is never made of two;
 *   <li><b>filled</b> where the supplier may fill them and the customer has no value: of a group,
 *       either none at all, or values of which at least one is equal and none is different.
 * </ul>
 *
 * <p>The first supplier in the given order that fills or updates is the only one that does.
 */
final class Audit {
  private final List<AttributeSettings> attributes;
  private final Survivorship survivorship;
  private final List<int[]> units;
  private final List<Terms> suppliers;

  /**
   * @param suppliers in the order in which they may fill and update
   */
  Audit(SurvivorshipPlan plan, List<Terms> suppliers) {
    this.attributes = plan.attributes();
    this.survivorship = plan.survivorship();
    this.units = units(plan);
    this.suppliers = suppliers;
  }

  /**
   * What every supplier says of the customer, by supplier and attribute.
   *
   * @param own the customer's own records
   * @param supplied records of suppliers about the customer, by supplier
   */
  List<Finding> of(List<Candidate> own, Map<String, List<Candidate>> supplied) {
    var customer = new Customer(own);
    List<Finding> findings = new ArrayList<>();
    for (Terms terms : suppliers) {
      List<Candidate> records = supplied.getOrDefault(terms.supplier(), List.of());
      if (!records.isEmpty()) {
        findings.addAll(customer.against(terms, records));
      }
    }
    return findings;
  }

  private static List<int[]> units(SurvivorshipPlan plan) {
    List<String> names = plan.attributes().stream().map(AttributeSettings::name).toList();
    List<int[]> units = new ArrayList<>();
    Set<Integer> grouped = new HashSet<>();
    for (List<String> group : plan.groups()) {
      units.add(group.stream().mapToInt(names::indexOf).toArray());
      group.forEach(name -> grouped.add(names.indexOf(name)));
    }
    IntStream.range(0, names.size())
        .filter(attribute -> !grouped.contains(attribute))
        .forEach(attribute -> units.add(new int[] {attribute}));
    return units;
  }

  /** Survivors by position of their attribute; null where there is none. */
  private Survivor[] survivors(List<Candidate> records) {
    var byAttribute = new Survivor[attributes.size()];
    survivorship.choose(records).forEach(s -> byAttribute[s.attribute()] = s);
    return byAttribute;
  }

  /** One customer while its suppliers are heard. */
  private final class Customer {
    private final List<Candidate> records;
    private final Survivor[] own;

    /** By the first attribute of a unit: whether a supplier has filled or updated it. */
    private final boolean[] changed = new boolean[attributes.size()];

    Customer(List<Candidate> records) {
      this.records = records;
      this.own = survivors(records);
    }

    List<Finding> against(Terms terms, List<Candidate> supplierRecords) {
      Survivor[] said = survivors(supplierRecords);
      for (int attribute = 0; attribute < said.length; attribute++) {
        if (!terms.used().contains(attributes.get(attribute).name())) {
          said[attribute] = null;
        }
      }
      List<Finding> findings = new ArrayList<>();
      for (int[] unit : units) {
        if (Arrays.stream(unit).anyMatch(member -> said[member] != null)) {
          findings.addAll(new Hearing(terms, unit, said).findings());
        }
      }
      return findings;
    }

    /** What one supplier says of the attributes of one unit, at least one of them. */
    private final class Hearing {
      private final Terms terms;
      private final int[] unit;
      private final Survivor[] said;
      private final Comparison[] comparisons;

      Hearing(Terms terms, int[] unit, Survivor[] said) {
        this.terms = terms;
        this.unit = unit;
        this.said = said;
        this.comparisons = Arrays.stream(unit).mapToObj(this::compare).toArray(Comparison[]::new);
      }

      List<Finding> findings() {
        boolean mayChange = !changed[unit[0]];
        boolean updates = mayChange && updates();
        boolean fills = mayChange && !updates && fills();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < unit.length; i++) {
          if (said[unit[i]] != null || (updates && own[unit[i]] != null)) {
            findings.add(finding(unit[i], comparisons[i], outcome(i, updates, fills)));
          }
        }
        if (findings.stream().anyMatch(finding -> finding.outcome() != Outcome.KEPT)) {
          changed[unit[0]] = true;
        }
        return findings;
      }

      private Finding finding(int attribute, Comparison comparison, Outcome outcome) {
        Survivor survivor = said[attribute];
        return new Finding(
            attribute,
            terms,
            survivor == null ? record() : survivor.winner(),
            survivor == null ? null : survivor.value(),
            comparison,
            outcome);
      }

      private Outcome outcome(int i, boolean updates, boolean fills) {
        if (updates) {
          return comparisons[i] == Comparison.EQUAL ? Outcome.KEPT : Outcome.UPDATED;
        }
        boolean filled = fills && own[unit[i]] == null && terms.fill().contains(name(unit[i]));
        return filled ? Outcome.FILLED : Outcome.KEPT;
      }

      private boolean updates() {
        Candidate mine = first(own).map(Survivor::winner).orElse(null);
        return mine != null
            && terms.update().contains(name(unit[0]))
            && record().knownAt() > mine.knownAt()
            && record().trust() > mine.trust()
            && Stream.of(Comparison.NEAR, Comparison.DIFFERENT).anyMatch(this::found);
      }

      private boolean fills() {
        return first(own).isEmpty() || (found(Comparison.EQUAL) && !found(Comparison.DIFFERENT));
      }

      private boolean found(Comparison comparison) {
        return Arrays.asList(comparisons).contains(comparison);
      }

      /** The supplier's record that the unit's values come from. */
      private Candidate record() {
        return first(said).orElseThrow().winner();
      }

      private java.util.Optional<Survivor> first(Survivor[] survivors) {
        return Arrays.stream(unit).mapToObj(m -> survivors[m]).filter(Objects::nonNull).findFirst();
      }

      private Comparison compare(int attribute) {
        if (own[attribute] == null || said[attribute] == null) {
          return Comparison.MISSING;
        }
        Candidate theirs = said[attribute].winner();
        return held(attribute)
            .map(mine -> Audit.this.compare(attribute, mine, theirs))
            .min(java.util.Comparator.naturalOrder())
            .orElseThrow();
      }

      /** Records that hold what survived: one, or all that a union was made of. */
      private Stream<Candidate> held(int attribute) {
        return attributes.get(attribute).survivorship().contains(SurvivorshipRule.UNION)
            ? records.stream().filter(record -> record.values().get(attribute) != null)
            : Stream.of(own[attribute].winner());
      }
    }
  }

  private String name(int attribute) {
    return attributes.get(attribute).name();
  }

  private Comparison compare(int attribute, Candidate mine, Candidate theirs) {
    String first = mine.matches().get(attribute);
    String second = theirs.matches().get(attribute);
    var comparator = attributes.get(attribute).kind().comparator();
    if (comparator.isEmpty() || first == null || second == null) {
      return mine.values().get(attribute).equals(theirs.values().get(attribute))
          ? Comparison.EQUAL
          : Comparison.DIFFERENT;
    }
    int level = comparator.get().level(Value.of(first), Value.of(second));
    if (level == 0) {
      return Comparison.EQUAL;
    }
    boolean last = level == comparator.get().levels().size() - 1;
    return last ? Comparison.DIFFERENT : Comparison.NEAR;
  }
}
