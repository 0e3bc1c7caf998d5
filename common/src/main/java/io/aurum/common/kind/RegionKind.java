package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Addresses;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Names;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** State, province or county. Codes of up to three letters are written in capitals. */
final class RegionKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  RegionKind() {
    super("region");
  }

  @Override
  public String summary() {
    return "state, province or county";
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
    String canonical = text.length() <= 3 ? text.toUpperCase(Locale.ROOT) : Names.display(text);
    return Standardised.valid(canonical, Addresses.matchPlace(text, umlauts(context)));
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
