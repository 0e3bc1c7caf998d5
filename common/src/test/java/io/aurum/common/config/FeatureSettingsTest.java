package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aurum.common.feature.Binning;
import io.aurum.common.feature.Feature;
import io.aurum.common.feature.Generalisation;
import io.aurum.common.feature.Scaling;
import io.aurum.common.feature.Smoothing;
import io.aurum.common.rule.Condition;
import io.aurum.common.run.AurumException;
import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class FeatureSettingsTest extends WithFixture {
  private static final String SOURCES =
      """
      sources {
        crm { path = ${DATA}"/crm.csv", delivery.key = id, columns { name = n, born = b, region = r } }
        shop {
          entity = order_line, path = ${DATA}"/crm.csv", customer.key = c
          columns { ordered_at = o, amount = a, status = s }
        }
      }
      attributes { name = full-name, born = birth-date, region = category }
      """;

  @Test
  void theBuiltInFeaturesFitWhatIsDelivered() {
    Map<String, Feature> features = read("");
    assertThat(features).containsKeys("orders", "spend_amount", "age_band", "return_rate");
    assertThat(features.keySet())
        .as("nobody delivers tickets or answers, and no attribute is a gender")
        .doesNotContain("tickets", "average_answer", "gender");
    assertThat(features.get("spend_amount").type()).isEqualTo(Feature.Type.MONEY);
    assertThat(features.get("age_band").origin()).isEqualTo(new Feature.OfAttribute("born"));
    String noBirthDates = SOURCES.replace("born = birth-date", "born = category");
    assertThat(fixture.read(noBirthDates).analysis().features())
        .as("no attribute is a date of birth")
        .extracting(Feature::name)
        .contains("orders")
        .doesNotContain("age_band");
    assertThat(read("features.orders = null, features.products = null"))
        .doesNotContainKey("orders");
  }

  @Test
  void everyShapeIsRead() {
    Map<String, Feature> features =
        read(
            """
            features {
              a { entity = order_line, take = trend, column = amount, window = P6M, steps = 6, smooth = ewma }
              b { entity = order_line, take = most-frequent, column = status, where = "amount > 0" }
              c { ratio { of = spend_amount, to = orders }, scale = robust, description = "Per order." }
              d { entity = order_line, take = count, bins { method = supervised, number = 4, target = orders } }
              e { attribute = region, generalise = prefix, keep = 2 }
            }
            """);
    var a = (Feature.OfFacts) features.get("a").origin();
    assertThat(a.window()).isEqualTo(Optional.of(Period.ofMonths(6)));
    assertThat(a.steps()).isEqualTo(6);
    assertThat(a.smoothing()).isEqualTo(Smoothing.EWMA);
    assertThat(features.get("b").type()).isEqualTo(Feature.Type.TEXT);
    assertThat(features.get("c"))
        .isEqualTo(
            new Feature(
                "c",
                new Feature.OfFeatures("spend_amount", "orders"),
                new Feature.Scale(Scaling.Method.ROBUST),
                Feature.Type.NUMBER,
                "Per order."));
    assertThat(features.get("d").shape())
        .isEqualTo(new Feature.Bins(Binning.Method.SUPERVISED, 4, "orders"));
    assertThat(features.get("e").shape())
        .isEqualTo(new Feature.Generalise(Generalisation.PREFIX, 2));
  }

  @Test
  void featuresAreMadeOfResultsAndOfOtherFeatures() {
    Map<String, Feature> features =
        read(
            """
            features {
              worth { result = customer_value, column = clv_amount }
              stage { result = customer_lifecycle, column = stage, description = "Stage." }
              dear { sql = "spend_amount / nullif(orders, 0) > 100" }
              label { sql = "case when worth > 9 then 'high' else region end", type = text }
              region { attribute = region }
              gone { sql = "tickets / orders" }
              gone_too { ratio { of = gone_part, to = orders } }
              gone_part { entity = ticket, take = count }
            }
            """);
    assertThat(features.get("worth").origin())
        .isEqualTo(new Feature.OfResult("customer_value", "clv_amount"));
    assertThat(features.get("worth").type()).isEqualTo(Feature.Type.MONEY);
    assertThat(features.get("worth").description()).startsWith("Discounted margin expected");
    assertThat(features.get("stage").type()).isEqualTo(Feature.Type.TEXT);
    assertThat(features.get("dear").origin().parts()).containsExactly("orders", "spend_amount");
    assertThat(features.get("dear").type()).isEqualTo(Feature.Type.NUMBER);
    assertThat(features.get("label").type()).isEqualTo(Feature.Type.TEXT);
    assertThat(features.keySet())
        .as("nobody delivers tickets, and what is made of them is left out")
        .doesNotContain("gone", "gone_too", "gone_part");
    assertThat(Feature.withHistory(List.copyOf(features.values())))
        .as("attributes, results and what is made of them are known today alone")
        .extracting(Feature::name)
        .contains("dear", "orders")
        .doesNotContain("worth", "stage", "label", "region");
    assertThat(Feature.withParts(Set.of("label"), List.copyOf(features.values())))
        .extracting(Feature::name)
        .containsExactlyInAnyOrder("label", "region", "worth");
  }

  @Test
  void hierarchiesHaveLevelsOfAttributes() {
    Feature area =
        read("features.area { hierarchy { levels = [\"left(region, 3)\", region], least = 50 } }")
            .get("area");
    assertThat(((Feature.OfLevels) area.origin()).levels())
        .extracting(Condition::sql)
        .containsExactly("left(region, 3)", "region");
    assertThat(area.shape()).isEqualTo(new Feature.Climb(50, 0.05));
    assertThat(Feature.withHistory(List.of(area))).isEmpty();
  }

  @Test
  void aPivotIsAFeatureForEachValue() {
    Map<String, Feature> features =
        read(
            """
            features {
              spend_30d_amount {
                entity = order_line, take = sum, column = amount, window = P30D, where = "amount > 0"
                pivot { by = status, values = [Paid, "on hold", "it's"] }
              }
              calls { entity = ticket, take = count, pivot { by = channel, values = phone } }
              paid_share { ratio { of = spend_30d_paid_amount, to = spend_amount } }
            }
            """);
    assertThat(features)
        .containsKeys("spend_30d_paid_amount", "spend_30d_on_hold_amount", "paid_share")
        .doesNotContainKeys("spend_30d_amount", "calls", "calls_phone");
    assertThat(((Feature.OfFacts) features.get("spend_30d_it_s_amount").origin()).where().sql())
        .isEqualTo("(amount > 0) and status = 'it\\'s'");
    assertThat(features.get("spend_30d_paid_amount").type()).isEqualTo(Feature.Type.MONEY);
  }

  @Test
  void purchasesAndValueAreRead() {
    AnalysisSettings analysis =
        settings(
                """
                purchases { where = "amount > 0", refunds = ignore, currency = EUR, rates { GBP = 1.17 } }
                value { compare-days = 30, active-days = 10, inactive-days = 20, churned-days = 40, model = held-out }
                """)
            .analysis();
    assertThat(analysis.purchases().refunds()).isEqualTo(PurchaseSettings.Refunds.IGNORE);
    assertThat(analysis.purchases().rates()).isEqualTo(Map.of("GBP", new BigDecimal("1.17")));
    assertThat(analysis.value())
        .isEqualTo(new ValueSettings(30, 10, 20, 40, 365, 0.1, 1, 0.5, PurchaseChoice.HELD_OUT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "x { entity = order_lines, take = count } | order_line",
        "x { entity = order_line, take = cuont } | count",
        "x { entity = order_line, take = sum } | add 'column'",
        "x { entity = order_line, take = sum, column = amuont } | amount",
        "x { entity = order_line, take = sum, column = status } | taken of numbers",
        "x { entity = order_line, take = recency, column = amount } | idle key",
        "x { entity = order_line, take = count, steps = 3 } | only a trend has steps",
        "x { entity = order_line, take = trend, column = amount } | parts of a window",
        "x { entity = order_line, take = count, windw = P9D } | window",
        "x { entity = order_line, attribute = born } | several origins",
        "x { take = count } | where its value comes from",
        "x { ratio { of = ordres, to = orders } } | orders",
        "x { ratio { of = return_rate, to = orders } } | number taken of facts",
        "x { result = customer_valeu, column = clv_amount } | customer_value",
        "x { result = customer_value, column = clv } | clv_amount",
        "x { sql = \"ordres + 1\" } | unknown feature 'ordres'",
        "x { sql = \"orders +\" } | no Spark SQL",
        "x { sql = \"orders\", type = nmuber } | number",
        "x { entity = order_line, take = count, type = text } | idle key",
        "x { sql = \"y\" }, y { sql = \"orders\" } | expression of others itself",
        "x { sql = \"year(y)\" }, y { attribute = born, generalise = year } | personal feature 'y'",
        "x { attribute = name } | identifies a person",
        "x { attribute = region, scale = z } | has no numbers",
        "x { attribute = region, generalise = month } | cannot be generalised so",
        "x { attribute = born, generalise = prefix } | prefix",
        "x { entity = order_line, take = count, bins { method = quantile, number = 1 } } | from 2",
        "x { hierarchy { levels = [regoin] } } | unknown attribute 'regoin'",
        "x { hierarchy { levels = [] } } | at least one",
        "x { hierarchy { levels = [region], least = 1 } } | from 2",
        "x { hierarchy { levels = [region] }, scale = z } | several shapes",
        "x { sql = \"left(y, 1)\" }, y { hierarchy { levels = [region] } } | level is chosen",
        "x { attribute = region, pivot { by = status, values = [a] } } | pivot of no facts",
        "x { entity = order_line, take = count, pivot { by = statsu, values = [a] } } | status",
        "x { entity = order_line, take = count, pivot { by = status, values = [] } } | at least one",
        "x { entity = order_line, take = count, pivot { by = status, values = [a, A] } } | two features 'x_a'",
        "currency { entity = order_line, take = count } | reserved name",
        "Bad { entity = order_line, take = count } | write 'bad'"
      })
  void mistakesAreNamed(String feature, String expected) {
    assertThat(problems("features { " + feature + " }")).contains(expected);
  }

  @Test
  void stagesAndRatesMustMakeSense() {
    assertThat(problems("value { active-days = 200 }")).contains("out of order");
    assertThat(problems("purchases { rates { USD = 0.9 } }")).contains("add 'currency'");
    assertThat(problems("purchases { currency = eur }")).contains("EUR");
    assertThat(problems("purchases { refund = ignore }")).contains("did you mean 'refunds'?");
  }

  private Map<String, Feature> read(String more) {
    return settings(more).analysis().features().stream()
        .collect(Collectors.toMap(Feature::name, Function.identity()));
  }

  private Settings settings(String more) {
    return fixture.read(SOURCES + more);
  }

  private String problems(String more) {
    return catchThrowableOfType(AurumException.class, () -> settings(more)).getMessage();
  }
}
