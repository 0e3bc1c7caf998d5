package io.aurum.common.kind;

import io.aurum.common.match.BlockingKeys;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.text.Companies;
import io.aurum.common.text.Masks;

/** Name of an organisation; its legal form is no evidence. */
final class CompanyNameKind extends BaseKind {

  CompanyNameKind() {
    super(
        Traits.of("company-name", "name of an organisation")
            .comparator(Comparators.companyName(), BlockingKeys::words)
            .keptDistinct()
            // Copies seldom repeat a slip of the pen, and the longest form tells most.
            .survivorship(
                SurvivorshipRule.MOST_FREQUENT,
                SurvivorshipRule.LONGEST,
                SurvivorshipRule.SOURCE_TRUST,
                SurvivorshipRule.NEWEST)
            .mask(Masks::words));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Standardised.valid(text, Companies.match(text, umlauts(context)));
  }
}
