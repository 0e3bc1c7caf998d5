package io.aurum.common.kind;

import io.aurum.common.match.BlockingKeys;
import io.aurum.common.match.Comparators;
import io.aurum.common.text.Masks;
import io.aurum.common.text.MatchForms;
import io.aurum.common.text.PostalCodes;
import java.util.Optional;

/**
 * Postal code, checked by the form of its record's country, else of the source's region. A code
 * that breaks it is still evidence.
 */
final class PostalCodeKind extends PlaceKind {
  private static final Issue NOT_A_POSTAL_CODE =
      Issues.validity(
          "not-a-postal-code",
          "the region has no such codes; check for lost leading zeros, or the region");

  PostalCodeKind() {
    super(
        Traits.of("postal-code", "postal code")
            .national()
            .comparator(Comparators.postalCode(), BlockingKeys::postalCode)
            .mask(Masks::area)
            .issues(NOT_A_POSTAL_CODE));
  }

  @Override
  Standardised read(String text, KindContext context) {
    String compact = MatchForms.compact(text);
    return PostalCodes.read(compact, context.region())
        .map(code -> Standardised.valid(code.written(), code.match()))
        .orElseGet(() -> Standardised.evidence(evidence(compact), NOT_A_POSTAL_CODE.code()));
  }

  private static String evidence(String compact) {
    return PostalCodes.read(compact, Optional.empty()).isPresent() ? compact : null;
  }
}
