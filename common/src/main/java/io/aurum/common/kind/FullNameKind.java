package io.aurum.common.kind;

import io.aurum.common.match.Comparators;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Names;
import io.aurum.common.text.Placeholders;

/** Whole name of a person in one column; {@code Last, First} is turned round. */
final class FullNameKind extends NameKind {

  FullNameKind() {
    super(
        Traits.of("full-name", "whole name of a person in one column")
            .pii(PiiClass.LINKED)
            .comparator(Comparators.fullName()));
  }

  @Override
  Standardised readName(String text, KindContext context) {
    String name = Names.givenNameFirst(text);
    if (Placeholders.isNamePlaceholder(name)) {
      return Standardised.invalid(Issues.PLACEHOLDER.code());
    }
    return Standardised.valid(Names.display(name), Names.matchFull(name, umlauts(context)));
  }
}
