package io.aurum.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.Severity;
import io.aurum.common.kind.Kind;
import io.aurum.common.kind.KindContext;
import io.aurum.common.kind.Kinds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SuggestionsTest {

  /** The lower end of Wilson's interval for 40 of 40 is 1600 / (1600 + 40 * 3.8415) = 0.9124. */
  @Test
  void aRuleAllowsTheFailuresThatTheDataDoesNotExclude() {
    assertThat(SuggestedRules.failuresNotExcluded(40, 40)).isEqualByComparingTo("0.0877");
    assertThat(SuggestedRules.failuresNotExcluded(0, 0)).isEqualByComparingTo("1");
  }

  @Test
  void fewValuesOfNoPersonBecomeASet() {
    assertThat(rules("category", 40, i -> i % 2 == 0 ? "Gold" : "Silver"))
        .containsOnlyKeys("crm_tier_filled", "crm_tier_known")
        .containsEntry(
            "crm_tier_known",
            Map.of(
                "source",
                "crm",
                "column",
                "tier",
                "set",
                Map.of("allowed", List.of("Gold", "Silver")),
                "severity",
                "warn",
                "max-failed-rate",
                new BigDecimal("0.0877")));
    assertThat(rules("given-name", 40, i -> i % 2 == 0 ? "Ann" : "Bob"))
        .as("names tell of people")
        .containsOnlyKeys("crm_tier_filled");
  }

  /** 1..100 has 5 and 95 as its quantiles; 10,000 lies beyond 95 + 3 * 90. */
  @Test
  void outliersAreLeftOutOfARange() {
    var rules = rules("number", 101, i -> i == 100 ? "10000" : String.valueOf(i + 1));
    assertThat(at(rules, "crm_tier_range").get("range").toString()).isEqualTo("{min=1, max=366}");
    assertThat(at(rules("number", 40, i -> String.valueOf(i)), "crm_tier_range").get("range"))
        .hasToString("{min=0, max=39}");
  }

  @Test
  void datesHaveNoUpperEndBecauseTheNextDeliveryGoesBeyondIt() {
    var rules = rules("timestamp", 40, i -> "2026-01-%02dT10:00:00Z".formatted(1 + i % 30));
    assertThat(at(rules, "crm_tier_range").get("range")).hasToString("{min=2026-01-01}");
  }

  @Test
  void oneShapeBecomesAPatternAndValuesThatDifferAllAreUnique() {
    var rules = rules("account-id", 40, i -> "C-" + (1000 + i));
    assertThat(at(rules, "crm_tier_shape").get("pattern")).isEqualTo("^\\p{L}\\-\\d{4}$");
    assertThat("C-1000").matches((String) at(rules, "crm_tier_shape").get("pattern"));
    assertThat(at(rules, "crm_tier_unique").get("uniqueness"))
        .isEqualTo(Map.of("columns", List.of("tier")));
    assertThat(rules("account-id", 19, i -> "C-" + i)).as("too few records").isEmpty();
  }

  @Test
  void namesOfColumnsTellKindsThatValuesDoNot() {
    assertThat(ColumnNames.kind("First Name").map(Kind::name)).hasValue("given-name");
    assertThat(ColumnNames.kind("custSurname").map(Kind::name)).hasValue("family-name");
    assertThat(ColumnNames.kind("town").map(Kind::name)).hasValue("city");
    assertThat(ColumnNames.kind("x17")).isEmpty();
    assertThat(ColumnNames.snakeCase("  First Name (latin)")).isEqualTo("first_name_latin");
    assertThat(ColumnNames.snakeCase("2nd")).isEqualTo("x_2nd");
  }

  private static Map<String, Object> rules(
      String kindName, int records, IntFunction<String> value) {
    Kind kind = Kinds.byName(kindName).orElseThrow();
    var context =
        new KindContext(
            Optional.empty(), Optional.empty(), Optional.empty(), LocalDate.of(2026, 1, 31));
    var study = new ColumnStudy(kind, context);
    for (int i = 0; i < records; i++) {
      study.add(value.apply(i));
    }
    return SuggestedRules.of(
        "crm",
        new FieldSettings("tier", kind, kind.piiClass(), Severity.OFF, Severity.WARN),
        study);
  }

  @SuppressWarnings("unchecked") // rules are maps by their definition
  private static Map<String, Object> at(Map<String, Object> rules, String name) {
    return (Map<String, Object>) rules.get(name);
  }
}
