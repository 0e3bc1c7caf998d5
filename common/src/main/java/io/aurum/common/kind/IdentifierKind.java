package io.aurum.common.kind;

import io.aurum.common.match.Comparators;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Placeholders;

/** An identifier that a machine gave: kept as delivered, case too; equal or different. */
abstract class IdentifierKind extends BaseKind {
  IdentifierKind(Traits traits) {
    super(
        traits
            .longNumbers()
            .comparator(Comparators.exact())
            .mask(Masks::code)
            .placeholder(Placeholders::isIdentifierPlaceholder));
  }

  @Override
  final Standardised read(String text, KindContext context) {
    return Standardised.valid(text, text);
  }
}
