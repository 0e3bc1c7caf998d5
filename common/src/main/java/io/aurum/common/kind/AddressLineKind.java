package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Addresses;
import io.aurum.common.text.Masks;
import java.util.List;
import java.util.Optional;

/** Street line of an address. */
final class AddressLineKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  AddressLineKind() {
    super("address-line");
  }

  @Override
  public String summary() {
    return "street, house number and flat";
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
    return Standardised.valid(text, Addresses.matchLine(text, umlauts(context)));
  }

  @Override
  public Optional<Comparator> comparator() {
    return Optional.of(Comparators.addressLine());
  }

  /** People move: the latest address holds. */
  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of(
        SurvivorshipRule.NEWEST, SurvivorshipRule.SOURCE_TRUST, SurvivorshipRule.MOST_COMPLETE);
  }

  @Override
  public String mask(String canonical) {
    return Masks.words(canonical);
  }
}
