package io.aurum.common.kind;

import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.IpAddresses;
import java.util.List;

/**
 * Internet address, version 4 or 6. It names a household, a company or a hotel, and is no evidence
 * of a person.
 */
final class IpKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  private static final Issue NOT_AN_IP =
      Issues.validity(
          "not-an-ip", "the text is neither an IPv4 nor an IPv6 address; check the column mapping");

  IpKind() {
    super("ip");
  }

  @Override
  public String summary() {
    return "internet address";
  }

  @Override
  public PiiClass piiClass() {
    return PiiClass.NON_PII;
  }

  @Override
  public ValueType type() {
    return ValueType.TEXT;
  }

  @Override
  Standardised read(String text, KindContext context) {
    return IpAddresses.read(text)
        .map(address -> Standardised.valid(address, address))
        .orElseGet(() -> Standardised.invalid(NOT_AN_IP.code()));
  }

  @Override
  List<Issue> ownIssues() {
    return List.of(NOT_AN_IP);
  }

  /** Names a device or browser, which Recital 30 of the GDPR counts as personal. */
  @Override
  public boolean personalUnderGdpr() {
    return true;
  }

  /** Addresses are lent: the latest one holds. */
  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of(SurvivorshipRule.NEWEST, SurvivorshipRule.MOST_FREQUENT);
  }

  @Override
  public String mask(String canonical) {
    return IpAddresses.network(canonical);
  }
}
