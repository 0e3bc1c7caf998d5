package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.decimal;
import static io.aurum.common.config.Parsers.exact;
import static io.aurum.common.config.Parsers.integer;

import io.aurum.common.rule.Condition;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads which purchases count, how customers are judged by them, and the profile's features. */
final class AnalysisSettingsReader {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final int MOST_DAYS = 36_500;

  private final FeatureReader features;

  AnalysisSettingsReader(FeatureReader features) {
    this.features = features;
  }

  AnalysisSettings read(Section root) {
    return new AnalysisSettings(
        purchases(root.section("purchases", "the purchases")),
        value(root.section("value", "the value of customers")),
        features.read(root.section("features", "the features")),
        RhythmReader.find(root, "learning", "the dates of learning"));
  }

  private static PurchaseSettings purchases(Section purchases) {
    Condition where = SqlConditions.find(purchases, "where").orElse(Condition.NONE);
    var refunds = purchases.require("refunds", choice(PurchaseSettings.Refunds.class));
    Optional<String> currency = purchases.find("currency", currency());
    Section rates = purchases.section("rates", "the rates of exchange");
    Map<String, BigDecimal> byCurrency = new TreeMap<>();
    for (String name : rates.keys()) {
      if (!CURRENCY.matcher(name).matches()) {
        rates.reject(
            name,
            "bad name '" + name + "' of a currency",
            "currencies are named as in ISO 4217",
            "write three capital letters, such as EUR");
      }
      byCurrency.put(name, rates.require(name, exact("0")));
    }
    if (!byCurrency.isEmpty() && currency.isEmpty()) {
      purchases.reject(
          "rates",
          "rates without a currency",
          "a rate says what a unit of another currency is worth in 'currency'",
          "add 'currency'");
    }
    return new PurchaseSettings(where, refunds, currency, byCurrency);
  }

  private static ValueSettings value(Section value) {
    int active = days(value, "active-days");
    int inactive = days(value, "inactive-days");
    int churned = days(value, "churned-days");
    if (active >= inactive || inactive >= churned) {
      value.reject(
          "stages of the life of a customer out of order",
          "a customer is active first, then inactive, then churned: %d, %d and %d days"
              .formatted(active, inactive, churned),
          "let active-days < inactive-days < churned-days");
    }
    return new ValueSettings(
        days(value, "compare-days"),
        active,
        inactive,
        churned,
        days(value, "horizon-days"),
        value.require("discount-rate", decimal("0", "1")),
        value.require("margin-rate", decimal("0", "1")),
        value.require("holdout-share", decimal("0", "0.9")),
        value.require("model", choice(PurchaseChoice.class)));
  }

  private static int days(Section section, String key) {
    return section.require(key, integer(1, MOST_DAYS)).intValue();
  }

  private static Parser<String> currency() {
    return new Parser<>(
        "a currency such as EUR",
        "",
        text ->
            CURRENCY.matcher(text).matches()
                ? Outcome.good(text)
                : Outcome.bad(
                    "it is no currency of ISO 4217",
                    "write three capital letters"
                        + (CURRENCY.matcher(text.toUpperCase(Locale.ROOT)).matches()
                            ? ": " + text.toUpperCase(Locale.ROOT)
                            : ", such as EUR")));
  }
}
