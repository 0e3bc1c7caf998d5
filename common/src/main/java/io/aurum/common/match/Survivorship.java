package io.aurum.common.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses, among the records of one customer, the value that survives for each attribute, and says
 * why.
 *
 * <p>Candidates are the records that hold a value. Two records agree where their match forms are
 * equal, or their canonical texts where there is no match form, so "MacDonald" and "Macdonald" are
 * one value in two spellings. The {@linkplain SurvivorshipRule rules} apply in their order, each to
 * the records that the one before left, and each leaves those that are best by it. The rule after
 * which a single value is left has decided. Where the rules leave several, content decides: the
 * first in the order of the text. Of the records left with the surviving value the spelling that
 * most of them share is shown (then the one from the most trusted source, then the first text), and
 * the winning record is the one of the most trusted source (then the latest, then the one with the
 * smallest content hash; a source and a record id only tell records of equal content apart, and so
 * decide no value).
 *
 * <p>Attributes of a <b>group</b> survive together, so that an address is never made of two: one
 * record wins, its values stand, and what it leaves empty stays empty. The rules of a group are
 * those of its first attribute; records without that attribute are candidates only where no record
 * has it. Records agree on a group where they agree on all its attributes. For a group, {@code
 * LONGEST} adds up its texts, {@code MOST_COMPLETE} counts its values, {@code MAX} and {@code MIN}
 * compare its first attribute, and {@code UNION} is not possible.
 *
 * <p>The order of the records never matters. Time and memory grow linearly with them, so a customer
 * of a hundred thousand records is no problem. Immutable and thread-safe.
 */
public final class Survivorship {
  /** Deciding rule of a value that no record disputes. */
  public static final String ONLY_VALUE = "only-value";

  /** Deciding rule of a value that only its content put before others. */
  public static final String TIE_BREAK = "tie-break";

  /** Most losing values that a {@link Survivor} names. */
  public static final int MAX_RUNNERS_UP = 5;

  private final int attributes;
  private final List<SurvivorshipUnit> units;

  /**
   * An attribute and how its value survives.
   *
   * @param name for messages and to be named in groups
   * @param rules in order; empty: content decides
   * @param order order of the canonical texts by the attribute's type, for {@code MAX} and {@code
   *     MIN}
   */
  public record Attribute(
      String name, List<SurvivorshipRule> rules, java.util.Comparator<String> order) {
    public Attribute {
      rules = List.copyOf(rules);
      int union = rules.indexOf(SurvivorshipRule.UNION);
      if (union >= 0 && union < rules.size() - 1) {
        throw new IllegalArgumentException(name + ": no rule follows union");
      }
    }
  }

  /**
   * A record of the customer.
   *
   * @param source where it comes from
   * @param recordId its identity in the source; shown, never compared but among equals
   * @param trust 0..1, of the source
   * @param knownAt when it became known, microseconds since the epoch (UTC)
   * @param contentHash hash of its canonical values
   * @param values canonical text per attribute, null where it has none
   * @param matches match form per attribute, null where it has none
   */
  public record Candidate(
      String source,
      String recordId,
      double trust,
      long knownAt,
      String contentHash,
      List<String> values,
      List<String> matches) {

    int filled() {
      return values.size() - Collections.frequency(values, null);
    }
  }

  /**
   * The surviving value of one attribute.
   *
   * @param attribute position of the attribute, from 0
   * @param value canonical text; for a union the texts joined by {@code "; "}
   * @param winner the record that the value comes from; for a union the best of its records
   * @param rule {@link SurvivorshipRule#label} of the rule that decided, {@link #ONLY_VALUE} or
   *     {@link #TIE_BREAK}
   * @param candidates records with a value
   * @param agreeing records that hold the surviving value, or one of a union, in any spelling
   * @param distinctValues values among the candidates
   * @param runnersUp losing values, at most {@link #MAX_RUNNERS_UP}; each would survive if those
   *     before it were not there
   */
  public record Survivor(
      int attribute,
      String value,
      Candidate winner,
      String rule,
      int candidates,
      int agreeing,
      int distinctValues,
      List<RunnerUp> runnersUp) {}

  /**
   * A value that did not survive.
   *
   * @param value canonical text
   * @param records records that hold it, in any spelling
   * @param source source of the record that would have won with it
   */
  public record RunnerUp(String value, int records, String source) {}

  /**
   * @param attributes in the order of the candidates' values
   * @param groups names of the attributes that survive together, group by group, in the order in
   *     which they lead
   */
  public Survivorship(List<Attribute> attributes, Collection<List<String>> groups) {
    this.attributes = attributes.size();
    this.units = units(attributes, groups);
  }

  /**
   * The survivors of the attributes that have a value in any record, in the order of the
   * attributes.
   *
   * @param candidates all records of one customer, in any order
   */
  public List<Survivor> choose(List<Candidate> candidates) {
    candidates.forEach(this::check);
    List<Survivor> survivors = new ArrayList<>(attributes);
    for (SurvivorshipUnit unit : units) {
      unit.choose(candidates, survivors);
    }
    survivors.sort(java.util.Comparator.comparingInt(Survivor::attribute));
    return survivors;
  }

  private void check(Candidate candidate) {
    if (candidate.values().size() != attributes || candidate.matches().size() != attributes) {
      throw new IllegalArgumentException(
          "%d attributes, but a candidate with %d values and %d match forms"
              .formatted(attributes, candidate.values().size(), candidate.matches().size()));
    }
  }

  private static List<SurvivorshipUnit> units(
      List<Attribute> attributes, Collection<List<String>> groups) {
    List<String> names = attributes.stream().map(Attribute::name).toList();
    List<SurvivorshipUnit> units = new ArrayList<>();
    Set<Integer> grouped = new HashSet<>();
    for (List<String> group : groups) {
      int[] members = group.stream().mapToInt(name -> position(names, name)).toArray();
      for (int member : members) {
        if (!grouped.add(member)) {
          throw new IllegalArgumentException(names.get(member) + " is in more than one group");
        }
      }
      units.add(new SurvivorshipUnit(members, attributes.get(members[0])));
    }
    for (int i = 0; i < names.size(); i++) {
      if (!grouped.contains(i)) {
        units.add(new SurvivorshipUnit(new int[] {i}, attributes.get(i)));
      }
    }
    return List.copyOf(units);
  }

  private static int position(List<String> names, String name) {
    int position = names.indexOf(name);
    if (position < 0) {
      throw new IllegalArgumentException("A group names an unknown attribute: " + name);
    }
    return position;
  }
}
