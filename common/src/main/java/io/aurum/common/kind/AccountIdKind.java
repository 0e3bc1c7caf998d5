package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Placeholders;
import java.util.List;
import java.util.Optional;

/** Account of a source: proof that two records are one customer. Kept as delivered, case too. */
final class AccountIdKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  AccountIdKind() {
    super("account-id");
  }

  @Override
  public String summary() {
    return "account of a source: equal values are one customer";
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
    return Standardised.valid(text, text);
  }

  @Override
  boolean isPlaceholder(String text) {
    return super.isPlaceholder(text) || Placeholders.isZeroIdentifier(text);
  }

  @Override
  boolean guardsCards() {
    return false;
  }

  @Override
  public boolean hardIdentifier() {
    return true;
  }

  @Override
  public Optional<Comparator> comparator() {
    return Optional.of(Comparators.exact());
  }

  /** The account that most records name, then the first one opened. */
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
