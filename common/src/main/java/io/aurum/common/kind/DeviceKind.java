package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Placeholders;
import java.util.List;
import java.util.Optional;

/**
 * Device or advertising id: shared in a household, so ordinary evidence. Kept as delivered, case
 * too.
 */
final class DeviceKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  DeviceKind() {
    super("device");
  }

  @Override
  public String summary() {
    return "device or advertising id";
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

  /** Names a device or browser, which Recital 30 of the GDPR counts as personal. */
  @Override
  public boolean personalUnderGdpr() {
    return true;
  }

  @Override
  public Optional<Comparator> comparator() {
    return Optional.of(Comparators.exact());
  }

  /** People change devices: the latest one is in use. */
  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of(SurvivorshipRule.NEWEST, SurvivorshipRule.MOST_FREQUENT);
  }

  @Override
  public String mask(String canonical) {
    return Masks.code(canonical);
  }
}
