package io.aurum.common.kind;

import io.aurum.common.match.Comparators;
import io.aurum.common.text.Addresses;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Names;
import io.aurum.common.text.Texts;

/** Town or village. */
final class CityKind extends PlaceKind {
  private static final Issue NOT_A_PLACE =
      Issues.validity("not-a-place", "the text has no letter; check the column mapping");

  CityKind() {
    super(
        Traits.of("city", "town or village")
            .comparator(Comparators.city())
            .mask(Masks::words)
            .issues(NOT_A_PLACE));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Texts.hasLetter(text)
        ? Standardised.valid(Names.display(text), Addresses.matchPlace(text, umlauts(context)))
        : Standardised.invalid(NOT_A_PLACE.code());
  }
}
