package io.aurum.common.kind;

import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;

/** Account of a source: equal values prove that two records are one customer. */
final class AccountIdKind extends IdentifierKind {

  AccountIdKind() {
    super(
        Traits.of("account-id", "account of a source: equal values are one customer")
            .pii(PiiClass.LINKED)
            .hardIdentifier()
            // An account stays: what most records say, then whom we trust, then who said it first.
            .survivorship(
                SurvivorshipRule.MOST_FREQUENT,
                SurvivorshipRule.SOURCE_TRUST,
                SurvivorshipRule.OLDEST));
  }
}
