package io.aurum.common.kind;

import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;

/** A part of an address that names an area. */
abstract class PlaceKind extends BaseKind {
  PlaceKind(Traits traits) {
    super(
        traits
            .pii(PiiClass.LINKABLE)
            .sharedByHousehold()
            // People move: the latest address holds.
            .survivorship(
                SurvivorshipRule.NEWEST,
                SurvivorshipRule.SOURCE_TRUST,
                SurvivorshipRule.MOST_FREQUENT));
  }
}
