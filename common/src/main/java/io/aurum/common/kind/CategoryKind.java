package io.aurum.common.kind;

import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import java.util.Locale;

/** One of a few values: occupation, tariff, language. Case is no difference. */
final class CategoryKind extends BaseKind {

  CategoryKind() {
    super(
        Traits.of("category", "one of a few values")
            .comparator(Comparators.category())
            // Circumstances change: the latest value holds.
            .survivorship(
                SurvivorshipRule.NEWEST,
                SurvivorshipRule.MOST_FREQUENT,
                SurvivorshipRule.SOURCE_TRUST));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Standardised.valid(text, text.toLowerCase(Locale.ROOT));
  }
}
