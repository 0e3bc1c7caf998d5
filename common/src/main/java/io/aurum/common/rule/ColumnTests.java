package io.aurum.common.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * All checks of single values of one column. What a text fails is remembered, in a table of fixed
 * size in which a new text takes the place of the one that was there: the cost of a frequent value
 * does not depend on the number of rules. A column whose texts hardly ever come back is not worth
 * the memory traffic; where most of a stretch of texts are new, each is judged afresh from then on.
 */
final class ColumnTests {
  /** A power of two; fits the caches of a processor. */
  private static final int REMEMBERED = 1 << 12;

  private static final int SPREAD = 16;

  /** Texts after which it is decided whether remembering pays. */
  private static final int STRETCH = 1 << 14;

  private final int position;
  private final int words;
  private final long[] failedWhenEmpty;
  private final long[] skippedWhenEmpty;
  private final List<Numbered> tests = new ArrayList<>();
  private final Cell[] remembered = new Cell[REMEMBERED];
  private final int[] hashes = new int[REMEMBERED];
  private final Cell afresh = new Cell();
  private boolean remembers = true;
  private int looked;
  private int found;

  private record Numbered(int number, ValueTest test) {}

  /**
   * @param position of the column in a record
   * @param words of a rule mask
   */
  ColumnTests(int position, int words) {
    this.position = position;
    this.words = words;
    this.failedWhenEmpty = new long[words];
    this.skippedWhenEmpty = new long[words];
  }

  int position() {
    return position;
  }

  /** A record without a value fails the rule. */
  void addRequired(int rule) {
    Bits.set(failedWhenEmpty, rule);
  }

  /** A record without a value is not asked. */
  void addAsked(int rule) {
    Bits.set(skippedWhenEmpty, rule);
  }

  /** A record without a value is not asked, that of others passes a test or fails. */
  void add(int rule, ValueTest test) {
    addAsked(rule);
    tests.add(new Numbered(rule, test));
  }

  /** Judges a value on its own; null where there is none. */
  Cell judge(String text, long[] failed, long[] skipped) {
    if (text == null) {
      Bits.addAll(failed, failedWhenEmpty);
      Bits.addAll(skipped, skippedWhenEmpty);
      return null;
    }
    Cell cell = look(text);
    if (cell.failed() != null) {
      Bits.addAll(failed, cell.failed());
    }
    return cell;
  }

  private Cell look(String text) {
    if (!remembers) {
      return test(afresh, text);
    }
    int hash = text.hashCode();
    int slot = (hash ^ (hash >>> SPREAD)) & (REMEMBERED - 1);
    Cell cell = remembered[slot];
    looked++;
    if (cell != null && hashes[slot] == hash && cell.text().equals(text)) {
      found++;
      return cell;
    }
    remembers = looked < STRETCH || found > looked / 2;
    hashes[slot] = hash;
    remembered[slot] = test(new Cell(), text);
    return remembered[slot];
  }

  private Cell test(Cell cell, String text) {
    cell.reset(text);
    for (Numbered rule : tests) {
      if (!rule.test().passes(cell)) {
        cell.fail(rule.number(), words);
      }
    }
    return cell;
  }
}
