package io.aurum.common.pattern;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Rules with their p-values, and what they improve upon simpler ones. */
public final class JudgedRules implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RuleBlock rules;
  private final int[] places;
  private final double[] pValues;
  private final double[] improvements;

  private JudgedRules(RuleBlock rules, double[] pValues, double[] improvements) {
    this.rules = rules;
    this.places = rules.places();
    this.pValues = pValues;
    this.improvements = improvements;
  }

  /**
   * Judges all rules of some consequents.
   *
   * @param counts of each item, how many baskets learnt from hold it
   * @param baskets all baskets learnt from
   */
  public static JudgedRules of(RuleBlock rules, Baskets counts, int baskets) {
    int[] places = rules.places();
    double[] pValues = new double[places.length];
    double[] improvements = new double[places.length];
    for (Map.Entry<Integer, int[]> group :
        new TreeMap<>(Redundancy.byConsequent(rules)).entrySet()) {
      int[] ofGroup = group.getValue();
      double[] chances = Redundancy.of(rules, ofGroup, baskets, counts.count(group.getKey()));
      for (int i = 0; i < ofGroup.length; i++) {
        improvements[Arrays.binarySearch(places, ofGroup[i])] = chances[i];
      }
    }
    for (int i = 0; i < places.length; i++) {
      pValues[i] =
          FisherTest.greater(
              baskets,
              rules.antecedentCount(places[i]),
              counts.count(rules.consequent(places[i])),
              rules.bothCount(places[i]));
    }
    return new JudgedRules(rules, pValues, improvements);
  }

  /** The rules themselves. */
  public RuleBlock rules() {
    return rules;
  }

  /** Number of rules. */
  public int size() {
    return places.length;
  }

  /** Where rule number i is in {@link #rules}. */
  public int place(int i) {
    return places[i];
  }

  /** The p-values of the rules, in their order. */
  public double[] pValues() {
    return pValues.clone();
  }

  /** Whether rule number i is redundant. */
  public boolean isRedundant(int i) {
    return improvements[i] >= Redundancy.NO_IMPROVEMENT;
  }

  /** How probable what rule number i improves upon simpler ones is by chance, from 0 to 1. */
  public double improvement(int i) {
    return improvements[i];
  }

  /** The rules of each range of p-values, by the number of the range. */
  public Map<Integer, JudgedRules> split(PValueRanges ranges) {
    Map<Integer, List<Integer>> chosen = new TreeMap<>();
    for (int i = 0; i < places.length; i++) {
      chosen.computeIfAbsent(ranges.range(pValues[i]), absent -> new ArrayList<>()).add(i);
    }
    Map<Integer, JudgedRules> parts = new TreeMap<>();
    chosen.forEach((range, rulesOfRange) -> parts.put(range, chosen(List.of(this), rulesOfRange)));
    return parts;
  }

  /** The rules of several parts by ascending p-value. */
  public static JudgedRules sorted(List<JudgedRules> parts) {
    double[] pValues = parts.stream().flatMapToDouble(p -> Arrays.stream(p.pValues)).toArray();
    return chosen(
        parts,
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .toList());
  }

  /** Rules by their number, counted through all parts. */
  private static JudgedRules chosen(List<JudgedRules> parts, List<Integer> numbers) {
    int[] firsts = new int[parts.size()];
    for (int i = 1; i < firsts.length; i++) {
      firsts[i] = firsts[i - 1] + parts.get(i - 1).size();
    }
    RuleBlock rules = new RuleBlock();
    double[] pValues = new double[numbers.size()];
    double[] improvements = new double[pValues.length];
    for (int i = 0; i < pValues.length; i++) {
      int number = numbers.get(i);
      int found = Arrays.binarySearch(firsts, number);
      int part = found < 0 ? -found - 2 : last(firsts, found);
      JudgedRules from = parts.get(part);
      int index = number - firsts[part];
      rules.add(from.rules, from.places[index]);
      pValues[i] = from.pValues[index];
      improvements[i] = from.improvements[index];
    }
    return new JudgedRules(rules, pValues, improvements);
  }

  /** Of parts that start at the same number all but the last are empty. */
  private static int last(int[] firsts, int found) {
    int last = found;
    while (last + 1 < firsts.length && firsts[last + 1] == firsts[found]) {
      last++;
    }
    return last;
  }
}
