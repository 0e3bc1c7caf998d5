package io.aurum.common.kind;

import io.aurum.common.match.SurvivorshipRule;

/** Browser cookie: a household shares it, so it is ordinary evidence. */
final class CookieKind extends IdentifierKind {

  CookieKind() {
    super(
        Traits.of("cookie", "browser cookie")
            .onlineIdentifier()
            // They are renewed: the latest one is in use.
            .survivorship(SurvivorshipRule.NEWEST, SurvivorshipRule.MOST_FREQUENT));
  }
}
