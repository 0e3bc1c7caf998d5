package io.aurum.common.kind;

import io.aurum.common.text.CardNumbers;
import io.aurum.common.text.Placeholders;
import io.aurum.common.text.Texts;
import io.aurum.common.text.Transliteration.Umlauts;
import java.util.List;
import java.util.stream.Stream;

/**
 * What all kinds have in common: cleaning, placeholders, card numbers and length are settled before
 * a kind sees its text. Kinds are equal by name, so that a deserialised one is the same kind.
 */
abstract class BaseKind implements Kind {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 1000;

  private final String name;

  BaseKind(String name) {
    this.name = name;
  }

  /**
   * Reads a text that is cleaned, visible, no placeholder, without card number and of bounded
   * length.
   */
  abstract Standardised read(String text, KindContext context);

  /** Issues of this kind beyond the common ones. */
  List<Issue> ownIssues() {
    return List.of();
  }

  boolean isPlaceholder(String text) {
    return Placeholders.isPlaceholder(text);
  }

  /** Whether a card number in the text is a leak; not where long numbers are the rule. */
  boolean guardsCards() {
    return true;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public Standardised standardise(String raw, KindContext context) {
    String text = Texts.clean(raw);
    if (text.isEmpty()) {
      return Standardised.missing();
    }
    if (text.length() > LONGEST) {
      return Standardised.invalid(Issues.TOO_LONG.code());
    }
    if (isPlaceholder(text)) {
      return Standardised.invalid(Issues.PLACEHOLDER.code());
    }
    if (guardsCards() && CardNumbers.isIn(text)) {
      return Standardised.invalid(Issues.CARD_NUMBER.code());
    }
    return read(text, context);
  }

  @Override
  public List<Issue> issues() {
    return Stream.concat(commonIssues(), ownIssues().stream()).toList();
  }

  private Stream<Issue> commonIssues() {
    return guardsCards()
        ? Stream.of(Issues.PLACEHOLDER, Issues.TOO_LONG, Issues.CARD_NUMBER)
        : Stream.of(Issues.PLACEHOLDER, Issues.TOO_LONG);
  }

  static Umlauts umlauts(KindContext context) {
    return context.region().map(Umlauts::of).orElse(Umlauts.PLAIN);
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof BaseKind kind && kind.name.equals(name);
  }

  @Override
  public final int hashCode() {
    return name.hashCode();
  }

  @Override
  public final String toString() {
    return name;
  }
}
