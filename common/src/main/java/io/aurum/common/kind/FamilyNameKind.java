package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Names;
import io.aurum.common.text.Placeholders;
import java.util.List;
import java.util.Optional;

/** Family name of a person. */
final class FamilyNameKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  private static final Issue NOT_A_NAME =
      Issues.validity(
          "not-a-name", "the text has no letter or is an address; check the column mapping");

  FamilyNameKind() {
    super("family-name");
  }

  @Override
  public String summary() {
    return "family name with its particles";
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
    if (!Names.isName(text)) {
      return Standardised.invalid(NOT_A_NAME.code());
    }
    return Standardised.valid(Names.display(text), Names.match(text, umlauts(context)));
  }

  @Override
  List<Issue> ownIssues() {
    return List.of(NOT_A_NAME);
  }

  @Override
  boolean isPlaceholder(String text) {
    return Placeholders.isNamePlaceholder(text);
  }

  @Override
  public Optional<Comparator> comparator() {
    return Optional.of(Comparators.familyName());
  }

  /** Slips of the pen are rare among copies of one name, and the longest form tells most. */
  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of(
        SurvivorshipRule.MOST_FREQUENT,
        SurvivorshipRule.LONGEST,
        SurvivorshipRule.SOURCE_TRUST,
        SurvivorshipRule.NEWEST);
  }

  @Override
  public String mask(String canonical) {
    return Masks.words(canonical);
  }
}
