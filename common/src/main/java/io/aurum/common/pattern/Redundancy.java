package io.aurum.common.pattern;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds the rules that tell nothing beyond a simpler one. A rule is redundant where a rule with the
 * same consequent and only a part of its antecedent, or none, has at least its confidence (Bayardo,
 * Agrawal and Gunopulos, Constraint-Based Rule Mining in Large, Dense Databases, ICDE 1999: no
 * improvement).
 *
 * <p>Where a rule is frequent and confident enough to be found, so is any such simpler rule. So it
 * is enough to look among the rules of one consequent.
 */
public final class Redundancy {
  /** Antecedents of rules that are not redundant, item by item. */
  private static final class Node {
    final Map<Integer, Node> children = new HashMap<>();
    int antecedent;
    int both;
  }

  private final RuleBlock rules;
  private final Node root = new Node();

  private Redundancy(RuleBlock rules) {
    this.rules = rules;
  }

  /**
   * Marks the redundant rules.
   *
   * @param rules all rules of one consequent
   * @param places of the rules, in any order
   * @param baskets all baskets
   * @param consequent baskets with the consequent
   * @return a bit for each place whose rule is redundant
   */
  public static BitSet of(RuleBlock rules, int[] places, int baskets, int consequent) {
    Redundancy search = new Redundancy(rules);
    search.root.antecedent = baskets;
    search.root.both = consequent;
    int[] simplestFirst =
        IntStream.range(0, places.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> rules.antecedentSize(places[i])))
            .mapToInt(Integer::intValue)
            .toArray();
    BitSet redundant = new BitSet(places.length);
    for (int i : simplestFirst) {
      if (search.isExplained(search.root, places[i], 0)) {
        redundant.set(i);
      } else {
        search.add(places[i]);
      }
    }
    return redundant;
  }

  /** What a redundant rule explains, a simpler one explains too: so only others are kept. */
  private boolean isExplained(Node node, int rule, int from) {
    if (node.antecedent > 0 && isAsConfident(node, rule)) {
      return true;
    }
    if (node.children.isEmpty()) {
      return false;
    }
    for (int i = from; i < rules.antecedentSize(rule); i++) {
      Node child = node.children.get(rules.antecedentItem(rule, i));
      if (child != null && isExplained(child, rule, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAsConfident(Node simpler, int rule) {
    return (long) simpler.both * rules.antecedentCount(rule)
        >= (long) rules.bothCount(rule) * simpler.antecedent;
  }

  private void add(int rule) {
    Node node = root;
    for (int item : rules.antecedent(rule)) {
      node = node.children.computeIfAbsent(item, absent -> new Node());
    }
    node.antecedent = rules.antecedentCount(rule);
    node.both = rules.bothCount(rule);
  }

  /** Places grouped by consequent: each group's places in one array. */
  public static Map<Integer, int[]> byConsequent(RuleBlock rules) {
    Map<Integer, int[]> groups = new HashMap<>();
    Map<Integer, Integer> sizes = new HashMap<>();
    for (int place : rules.places()) {
      int consequent = rules.consequent(place);
      int size = sizes.merge(consequent, 1, Integer::sum);
      int[] group = groups.computeIfAbsent(consequent, absent -> new int[4]);
      if (size > group.length) {
        group = Arrays.copyOf(group, group.length * 2);
        groups.put(consequent, group);
      }
      group[size - 1] = place;
    }
    groups.replaceAll((consequent, group) -> Arrays.copyOf(group, sizes.get(consequent)));
    return groups;
  }
}
