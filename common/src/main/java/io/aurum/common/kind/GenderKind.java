package io.aurum.common.kind;

import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Genders;
import java.util.Locale;

/** {@code female}, {@code male} or {@code other}, from words in many languages. */
final class GenderKind extends BaseKind {
  private static final Issue UNKNOWN_GENDER =
      Issues.validity("unknown-gender", "the word names no gender; map it at the source");

  GenderKind() {
    super(
        Traits.of("gender", "gender: female, male or other")
            .pii(PiiClass.LINKABLE)
            .comparator(Comparators.exact())
            // Most records are right; where they are even, the customer's last word counts.
            .survivorship(
                SurvivorshipRule.MOST_FREQUENT,
                SurvivorshipRule.NEWEST,
                SurvivorshipRule.SOURCE_TRUST)
            .issues(UNKNOWN_GENDER));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Genders.read(text)
        .map(gender -> Standardised.valid(gender, match(gender)))
        .orElseGet(() -> Standardised.invalid(UNKNOWN_GENDER.code()));
  }

  private static String match(String gender) {
    return gender.equals("other") ? "X" : gender.substring(0, 1).toUpperCase(Locale.ROOT);
  }
}
