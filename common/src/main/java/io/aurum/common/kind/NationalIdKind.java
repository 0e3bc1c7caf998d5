package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Masks;
import io.aurum.common.text.MatchForms;
import io.aurum.common.text.NationalIds;
import io.aurum.common.text.Placeholders;
import java.util.List;
import java.util.Optional;

/** Number that a state gave to a person, checked by the scheme of the source's region. */
final class NationalIdKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  private static final Issue BAD_CHECKSUM =
      Issues.validity(
          "bad-checksum",
          "the check digit or structure is wrong: a digit was mistyped; correct it");
  private static final Issue NOT_A_NATIONAL_ID =
      Issues.validity(
          "not-a-national-id", "the region has no such numbers; check the column or the region");

  NationalIdKind() {
    super("national-id");
  }

  @Override
  public String summary() {
    return "number that a state gave to a person";
  }

  @Override
  public PiiClass piiClass() {
    return PiiClass.LINKED;
  }

  @Override
  public ValueType type() {
    return ValueType.TEXT;
  }

  @Override
  Standardised read(String text, KindContext context) {
    String compact = MatchForms.compact(text);
    return switch (NationalIds.check(compact, context.region().orElse(""))) {
      case VALID -> Standardised.valid(compact, compact);
      case BAD_CHECKSUM -> Standardised.evidence(compact, BAD_CHECKSUM.code());
      case BAD_FORM ->
          Standardised.evidence(
              NationalIds.isAny(compact) ? compact : null, NOT_A_NATIONAL_ID.code());
    };
  }

  @Override
  List<Issue> ownIssues() {
    return List.of(BAD_CHECKSUM, NOT_A_NATIONAL_ID);
  }

  @Override
  boolean isPlaceholder(String text) {
    return super.isPlaceholder(text) || Placeholders.isZeroIdentifier(text);
  }

  @Override
  public Optional<Comparator> comparator() {
    return Optional.of(Comparators.code());
  }

  /** Such a number hardly ever changes: what most records say. */
  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of(
        SurvivorshipRule.MOST_FREQUENT, SurvivorshipRule.SOURCE_TRUST, SurvivorshipRule.OLDEST);
  }

  @Override
  public String mask(String canonical) {
    return Masks.code(canonical);
  }
}
