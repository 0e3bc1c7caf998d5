package io.aurum.common.kind;

import io.aurum.common.match.BlockingKeys;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.CardNumbers;
import io.aurum.common.text.Masks;
import io.aurum.common.text.Placeholders;
import io.aurum.common.text.Texts;
import io.aurum.common.text.ValueLists;
import java.util.List;

/**
 * Several values in one text: contacts, interests, co-authors. How many two records share is
 * evidence; their order and the order of the words in each is none. A list may name people, so it
 * counts as identifying. Its length is bounded by {@link #MOST} values.
 */
final class ListKind extends BaseKind {
  /** Values of a list, above which it is no list but a text. */
  private static final int MOST = 1_000;

  private static final String SEPARATOR = "; ";

  ListKind() {
    super(
        Traits.of("list", "several values in one text")
            .pii(PiiClass.LINKED)
            .comparator(Comparators.list(), BlockingKeys::values)
            // Lists grow: the longest one tells most; of equal length the latest.
            .survivorship(SurvivorshipRule.LONGEST, SurvivorshipRule.NEWEST)
            .mask(canonical -> Masks.hidden()));
  }

  /** A list is longer than a single value may be, and each of its values is judged by itself. */
  @Override
  public Standardised standardise(String raw, KindContext context) {
    return Texts.clean(raw).isEmpty() ? Standardised.missing() : read(raw, context);
  }

  @Override
  Standardised read(String text, KindContext context) {
    if (CardNumbers.isIn(text)) {
      return Standardised.invalid(Issues.CARD_NUMBER.code());
    }
    List<String> values =
        ValueLists.values(text).stream().filter(v -> !Placeholders.isPlaceholder(v)).toList();
    if (values.size() > MOST || values.stream().anyMatch(v -> v.length() > LONGEST)) {
      return Standardised.invalid(Issues.TOO_LONG.code());
    }
    return values.isEmpty()
        ? Standardised.invalid(Issues.PLACEHOLDER.code())
        : Standardised.valid(
            String.join(SEPARATOR, values), ValueLists.match(values, umlauts(context)));
  }
}
