package io.aurum.common.kind;

import io.aurum.common.match.Comparators;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Names;

/** First and further given names of a person. */
final class GivenNameKind extends NameKind {

  GivenNameKind() {
    super(
        Traits.of("given-name", "first and further given names")
            .pii(PiiClass.LINKABLE)
            .comparator(Comparators.givenName()));
  }

  @Override
  Standardised readName(String text, KindContext context) {
    return Standardised.valid(Names.display(text), Names.match(text, umlauts(context)));
  }
}
