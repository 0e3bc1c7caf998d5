package io.aurum.common.table;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code valid_record.rule_mask}: bit i % 64 of word i / 64 is set where rule i failed. */
public final class RuleMask {
  private RuleMask() {}

  /** Numbers of the failed rules, ascending. */
  public static List<Integer> failedRules(List<Long> words) {
    List<Integer> numbers = new ArrayList<>();
    for (int word = 0; word < words.size(); word++) {
      for (long bits = words.get(word); bits != 0; bits &= bits - 1) {
        numbers.add(word * Long.SIZE + Long.numberOfTrailingZeros(bits));
      }
    }
    return numbers;
  }
}
