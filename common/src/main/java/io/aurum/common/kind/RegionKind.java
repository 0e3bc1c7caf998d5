package io.aurum.common.kind;

import io.aurum.common.match.Comparators;
import io.aurum.common.text.Addresses;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Names;
import java.util.Locale;

/** State, province or county. Codes of up to three letters are written in capitals. */
final class RegionKind extends PlaceKind {

  RegionKind() {
    super(
        Traits.of("region", "state, province or county")
            .comparator(Comparators.city())
            .mask(Masks::words));
  }

  @Override
  Standardised read(String text, KindContext context) {
    String canonical = text.length() <= 3 ? text.toUpperCase(Locale.ROOT) : Names.display(text);
    return Standardised.valid(canonical, Addresses.matchPlace(text, umlauts(context)));
  }
}
