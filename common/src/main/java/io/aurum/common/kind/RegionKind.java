package io.aurum.common.kind;

import io.aurum.common.match.Comparators;
import io.aurum.common.text.Addresses;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Names;
import io.aurum.common.text.Texts;
import java.util.Locale;

/** State, province or county. Codes of up to three ASCII letters are written in capitals. */
final class RegionKind extends PlaceKind {

  private static final int LONGEST_CODE = 3;

  RegionKind() {
    super(
        Traits.of("region", "state, province or county")
            .comparator(Comparators.city())
            .mask(Masks::words));
  }

  @Override
  Standardised read(String text, KindContext context) {
    boolean code = text.length() <= LONGEST_CODE && Texts.isAscii(text);
    String canonical = code ? text.toUpperCase(Locale.ROOT) : Names.display(text);
    return Standardised.valid(canonical, Addresses.matchPlace(text, umlauts(context)));
  }
}
