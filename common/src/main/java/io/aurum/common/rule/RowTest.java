package io.aurum.common.rule;

import io.aurum.common.kind.ValueType;
import java.math.BigDecimal;

/** A compiled check that needs several values of a record. */
@FunctionalInterface
interface RowTest {
  /** What became of a check. */
  enum Answer {
    PASSED,
    FAILED,
    /** The check does not apply to the record. */
    SKIPPED
  }

  /**
   * @param cells values of a record by position in the record, null where there is none
   */
  Answer answer(Cell[] cells);

  static RowTest of(RuleCheck.Filled check, RuleColumns columns) {
    int[] positions = check.columns().stream().mapToInt(columns::position).toArray();
    return cells -> {
      int filled = 0;
      for (int position : positions) {
        filled += cells[position] == null ? 0 : 1;
      }
      return filled >= check.atLeast() ? Answer.PASSED : Answer.FAILED;
    };
  }

  static RowTest of(RuleCheck.Agreement check, RuleColumns columns) {
    PairTest test = pairTest(check, columns.type(check.left()));
    int left = columns.position(check.left());
    int right = columns.position(check.right());
    return cells -> {
      if (cells[left] == null || cells[right] == null) {
        return Answer.SKIPPED;
      }
      return test.passes(cells[left], cells[right]) ? Answer.PASSED : Answer.FAILED;
    };
  }

  /** A relation of two values. */
  @FunctionalInterface
  interface PairTest {
    boolean passes(Cell left, Cell right);
  }

  private static PairTest pairTest(RuleCheck.Agreement check, ValueType type) {
    Relation relation = check.relation();
    return switch (type) {
      case NUMBER -> numbers(relation, check.tolerance());
      case DATE, TIMESTAMP -> {
        BigDecimal perDay = BigDecimal.valueOf(Canonical.MICROS_PER_DAY);
        long tolerance = check.tolerance().multiply(perDay).longValue();
        yield (left, right) -> relation.holds(left.micros() - right.micros(), tolerance);
      }
      case TEXT, BOOLEAN -> (left, right) -> relation.holds(left.text().compareTo(right.text()), 0);
    };
  }

  private static PairTest numbers(Relation relation, BigDecimal tolerance) {
    long millionths = Canonical.millionths(tolerance);
    return (left, right) -> {
      boolean exact =
          millionths != Canonical.NOT_EXACT
              && left.millionths() != Canonical.NOT_EXACT
              && right.millionths() != Canonical.NOT_EXACT;
      return exact
          ? relation.holds(left.millionths() - right.millionths(), millionths)
          : relation.holds(left.number().subtract(right.number()), tolerance);
    };
  }
}
