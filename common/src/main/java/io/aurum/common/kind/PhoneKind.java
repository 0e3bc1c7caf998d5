package io.aurum.common.kind;

import io.aurum.common.match.BlockingKeys;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Phones;

/**
 * Telephone number. Canonical is E.164; the match form is its digits, or the last nine digits of a
 * number that is not valid.
 */
final class PhoneKind extends BaseKind {
  private static final Issue NOT_A_PHONE =
      Issues.validity(
          "not-a-phone", "no numbering plan has such a number; correct it or check the region");
  private static final Issue NO_REGION =
      Issues.validity("no-region", "the number names no country; declare the source's region");

  PhoneKind() {
    super(
        Traits.of("phone", "telephone number")
            .pii(PiiClass.LINKED)
            .longNumbers()
            .national()
            .comparator(Comparators.phone(), BlockingKeys::phone)
            // People change addresses and numbers: the latest one reaches them.
            .survivorship(
                SurvivorshipRule.NEWEST,
                SurvivorshipRule.MOST_FREQUENT,
                SurvivorshipRule.SOURCE_TRUST)
            .mask(Masks::phone)
            .issues(NOT_A_PHONE, NO_REGION));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Phones.e164(text, context.region())
        .map(number -> Standardised.valid(number, number.substring(1)))
        .orElseGet(
            () -> Standardised.evidence(Phones.evidence(text).orElse(null), issue(text, context)));
  }

  private static String issue(String text, KindContext context) {
    boolean national = context.region().isEmpty() && !Phones.isInternational(text);
    return national ? NO_REGION.code() : NOT_A_PHONE.code();
  }
}
