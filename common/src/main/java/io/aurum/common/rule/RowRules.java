package io.aurum.common.rule;

import io.aurum.common.kind.KindContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The row rules of one source, compiled: it walks through the columns of a record once and says
 * which rules the record fails, and which do not apply to it, as bits.
 *
 * <p>All rules of one column are answered together, once for each text that is remembered; a check
 * of several columns uses the numbers and times that were parsed there. Conditions of SQL, those
 * that a rule asks and those that say which records it asks, are answered together. A rule of keys
 * fails nobody here; it does not apply to a record that lacks one of its columns. Belongs to one
 * thread.
 */
public final class RowRules {
  private final Map<Integer, ColumnTests> columnTests = new TreeMap<>();
  private final List<Crossing> crossings = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();
  private final Map<String, Integer> conditionNumbers = new LinkedHashMap<>();
  private final Map<Integer, long[]> filtered = new TreeMap<>();
  private final RuleColumns columns;
  private final int words;
  private final ColumnTests[] eachColumn;
  private final Cell[] cells;
  private final RowConditions conditions;
  private final byte[] answers;

  /** A check of several values. */
  private record Crossing(int number, RowTest test) {}

  /** A rule that a condition answers. */
  private record Asked(int number, int condition) {}

  private RowRules(
      List<RowRule> rules,
      RuleColumns columns,
      int words,
      KindContext context,
      RowConditions.Compiler compiler) {
    this.columns = columns;
    this.words = words;
    rules.forEach(rule -> add(rule, context));
    this.eachColumn = columnTests.values().toArray(ColumnTests[]::new);
    this.cells = new Cell[columns.names().size()];
    this.conditions =
        conditionNumbers.isEmpty()
            ? (values, none) -> {}
            : compiler.compile(List.copyOf(conditionNumbers.keySet()));
    this.answers = new byte[conditionNumbers.size()];
  }

  /**
   * Compiles rules.
   *
   * @param columns of the records to check
   * @param words 64-bit words of a mask; every rule's number lies in it
   * @param context how the source's texts are read
   * @param compiler of the conditions of SQL
   */
  public static RowRules of(
      List<RowRule> rules,
      RuleColumns columns,
      int words,
      KindContext context,
      RowConditions.Compiler compiler) {
    return new RowRules(rules, columns, words, context, compiler);
  }

  /**
   * Checks a record.
   *
   * @param values canonical texts by position of the column, null where there is no valid value
   * @param failed mask to which the bits of failed rules are added
   * @param skipped mask to which the bits of rules are added that do not apply to the record
   */
  public void check(String[] values, long[] failed, long[] skipped) {
    for (ColumnTests column : eachColumn) {
      int position = column.position();
      cells[position] = column.judge(values[position], failed, skipped);
    }
    for (Crossing rule : crossings) {
      note(rule.number(), rule.test().answer(cells), failed, skipped);
    }
    if (answers.length > 0) {
      conditions.answer(values, answers);
      asked.forEach(rule -> note(rule.number(), outcome(rule.condition()), failed, skipped));
      filtered.forEach((condition, rules) -> filter(condition, rules, failed, skipped));
    }
  }

  private void add(RowRule rule, KindContext context) {
    if (rule.check() instanceof RuleCheck.OfValue value) {
      tests(value.column()).add(rule.number(), ValueTest.of(value.check(), context));
    } else if (rule.check() instanceof RuleCheck.Filled filled) {
      add(rule.number(), filled);
    } else if (rule.check() instanceof RuleCheck.Agreement agreement) {
      agreement.columns().forEach(this::tests);
      crossings.add(new Crossing(rule.number(), RowTest.of(agreement, columns)));
    } else if (rule.check() instanceof RuleCheck.Sql sql) {
      asked.add(new Asked(rule.number(), condition(sql.condition().sql())));
    } else {
      rule.check().columns().forEach(column -> tests(column).addAsked(rule.number()));
    }
    rule.where()
        .ifPresent(
            where ->
                Bits.set(
                    filtered.computeIfAbsent(condition(where), absent -> new long[words]),
                    rule.number()));
  }

  private void add(int number, RuleCheck.Filled filled) {
    if (filled.columns().size() == 1) {
      tests(filled.columns().get(0)).addRequired(number);
    } else {
      filled.columns().forEach(this::tests);
      crossings.add(new Crossing(number, RowTest.of(filled, columns)));
    }
  }

  private ColumnTests tests(String column) {
    return columnTests.computeIfAbsent(
        columns.position(column), position -> new ColumnTests(position, words));
  }

  private int condition(String sql) {
    return conditionNumbers.computeIfAbsent(sql, absent -> conditionNumbers.size());
  }

  private RowTest.Answer outcome(int condition) {
    return switch (answers[condition]) {
      case RowConditions.TRUE -> RowTest.Answer.PASSED;
      case RowConditions.FALSE -> RowTest.Answer.FAILED;
      default -> RowTest.Answer.SKIPPED;
    };
  }

  private void filter(int condition, long[] rules, long[] failed, long[] skipped) {
    if (answers[condition] != RowConditions.TRUE) {
      Bits.removeAll(failed, rules);
      Bits.addAll(skipped, rules);
    }
  }

  private static void note(int rule, RowTest.Answer answer, long[] failed, long[] skipped) {
    switch (answer) {
      case FAILED -> Bits.set(failed, rule);
      case SKIPPED -> Bits.set(skipped, rule);
      case PASSED -> {}
    }
  }
}
