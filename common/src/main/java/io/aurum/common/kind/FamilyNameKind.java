package io.aurum.common.kind;

import io.aurum.common.match.BlockingKeys;
import io.aurum.common.match.Comparators;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Names;

/** Family name of a person, with its particles. */
final class FamilyNameKind extends NameKind {

  FamilyNameKind() {
    super(
        Traits.of("family-name", "family name with its particles")
            .pii(PiiClass.LINKABLE)
            .sharedByHousehold()
            .comparator(Comparators.familyName(), BlockingKeys::name));
  }

  @Override
  Standardised readName(String text, KindContext context) {
    return Standardised.valid(Names.display(text), Names.match(text, umlauts(context)));
  }
}
