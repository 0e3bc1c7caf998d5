package io.aurum.common.text;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Payment card numbers: found so that they are never kept.
 *
 * <p>A card number is a run of 13 to 19 digits, in groups parted by single blanks or hyphens, that
 * begins with a prefix of a payment network and passes the Luhn check of ISO/IEC 7812-1 Annex B.
 */
public final class CardNumbers {
  private static final Pattern CANDIDATE =
      Pattern.compile("(?<![0-9])[2-6](?:[ -]?[0-9]){12,18}(?![0-9])");

  /**
   * Visa, Mastercard (51-55, 2221-2720), American Express, Discover, Diners, JCB, UnionPay,
   * Maestro, Mir.
   */
  private static final Pattern NETWORK =
      Pattern.compile(
          "(?:4|5[0-8]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|220[0-4]|3[47]|30[0-5]|309|36|3[89]|35"
              + "|6).*");

  private CardNumbers() {}

  /** Whether the text holds a card number anywhere. */
  public static boolean isIn(String text) {
    return CANDIDATE.matcher(text).results().anyMatch(CardNumbers::isCard);
  }

  /**
   * The text with each card number reduced to asterisks and its last four digits, as receipts show
   * it: {@code ****1111}.
   */
  public static String redact(String text) {
    return CANDIDATE
        .matcher(text)
        .replaceAll(m -> isCard(m) ? "****" + lastFour(m.group()) : m.group());
  }

  /**
   * Luhn check of ISO/IEC 7812-1 Annex B: every second digit from the right doubled, digit sums
   * added, divisible by ten.
   *
   * @param digits ASCII digits only
   */
  static boolean passesLuhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : 2 * digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }

  private static boolean isCard(MatchResult candidate) {
    String digits = Texts.digits(candidate.group());
    return NETWORK.matcher(digits).matches() && passesLuhn(digits);
  }

  private static String lastFour(String number) {
    String digits = Texts.digits(number);
    return digits.substring(digits.length() - 4);
  }
}
