package io.aurum.common.kind;

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
            .comparator(Comparators.addressLine())
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
