package io.aurum.common.pattern;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Many rules in one array: the form in which they travel. Each is its size, the numbers of its
 * antecedent's items, that of its consequent, and four counts.
 */
public final class RuleBlock implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int COUNTS = 4;

  private int[] words = new int[256];
  private int end;
  private int size;

  /** Adds a rule. */
  public void add(int[] antecedent, int items, int consequent, RuleSink.Counts counts) {
    int[] target = room(items + 2 + COUNTS);
    target[end++] = items;
    System.arraycopy(antecedent, 0, target, end, items);
    end += items;
    target[end++] = consequent;
    target[end++] = counts.antecedent();
    target[end++] = counts.both();
    target[end++] = counts.heldOutAntecedent();
    target[end++] = counts.heldOutBoth();
    size++;
  }

  /** Adds the rule that starts at a place of another block. */
  public void add(RuleBlock other, int rule) {
    int length = other.next(rule) - rule;
    System.arraycopy(other.words, rule, room(length), end, length);
    end += length;
    size++;
  }

  /** Adds all rules of another block. */
  public void addAll(RuleBlock other) {
    System.arraycopy(other.words, 0, room(other.end), end, other.end);
    end += other.end;
    size += other.size;
  }

  private int[] room(int needed) {
    if (end + needed > words.length) {
      words = Arrays.copyOf(words, Math.max(words.length * 2, end + needed));
    }
    return words;
  }

  /** Number of rules. */
  public int size() {
    return size;
  }

  /** Place after the last rule. The first one's is 0, the others follow by {@link #next}. */
  public int end() {
    return end;
  }

  /** Place of the rule that follows the one at a place. */
  public int next(int rule) {
    return rule + words[rule] + 2 + COUNTS;
  }

  /** Numbers of the antecedent's items, ascending. */
  public int[] antecedent(int rule) {
    return Arrays.copyOfRange(words, rule + 1, rule + 1 + words[rule]);
  }

  int antecedentSize(int rule) {
    return words[rule];
  }

  int antecedentItem(int rule, int index) {
    return words[rule + 1 + index];
  }

  /** Number of the item that the rule expects. */
  public int consequent(int rule) {
    return words[rule + 1 + words[rule]];
  }

  /** Baskets learnt from with the antecedent. */
  public int antecedentCount(int rule) {
    return count(rule, 0);
  }

  /** Baskets learnt from with antecedent and consequent. */
  public int bothCount(int rule) {
    return count(rule, 1);
  }

  /** Baskets held out with the antecedent. */
  public int heldOutAntecedentCount(int rule) {
    return count(rule, 2);
  }

  /** Baskets held out with antecedent and consequent. */
  public int heldOutBothCount(int rule) {
    return count(rule, 3);
  }

  private int count(int rule, int number) {
    return words[rule + 2 + words[rule] + number];
  }

  /** Places of all rules. */
  public int[] places() {
    int[] places = new int[size];
    int place = 0;
    for (int i = 0; i < size; i++) {
      places[i] = place;
      place = next(place);
    }
    return places;
  }
}
