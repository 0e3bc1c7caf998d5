package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Countries;
import io.aurum.common.text.Placeholders;
import java.util.List;
import java.util.Optional;

/** Country as ISO 3166-1 alpha-2, from a code or a name in many languages. */
final class CountryKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  private static final Issue UNKNOWN_COUNTRY =
      Issues.validity("unknown-country", "no country has this code or name; use ISO 3166-1 codes");

  CountryKind() {
    super("country");
  }

  @Override
  public String summary() {
    return "country";
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
    return Countries.code(text)
        .map(code -> Standardised.valid(code, code))
        .orElseGet(() -> Standardised.invalid(UNKNOWN_COUNTRY.code()));
  }

  @Override
  List<Issue> ownIssues() {
    return List.of(UNKNOWN_COUNTRY);
  }

  /** {@code NA} is Namibia. */
  @Override
  boolean isPlaceholder(String text) {
    return !text.equals("NA") && Placeholders.isPlaceholder(text);
  }

  @Override
  public Optional<Comparator> comparator() {
    return Optional.of(Comparators.exact());
  }

  /** People move: the latest address holds. */
  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of(
        SurvivorshipRule.NEWEST, SurvivorshipRule.SOURCE_TRUST, SurvivorshipRule.MOST_FREQUENT);
  }

  @Override
  public String mask(String canonical) {
    return canonical;
  }
}
