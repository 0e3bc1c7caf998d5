package io.aurum.common.kind;

import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.text.Numbers;

/** Number; decimal point or comma and thousands separators are told by form. */
final class NumberKind extends BaseKind {
  private static final Issue NOT_A_NUMBER =
      Issues.validity("not-a-number", "the text is no number; check units and the column mapping");

  NumberKind() {
    super(
        Traits.of("number", "number")
            .type(ValueType.NUMBER)
            .longNumbers()
            .comparator(Comparators.number())
            // Circumstances change: the latest value holds.
            .survivorship(
                SurvivorshipRule.NEWEST,
                SurvivorshipRule.MOST_FREQUENT,
                SurvivorshipRule.SOURCE_TRUST)
            .issues(NOT_A_NUMBER));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Numbers.read(text)
        .map(number -> Standardised.valid(number, number))
        .orElseGet(() -> Standardised.invalid(NOT_A_NUMBER.code()));
  }
}
