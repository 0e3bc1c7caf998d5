package io.aurum.common.kind;

import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.CardNumbers;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Texts;
import java.util.List;

/**
 * Text that people wrote: cleaned, card numbers reduced to their last four digits, never compared.
 * It may hold anything, so it counts as identifying and has no issues.
 */
final class FreeTextKind extends BaseKind {

  FreeTextKind() {
    super(
        Traits.of("free-text", "text that people wrote")
            .pii(PiiClass.LINKED)
            // The latest word counts; of one day the longest.
            .survivorship(SurvivorshipRule.NEWEST, SurvivorshipRule.LONGEST)
            .mask(canonical -> Masks.hidden()));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Standardised.valid(CardNumbers.redact(text), null);
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
}
