package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Addresses;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Names;
import io.aurum.common.text.Texts;
import java.util.List;
import java.util.Optional;

/** Town or village. */
final class CityKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  private static final Issue NOT_A_PLACE =
      Issues.validity("not-a-place", "the text has no letter; check the column mapping");

  CityKind() {
    super("city");
  }

  @Override
  public String summary() {
    return "town or village";
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
    if (!Texts.hasLetter(text)) {
      return Standardised.invalid(NOT_A_PLACE.code());
    }
    return Standardised.valid(Names.display(text), Addresses.matchPlace(text, umlauts(context)));
  }

  @Override
  List<Issue> ownIssues() {
    return List.of(NOT_A_PLACE);
  }

  @Override
  public Optional<Comparator> comparator() {
    return Optional.of(Comparators.city());
  }

  /** People move: the latest address holds. */
  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of(
        SurvivorshipRule.NEWEST, SurvivorshipRule.SOURCE_TRUST, SurvivorshipRule.MOST_FREQUENT);
  }

  @Override
  public String mask(String canonical) {
    return Masks.words(canonical);
  }
}
