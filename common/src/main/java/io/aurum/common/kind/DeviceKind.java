package io.aurum.common.kind;

import io.aurum.common.match.SurvivorshipRule;

/** Device or advertising id: a household shares it, so it is ordinary evidence. */
final class DeviceKind extends IdentifierKind {

  DeviceKind() {
    super(
        Traits.of("device", "device or advertising id")
            .onlineIdentifier()
            // They are renewed: the latest one is in use.
            .survivorship(SurvivorshipRule.NEWEST, SurvivorshipRule.MOST_FREQUENT));
  }
}
