package io.aurum.common.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.kind.KindContext;
import io.aurum.common.kind.Kinds;
import io.aurum.common.kind.ValueType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each check says of values worked out by hand. */
@Tag("fast")
class RowRulesTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 1, 31);
  private static final KindContext CONTEXT =
      new KindContext(Optional.of("GB"), Optional.empty(), Optional.empty(), AS_OF);
  private static final RuleColumns COLUMNS =
      new RuleColumns(
          List.of("text", "number", "day", "time", "other_number", "other_day"),
          List.of(
              ValueType.TEXT,
              ValueType.NUMBER,
              ValueType.DATE,
              ValueType.TIMESTAMP,
              ValueType.NUMBER,
              ValueType.DATE));

  @ParameterizedTest
  @CsvSource({
    "5, passed",
    "4.99, failed",
    "10, failed",
    "9.999999, passed",
    "'', skipped",
    "123456789012345678901234567890, failed",
    "5.0000000000001, passed"
  })
  void aRangeOfNumbersIncludesTheEndsThatItSays(String number, String expected) {
    var range =
        new ValueCheck.Range(
            new Limit.Decimal(new BigDecimal("5")), true, new Limit.Decimal(BigDecimal.TEN), false);
    assertThat(answer(value("number", range), "number", number)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2008-01-31, passed",
    "2008-02-01, failed",
    "1900-01-01, passed",
    "1899-12-31, failed"
  })
  void aRangeOfDatesCanFollowTheRunsDate(String day, String expected) {
    var adult =
        new ValueCheck.Range(
            new Limit.Day(LocalDate.of(1900, 1, 1)),
            true,
            new Limit.RunDate(Period.ofYears(-18)),
            true);
    assertThat(answer(value("day", adult), "day", day)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T23:59:59Z, passed",
    "2026-01-31T23:59:59.999999Z, passed",
    "2026-02-01T00:00:00Z, failed",
    "1969-12-31T23:00:00Z, passed"
  })
  void ofAPointInTimeItsDayCounts(String time, String expected) {
    var notLater =
        new ValueCheck.Range(new Limit.Open(), true, new Limit.RunDate(Period.ZERO), true);
    assertThat(answer(value("time", notLater), "time", time)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "NUMBER, '1.234,50', passed",
    "NUMBER, twelve, failed",
    "INTEGER, 1e3, passed",
    "INTEGER, 1.5, failed",
    "DATE, 31.12.2025, passed",
    "DATE, 2025-12-31T10:00:00Z, failed",
    "DATE, 31.13.2025, failed",
    "TIMESTAMP, 2025-12-31T10:00:00Z, passed",
    "BOOLEAN, yes, passed",
    "BOOLEAN, maybe, failed"
  })
  void aTypeIsReadFromAnyText(ValueCheck.Form form, String text, String expected) {
    assertThat(answer(value("text", new ValueCheck.Type(form)), "text", text)).isEqualTo(expected);
  }

  @Test
  void textsAreHeldAgainstFormatsSetsPatternsAndLengths() {
    var email = new ValueCheck.Format(Kinds.byName("email").orElseThrow());
    assertThat(answer(value("text", email), "text", "ann@mail.org")).isEqualTo("passed");
    assertThat(answer(value("text", email), "text", "ann at mail")).isEqualTo("failed");
    var allowed = new ValueCheck.Allowed(Set.of("GB", "PL"));
    assertThat(answer(value("text", allowed), "text", "PL")).isEqualTo("passed");
    assertThat(answer(value("text", allowed), "text", "pl")).isEqualTo("failed");
    var forbidden = new ValueCheck.Forbidden(Set.of("GB", "PL"));
    assertThat(answer(value("text", forbidden), "text", "PL")).isEqualTo("failed");
    var pattern = new ValueCheck.Matching("[A-Z]{2}[0-9]");
    assertThat(answer(value("text", pattern), "text", "AB1")).isEqualTo("passed");
    assertThat(answer(value("text", pattern), "text", "AB12")).isEqualTo("failed");
    var length = new ValueCheck.Length(2, 3);
    assertThat(answer(value("text", length), "text", "Zoë")).isEqualTo("passed");
    assertThat(answer(value("text", length), "text", "𝒜𝒷𝒸")).isEqualTo("passed");
    assertThat(answer(value("text", length), "text", "abcd")).isEqualTo("failed");
  }

  @Test
  void soManyOfSeveralColumnsNeedAValue() {
    var one = new RuleCheck.Filled(List.of("text"), 1);
    assertThat(answer(one, "text", "")).isEqualTo("failed");
    assertThat(answer(one, "text", "x")).isEqualTo("passed");
    var two = new RuleCheck.Filled(List.of("text", "number", "day"), 2);
    assertThat(answer(two, "text", "x", "day", "2026-01-01")).isEqualTo("passed");
    assertThat(answer(two, "day", "2026-01-01")).isEqualTo("failed");
  }

  @ParameterizedTest
  @CsvSource({
    "=, 10, 10.5, passed", "=, 10, 10.51, failed", "=, 10.5, 10, passed", "<>, 10, 10.5, failed",
    "<>, 10, 10.6, passed", "<, 10.49, 10, passed", "<, 10.5, 10, failed", "<=, 10.5, 10, passed",
    "<=, 10.6, 10, failed", ">, 9.51, 10, passed", ">, 9.5, 10, failed", ">=, 9.5, 10, passed",
    "'=', 1234567890123456789, 1234567890123456789.5, passed", "=, 10, '', skipped"
  })
  void twoNumbersAgreeWithinATolerance(String symbol, String left, String right, String expected) {
    var relation =
        Arrays.stream(Relation.values()).filter(r -> r.symbol().equals(symbol)).findFirst();
    var check =
        new RuleCheck.Agreement(
            "number", relation.orElseThrow(), "other_number", new BigDecimal("0.5"));
    assertThat(answer(check, "number", left, "other_number", right)).isEqualTo(expected);
  }

  @Test
  void datesAndPointsInTimeAgreeWithinDays() {
    var check = new RuleCheck.Agreement("day", Relation.AT_MOST, "time", BigDecimal.ONE);
    assertThat(answer(check, "day", "2026-01-02", "time", "2026-01-01T00:00:00Z"))
        .isEqualTo("passed");
    assertThat(answer(check, "day", "2026-01-03", "time", "2026-01-01T23:59:59Z"))
        .isEqualTo("failed");
  }

  @Test
  void bitsLieWhereTheNumbersSayAcrossWords() {
    var rules =
        List.of(
            rule(3, value("text", new ValueCheck.Length(2, 3)), ""),
            rule(64, new RuleCheck.Filled(List.of("number"), 1), ""),
            rule(130, value("number", new ValueCheck.Type(ValueCheck.Form.INTEGER)), ""));
    long[] failed = new long[3];
    long[] skipped = new long[3];
    RowRules kernel = RowRules.of(rules, COLUMNS, 3, CONTEXT, none());
    kernel.check(record("text", "x"), failed, skipped);
    assertThat(failed).containsExactly(8, 1, 0);
    assertThat(skipped).containsExactly(0, 0, 4);
  }

  @Test
  void aConditionSaysWhoIsAskedAndCanBeTheQuestion() {
    var rules =
        List.of(
            rule(0, new RuleCheck.Filled(List.of("text"), 1), "number > 0"),
            rule(1, new RuleCheck.Sql(new Condition("day is known", "here")), ""),
            rule(2, new RuleCheck.Unique(List.of("text", "day")), "number > 0"));
    RowConditions.Compiler compiler =
        conditions -> {
          assertThat(conditions).containsExactly("number > 0", "day is known");
          return (values, answers) -> {
            answers[0] =
                values[1] == null
                    ? RowConditions.UNKNOWN
                    : values[1].startsWith("-") ? RowConditions.FALSE : RowConditions.TRUE;
            answers[1] = values[2] == null ? RowConditions.FALSE : RowConditions.TRUE;
          };
        };
    RowRules kernel = RowRules.of(rules, COLUMNS, 1, CONTEXT, compiler);
    assertThat(masks(kernel, "number", "1")).containsExactly(0b011, 0b100);
    assertThat(masks(kernel, "number", "-1", "day", "2026-01-01")).containsExactly(0, 0b101);
    assertThat(masks(kernel, "day", "2026-01-01", "text", "x")).containsExactly(0, 0b101);
    assertThat(masks(kernel, "day", "2026-01-01", "text", "x", "number", "2"))
        .containsExactly(0, 0);
  }

  private static long[] masks(RowRules kernel, String... values) {
    long[] failed = new long[1];
    long[] skipped = new long[1];
    kernel.check(record(values), failed, skipped);
    return new long[] {failed[0], skipped[0]};
  }

  private static RuleCheck value(String column, ValueCheck check) {
    return new RuleCheck.OfValue(column, check, "validity");
  }

  private static RowRule rule(int number, RuleCheck check, String where) {
    return new RowRule(number, check, Optional.of(where).filter(sql -> !sql.isEmpty()));
  }

  private static String answer(RuleCheck check, String... values) {
    RowRules kernel = RowRules.of(List.of(rule(0, check, "")), COLUMNS, 1, CONTEXT, none());
    long[] masks = masks(kernel, values);
    assertThat(masks(kernel, values)).as("remembered").isEqualTo(masks);
    return masks[0] != 0 ? "failed" : masks[1] != 0 ? "skipped" : "passed";
  }

  private static RowConditions.Compiler none() {
    return conditions -> {
      throw new AssertionError("There are no conditions");
    };
  }

  /** A record of columns and their values in turn; an empty value is none. */
  private static String[] record(String... values) {
    List<String> names = new ArrayList<>(COLUMNS.names());
    String[] cells = new String[names.size()];
    for (int i = 0; i < values.length; i += 2) {
      cells[names.indexOf(values[i])] = values[i + 1].isEmpty() ? null : values[i + 1];
    }
    return cells;
  }
}
