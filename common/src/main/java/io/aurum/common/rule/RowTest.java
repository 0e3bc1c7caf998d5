package io.aurum.common.rule;

import io.aurum.common.kind.ValueType;
import java.math.BigDecimal;

/** A compiled check that needs several values of a record. */
@FunctionalInterface
interface RowTest {
  BigDecimal MICROS_PER_DAY = BigDecimal.valueOf(86_400_000_000L);

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
      case NUMBER -> {
        BigDecimal most = check.tolerance();
        BigDecimal least = most.negate();
        yield (left, right) ->
            relation.holds(left.number().subtract(right.number()), most, least);
      }
      case DATE, TIMESTAMP -> {
        Long most = check.tolerance().multiply(MICROS_PER_DAY).longValue();
        Long least = -most;
        yield (left, right) -> relation.holds(left.micros() - right.micros(), most, least);
      }
      case TEXT, BOOLEAN ->
          (left, right) -> relation.holds(left.text().compareTo(right.text()), 0, 0);
    };
  }
}
