package io.aurum.common.kind;

import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Texts;
import java.util.List;

/**
 * Key of a record of some source: what refers to a record and has to equal its identity to the
 * character. So nothing is cleaned, and only its length can be wrong.
 */
final class KeyKind extends BaseKind {

  KeyKind() {
    super(
        Traits.of("key", "key of a record of some source, kept to the character")
            .pii(PiiClass.LINKED)
            .longNumbers()
            .survivorship(SurvivorshipRule.NEWEST)
            .mask(Masks::code));
  }

  @Override
  public Standardised standardise(String raw, KindContext context) {
    if (Texts.clean(raw).isEmpty()) {
      return Standardised.missing();
    }
    return raw.length() > LONGEST
        ? Standardised.invalid(Issues.TOO_LONG.code())
        : read(raw, context);
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Standardised.valid(text, null);
  }

  @Override
  public List<Issue> issues() {
    return List.of(Issues.TOO_LONG);
  }
}
