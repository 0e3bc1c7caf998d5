package io.aurum.common.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.kind.KindContext;
import io.aurum.common.kind.ValueType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** The kernel says of any record, seen before or not, what the rules say one by one. */
@Tag("fast")
class RowRulesProperties {
  private static final KindContext CONTEXT =
      new KindContext(
          Optional.empty(), Optional.empty(), Optional.empty(), LocalDate.of(2026, 1, 31));
  private static final RuleColumns COLUMNS =
      new RuleColumns(
          List.of("a", "b", "t"), List.of(ValueType.NUMBER, ValueType.NUMBER, ValueType.TEXT));

  /** A rule with its plain meaning. */
  private record Plain(RuleCheck check, Predicate<String[]> applies, Predicate<String[]> holds) {}

  @Property(seed = "42", tries = 300)
  void theKernelAnswersAsTheRulesDoOneByOne(@ForAll("records") List<String[]> records) {
    List<Plain> rules = rules();
    List<RowRule> compiled = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      compiled.add(new RowRule(7 * i, rules.get(i).check(), Optional.empty()));
    }
    RowRules kernel =
        RowRules.of(compiled, COLUMNS, 1, CONTEXT, conditions -> (values, answers) -> {});
    for (String[] record : records) {
      long[] failed = new long[1];
      long[] skipped = new long[1];
      kernel.check(record, failed, skipped);
      for (int i = 0; i < rules.size(); i++) {
        boolean applies = rules.get(i).applies().test(record);
        assertThat(Bits.has(skipped, 7 * i)).isEqualTo(!applies);
        assertThat(Bits.has(failed, 7 * i))
            .isEqualTo(applies && !rules.get(i).holds().test(record));
      }
    }
  }

  private static List<Plain> rules() {
    var limit = new BigDecimal("12.5");
    return List.of(
        new Plain(new RuleCheck.Filled(List.of("a"), 1), r -> true, r -> r[0] != null),
        new Plain(
            new RuleCheck.Filled(List.of("a", "b", "t"), 2),
            r -> true,
            r -> (r[0] == null ? 0 : 1) + (r[1] == null ? 0 : 1) + (r[2] == null ? 0 : 1) >= 2),
        new Plain(
            new RuleCheck.OfValue(
                "a",
                new ValueCheck.Range(new Limit.Decimal(limit), false, new Limit.Open(), true),
                "validity"),
            r -> r[0] != null,
            r -> new BigDecimal(r[0]).compareTo(limit) > 0),
        new Plain(
            new RuleCheck.OfValue("t", new ValueCheck.Allowed(Set.of("x", "yy")), "validity"),
            r -> r[2] != null,
            r -> r[2].equals("x") || r[2].equals("yy")),
        new Plain(
            new RuleCheck.OfValue("t", new ValueCheck.Matching("[xy]+"), "validity"),
            r -> r[2] != null,
            r -> r[2].matches("[xy]+")),
        new Plain(
            new RuleCheck.Agreement("a", Relation.LESS, "b", BigDecimal.ONE),
            r -> r[0] != null && r[1] != null,
            r ->
                new BigDecimal(r[0]).subtract(new BigDecimal(r[1])).compareTo(BigDecimal.ONE) < 0));
  }

  @Provide
  Arbitrary<List<String[]>> records() {
    Arbitrary<String> number =
        Arbitraries.bigDecimals()
            .between(new BigDecimal("-1E15"), new BigDecimal("1E15"))
            .ofScale(8)
            .map(n -> n.stripTrailingZeros().toPlainString());
    Arbitrary<String> close = Arbitraries.of("12.5", "12.500001", "13.5", "-0.1", "0");
    Arbitrary<String> a = Arbitraries.oneOf(number, close).injectNull(0.2);
    Arbitrary<String> text = Arbitraries.of("x", "yy", "xyx", "z", "zx").injectNull(0.2);
    return Combinators.combine(a, a, text)
        .as((first, second, third) -> new String[] {first, second, third})
        .list()
        .ofMaxSize(30);
  }
}
