package io.aurum.common.kind;

import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Masks;
import io.aurum.common.text.MatchForms;
import io.aurum.common.text.NationalIds;
import io.aurum.common.text.Placeholders;

/** Number that a state gave to a person, checked by the scheme of the source's region. */
final class NationalIdKind extends BaseKind {
  private static final Issue BAD_CHECKSUM =
      Issues.validity(
          "bad-checksum",
          "the check digit or structure is wrong: a digit was mistyped; correct it");
  private static final Issue NOT_A_NATIONAL_ID =
      Issues.validity(
          "not-a-national-id", "the region has no such numbers; check the column or the region");

  NationalIdKind() {
    super(
        Traits.of("national-id", "number that a state gave to a person")
            .pii(PiiClass.LINKED)
            .comparator(Comparators.code())
            // It never changes: what most records say, then whom we trust, then who said it first.
            .survivorship(
                SurvivorshipRule.MOST_FREQUENT,
                SurvivorshipRule.SOURCE_TRUST,
                SurvivorshipRule.OLDEST)
            .mask(Masks::code)
            .placeholder(Placeholders::isIdentifierPlaceholder)
            .issues(BAD_CHECKSUM, NOT_A_NATIONAL_ID));
  }

  @Override
  Standardised read(String text, KindContext context) {
    String compact = MatchForms.compact(text);
    return switch (NationalIds.check(compact, context.region().orElse(""))) {
      case VALID -> Standardised.valid(compact, compact);
      case BAD_CHECKSUM -> Standardised.evidence(compact, BAD_CHECKSUM.code());
      case BAD_FORM -> Standardised.evidence(evidence(compact), NOT_A_NATIONAL_ID.code());
    };
  }

  private static String evidence(String compact) {
    return NationalIds.isAny(compact) ? compact : null;
  }
}
