package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Companies;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Texts;
import java.util.List;
import java.util.Optional;

/** Name of an organisation; the legal form is no evidence. */
final class CompanyNameKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  CompanyNameKind() {
    super("company-name");
  }

  @Override
  public String summary() {
    return "name of an organisation";
  }

  @Override
  public PiiClass piiClass() {
    return PiiClass.NON_PII;
  }

  @Override
  public ValueType type() {
    return ValueType.TEXT;
  }

  @Override
  Standardised read(String text, KindContext context) {
    if (Texts.alphanumerics(text).isEmpty()) {
      return Standardised.invalid(Issues.PLACEHOLDER.code());
    }
    return Standardised.valid(text, Companies.match(text, umlauts(context)));
  }

  @Override
  public Optional<Comparator> comparator() {
    return Optional.of(Comparators.companyName());
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
