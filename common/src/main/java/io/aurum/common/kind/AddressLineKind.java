package io.aurum.common.kind;

import io.aurum.common.match.BlockingKeys;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Addresses;
import io.aurum.common.text.Masks;

/** Street line of an address: street, house number, flat. */
final class AddressLineKind extends BaseKind {

  AddressLineKind() {
    super(
        Traits.of("address-line", "street, house number and flat")
            .pii(PiiClass.LINKED)
            .sharedByHousehold()
            .comparator(Comparators.addressLine(), BlockingKeys::words)
            // People move: the latest address holds; of one day the fullest.
            .survivorship(
                SurvivorshipRule.NEWEST,
                SurvivorshipRule.SOURCE_TRUST,
                SurvivorshipRule.MOST_COMPLETE)
            .mask(Masks::words));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Standardised.valid(text, Addresses.matchLine(text, umlauts(context)));
  }
}
