package io.aurum.common.kind;

import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.text.IpAddresses;

/**
 * Internet address, version 4 or 6. It names a household, a company or a hotel, and is no evidence
 * of a person.
 */
final class IpKind extends BaseKind {
  private static final Issue NOT_AN_IP =
      Issues.validity(
          "not-an-ip", "the text is neither an IPv4 nor an IPv6 address; check the column mapping");

  IpKind() {
    super(
        Traits.of("ip", "internet address")
            .onlineIdentifier()
            // They are renewed: the latest one is in use.
            .survivorship(SurvivorshipRule.NEWEST, SurvivorshipRule.MOST_FREQUENT)
            .mask(IpAddresses::network)
            .issues(NOT_AN_IP));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return IpAddresses.read(text)
        .map(address -> Standardised.valid(address, address))
        .orElseGet(() -> Standardised.invalid(NOT_AN_IP.code()));
  }
}
