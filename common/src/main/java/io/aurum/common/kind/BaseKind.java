package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.KeySink;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.match.Value;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.CardNumbers;
import io.aurum.common.text.Texts;
import io.aurum.common.text.Transliteration.Umlauts;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What all kinds have in common: their traits, and that cleaning, length, placeholders and card
 * numbers are settled before a kind reads a text. A kind is serialised as its name.
 */
abstract class BaseKind implements Kind {
  private static final long serialVersionUID = 1L;

  /** Characters of the longest text that can be a value. */
  static final int LONGEST = 1000;

  private final transient Traits traits;

  BaseKind(Traits traits) {
    this.traits = traits;
  }

  /**
   * Reads a text that is cleaned, visible, of bounded length, no placeholder and, but for kinds of
   * long numbers, without card number.
   */
  abstract Standardised read(String text, KindContext context);

  @Override
  public Standardised standardise(String raw, KindContext context) {
    String text = Texts.clean(raw);
    if (text.isEmpty()) {
      return Standardised.missing();
    }
    if (text.length() > LONGEST) {
      return Standardised.invalid(Issues.TOO_LONG.code());
    }
    if (traits.placeholder.test(text)) {
      return Standardised.invalid(Issues.PLACEHOLDER.code());
    }
    if (!traits.longNumbers && CardNumbers.isIn(text)) {
      return Standardised.invalid(Issues.CARD_NUMBER.code());
    }
    return read(text, context);
  }

  @Override
  public final String name() {
    return traits.name;
  }

  @Override
  public final String summary() {
    return traits.summary;
  }

  @Override
  public final PiiClass piiClass() {
    return traits.pii;
  }

  @Override
  public final boolean personalUnderGdpr() {
    return traits.onlineIdentifier || traits.pii != PiiClass.NON_PII;
  }

  @Override
  public final ValueType type() {
    return traits.type;
  }

  @Override
  public List<Issue> issues() {
    return traits.allIssues();
  }

  @Override
  public final Optional<Comparator> comparator() {
    return traits.comparator;
  }

  @Override
  public final void blockingKeys(Value value, KeySink sink) {
    traits.keys.accept(value, sink);
  }

  @Override
  public final boolean hardIdentifier() {
    return traits.hardIdentifier;
  }

  @Override
  public final boolean sharedByHousehold() {
    return traits.sharedByHousehold;
  }

  @Override
  public final boolean keptDistinct() {
    return traits.keptDistinct;
  }

  @Override
  public final boolean national() {
    return traits.national;
  }

  @Override
  public final List<SurvivorshipRule> survivorship() {
    return traits.survivorship;
  }

  @Override
  public final String mask(String canonical) {
    return traits.mask.apply(canonical);
  }

  @Override
  public final String toString() {
    return traits.name;
  }

  static Umlauts umlauts(KindContext context) {
    return context.region().map(Umlauts::of).orElse(Umlauts.PLAIN);
  }

  /** Serialises the name alone; each JVM has one kind of each name. */
  final Object writeReplace() {
    return new Named(traits.name);
  }

  private record Named(String name) implements Serializable {
    private Object readResolve() {
      return Kinds.byName(name).orElseThrow();
    }
  }
}
