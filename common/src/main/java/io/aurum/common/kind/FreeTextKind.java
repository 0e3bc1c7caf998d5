package io.aurum.common.kind;

import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.CardNumbers;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Texts;
import java.util.List;

/**
 * Text that people wrote: cleaned, card numbers reduced to their last four digits, never compared.
 * It may hold anything, so it is treated as identifying.
 */
final class FreeTextKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  FreeTextKind() {
    super("free-text");
  }

  @Override
  public Standardised standardise(String raw, KindContext context) {
    String text = Texts.clean(raw);
    return text.isEmpty() ? Standardised.missing() : read(text, context);
  }

  @Override
  public List<Issue> issues() {
    return List.of();
  }

  @Override
  public String summary() {
    return "text that people wrote";
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
    return Standardised.valid(CardNumbers.redact(text), null);
  }

  /** The latest word counts. */
  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of(SurvivorshipRule.NEWEST, SurvivorshipRule.LONGEST);
  }

  @Override
  public String mask(String canonical) {
    return Masks.hidden();
  }
}
