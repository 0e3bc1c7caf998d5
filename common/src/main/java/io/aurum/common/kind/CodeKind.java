package io.aurum.common.kind;

import io.aurum.common.text.Placeholders;

/**
 * Identifier of a thing, not of a person: an order, a product, a campaign. Kept as delivered, case
 * too; no evidence of who somebody is.
 */
final class CodeKind extends BaseKind {

  CodeKind() {
    super(
        Traits.of("code", "identifier of a thing: order, product, campaign")
            .longNumbers()
            .placeholder(Placeholders::isIdentifierPlaceholder));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Standardised.valid(text, null);
  }
}
