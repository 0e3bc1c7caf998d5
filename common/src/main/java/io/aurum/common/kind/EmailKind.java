package io.aurum.common.kind;

import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Emails;
import io.aurum.common.text.Masks;

/**
 * E-mail address.
 *
 * <p>A role or throw-away mailbox stays valid, but it is nobody's alone and so no evidence. An
 * address in a reserved domain reaches nobody, yet two records that share one still resemble each
 * other.
 */
final class EmailKind extends BaseKind {
  private static final Issue NOT_AN_EMAIL =
      Issues.validity(
          "not-an-email", "the text is no e-mail address by RFC 5322 and RFC 6531; correct it");
  private static final Issue RESERVED_DOMAIN =
      Issues.validity(
          "reserved-domain", "the domain is reserved for tests and documents; ask the customer");

  EmailKind() {
    super(
        Traits.of("email", "e-mail address")
            .pii(PiiClass.LINKED)
            .comparator(Comparators.email())
            // People change addresses and numbers: the latest one reaches them.
            .survivorship(
                SurvivorshipRule.NEWEST,
                SurvivorshipRule.MOST_FREQUENT,
                SurvivorshipRule.SOURCE_TRUST)
            .mask(Masks::email)
            .issues(NOT_AN_EMAIL, RESERVED_DOMAIN));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Emails.read(text)
        .map(EmailKind::judge)
        .orElseGet(() -> Standardised.invalid(NOT_AN_EMAIL.code()));
  }

  private static Standardised judge(Emails.Address address) {
    String match = address.shared() ? null : address.mailbox();
    return address.reserved()
        ? Standardised.evidence(match, RESERVED_DOMAIN.code())
        : Standardised.valid(address.canonical(), match);
  }
}
