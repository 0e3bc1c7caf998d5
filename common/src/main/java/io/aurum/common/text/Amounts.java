package io.aurum.common.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts: numbers with or without their currency. */
public final class Amounts {
  private static final String CURRENCY = "(?:\\p{Sc}|[A-Z]{3}|zł|Kč|kr\\.?|Ft)";
  private static final Pattern AMOUNT =
      Pattern.compile(
          "([+-]?) ?" + CURRENCY + "? ?([+-]?[0-9.(][0-9.,'_ )]*(?<! )) ?" + CURRENCY + "?");

  private Amounts() {}

  /**
   * The number of an amount as {@link Numbers#read} writes it; a currency sign, an ISO 4217 code or
   * a usual abbreviation beside it is left out ({@code € 1,234.50}, {@code -12.50 PLN}).
   *
   * @param text cleaned text
   * @return empty where it is no amount
   */
  public static Optional<String> read(String text) {
    return Numbers.read(text).or(() -> bare(text).flatMap(Numbers::read));
  }

  private static Optional<String> bare(String text) {
    Matcher m = AMOUNT.matcher(text);
    return m.matches() ? Optional.of(m.group(1) + m.group(2)) : Optional.empty();
  }
}
