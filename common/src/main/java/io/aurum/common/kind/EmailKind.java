package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Emails;
import io.aurum.common.text.Masks;
import java.util.List;
import java.util.Optional;

/**
 * E-mail address. A role or throw-away mailbox stays valid, but is nobody's alone and so no
 * evidence. An address in a reserved domain reaches nobody, yet two records that share one still
 * resemble each other.
 */
final class EmailKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  private static final Issue NOT_AN_EMAIL =
      Issues.validity(
          "not-an-email", "the text is no e-mail address by RFC 5322 and RFC 6531; correct it");
  private static final Issue RESERVED_DOMAIN =
      Issues.validity(
          "reserved-domain", "the domain is reserved for tests and documents; ask the customer");

  EmailKind() {
    super("email");
  }

  @Override
  public String summary() {
    return "e-mail address";
  }

  @Override
  public PiiClass piiClass() {
    return PiiClass.LINKED;
  }

  @Override
  public ValueType type() {
    return ValueType.TEXT;
  }

  @Override
  Standardised read(String text, KindContext context) {
    Optional<Emails.Address> address = Emails.read(text);
    if (address.isEmpty()) {
      return Standardised.invalid(NOT_AN_EMAIL.code());
    }
    String match = address.get().shared() ? null : address.get().mailbox();
    return address.get().reserved()
        ? Standardised.evidence(match, RESERVED_DOMAIN.code())
        : Standardised.valid(address.get().canonical(), match);
  }

  @Override
  List<Issue> ownIssues() {
    return List.of(NOT_AN_EMAIL, RESERVED_DOMAIN);
  }

  @Override
  public Optional<Comparator> comparator() {
    return Optional.of(Comparators.email());
  }

  /** People change addresses: the latest one reaches them. */
  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of(
        SurvivorshipRule.NEWEST, SurvivorshipRule.MOST_FREQUENT, SurvivorshipRule.SOURCE_TRUST);
  }

  @Override
  public String mask(String canonical) {
    return Masks.email(canonical);
  }
}
