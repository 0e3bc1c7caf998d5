package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Masks;
import io.aurum.common.text.MatchForms;
import io.aurum.common.text.PostalCodes;
import java.util.List;
import java.util.Optional;

/**
 * Postal code, checked by the form of the source's region. A code that breaks it is still evidence.
 */
final class PostalCodeKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  private static final Issue NOT_A_POSTAL_CODE =
      Issues.validity(
          "not-a-postal-code",
          "the region has no such codes; check for lost leading zeros, or the region");

  PostalCodeKind() {
    super("postal-code");
  }

  @Override
  public String summary() {
    return "postal code";
  }

  @Override
  public PiiClass piiClass() {
    return PiiClass.LINKABLE;
  }

  @Override
  public ValueType type() {
    return ValueType.TEXT;
  }

  @Override
  Standardised read(String text, KindContext context) {
    String compact = MatchForms.compact(text);
    return PostalCodes.write(compact, context.region())
        .map(code -> Standardised.valid(code, compact))
        .orElseGet(() -> Standardised.evidence(evidence(compact), NOT_A_POSTAL_CODE.code()));
  }

  @Override
  List<Issue> ownIssues() {
    return List.of(NOT_A_POSTAL_CODE);
  }

  private static String evidence(String compact) {
    return PostalCodes.write(compact, Optional.empty()).isPresent() ? compact : null;
  }

  @Override
  public Optional<Comparator> comparator() {
    return Optional.of(Comparators.postalCode());
  }

  /** People move: the latest address holds. */
  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of(
        SurvivorshipRule.NEWEST, SurvivorshipRule.SOURCE_TRUST, SurvivorshipRule.MOST_FREQUENT);
  }

  @Override
  public String mask(String canonical) {
    return Masks.area(canonical);
  }
}
