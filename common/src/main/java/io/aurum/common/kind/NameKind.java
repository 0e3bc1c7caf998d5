package io.aurum.common.kind;

import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Names;
import io.aurum.common.text.Placeholders;

/** A personal name or a part of one. */
abstract class NameKind extends BaseKind {
  private static final Issue NOT_A_NAME =
      Issues.validity(
          "not-a-name", "the text has no letter or is an address; check the column mapping");

  NameKind(Traits traits) {
    super(
        traits
            // Copies seldom repeat a slip of the pen, and the longest form tells most.
            .survivorship(
                SurvivorshipRule.MOST_FREQUENT,
                SurvivorshipRule.LONGEST,
                SurvivorshipRule.SOURCE_TRUST,
                SurvivorshipRule.NEWEST)
            .mask(Masks::words)
            .placeholder(Placeholders::isNamePlaceholder)
            .issues(NOT_A_NAME));
  }

  /** Reads a text that can be a name. */
  abstract Standardised readName(String text, KindContext context);

  @Override
  final Standardised read(String text, KindContext context) {
    return Names.isName(text) ? readName(text, context) : Standardised.invalid(NOT_A_NAME.code());
  }
}
