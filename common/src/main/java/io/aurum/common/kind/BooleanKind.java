package io.aurum.common.kind;

import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.text.Booleans;

/** Yes or no, from words in many languages. */
final class BooleanKind extends BaseKind {
  private static final Issue NOT_A_BOOLEAN =
      Issues.validity("not-a-boolean", "the word is neither yes nor no; map it at the source");

  BooleanKind() {
    super(
        Traits.of("boolean", "yes or no")
            .type(ValueType.BOOLEAN)
            // Circumstances change: the latest value holds.
            .survivorship(
                SurvivorshipRule.NEWEST,
                SurvivorshipRule.MOST_FREQUENT,
                SurvivorshipRule.SOURCE_TRUST)
            .issues(NOT_A_BOOLEAN));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Booleans.read(text)
        .map(value -> Standardised.valid(value.toString(), value.toString()))
        .orElseGet(() -> Standardised.invalid(NOT_A_BOOLEAN.code()));
  }
}
