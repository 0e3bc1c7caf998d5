package io.aurum.common.kind;

import io.aurum.common.match.Comparators;
import io.aurum.common.text.Countries;
import io.aurum.common.text.Placeholders;

/** Country as ISO 3166-1 alpha-2, from a code or a name in many languages. */
final class CountryKind extends PlaceKind {
  private static final Issue UNKNOWN_COUNTRY =
      Issues.validity("unknown-country", "no country has this code or name; use ISO 3166-1 codes");

  CountryKind() {
    super(
        Traits.of("country", "country")
            .comparator(Comparators.exact())
            .placeholder(CountryKind::isPlaceholder)
            .issues(UNKNOWN_COUNTRY));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Countries.code(text)
        .map(code -> Standardised.valid(code, code))
        .orElseGet(() -> Standardised.invalid(UNKNOWN_COUNTRY.code()));
  }

  /** NA is Namibia. */
  private static boolean isPlaceholder(String text) {
    return !text.equals("NA") && Placeholders.isPlaceholder(text);
  }
}
