package io.aurum.common.pattern;

import java.util.Arrays;
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
 * <p>Chance improves upon a rule, too, where enough is tried: so of the others it is told how
 * probable as large an improvement is if what is asked for beyond the simpler rule does not matter,
 * by Fisher's exact test among the baskets with the simpler antecedent (Webb, Discovering
 * Significant Patterns, Machine Learning 68, 2007: productive rules). The largest such probability
 * counts, over all simpler rules that are not redundant themselves, and over none at all.
 *
 * <p>Where a rule is frequent and confident enough to be found, so is any such simpler rule. So it
 * is enough to look among the rules of one consequent.
 */
public final class Redundancy {
  /** Of a redundant rule. */
  public static final double NO_IMPROVEMENT = 1;

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
   * How probable the improvements upon simpler rules are by chance alone.
   *
   * @param rules all rules of one consequent
   * @param places of the rules, in any order
   * @param baskets all baskets
   * @param consequent baskets with the consequent
   * @return for each place from 0 to 1, {@link #NO_IMPROVEMENT} where the rule is redundant
   */
  public static double[] of(RuleBlock rules, int[] places, int baskets, int consequent) {
    Redundancy search = new Redundancy(rules);
    search.root.antecedent = baskets;
    search.root.both = consequent;
    int[] simplestFirst =
        IntStream.range(0, places.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> rules.antecedentSize(places[i])))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] chances = new double[places.length];
    for (int i : simplestFirst) {
      chances[i] = search.chance(search.root, places[i], 0);
      if (chances[i] < NO_IMPROVEMENT) {
        search.add(places[i]);
      }
    }
    return chances;
  }

  /** What a redundant rule explains, a simpler one explains too: so only others are kept. */
  private double chance(Node node, int rule, int from) {
    double most = node.antecedent > 0 ? chance(node, rule) : 0;
    for (int i = from; i < rules.antecedentSize(rule) && most < NO_IMPROVEMENT; i++) {
      Node child = node.children.get(rules.antecedentItem(rule, i));
      if (child != null) {
        most = Math.max(most, chance(child, rule, i + 1));
      }
    }
    return most;
  }

  private double chance(Node simpler, int rule) {
    return isAsConfident(simpler, rule)
        ? NO_IMPROVEMENT
        : FisherTest.greater(
            simpler.antecedent, rules.antecedentCount(rule), simpler.both, rules.bothCount(rule));
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
