package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One of a few values: occupation, tariff, language. Case is no difference. */
final class CategoryKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  CategoryKind() {
    super("category");
  }

  @Override
  public String summary() {
    return "one of a few values";
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
    return Standardised.valid(text, text.toLowerCase(Locale.ROOT));
  }

  @Override
  public Optional<Comparator> comparator() {
    return Optional.of(Comparators.category());
  }

  /** Circumstances change: the latest one holds. */
  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of(
        SurvivorshipRule.NEWEST, SurvivorshipRule.MOST_FREQUENT, SurvivorshipRule.SOURCE_TRUST);
  }

  @Override
  public String mask(String canonical) {
    return canonical;
  }
}
