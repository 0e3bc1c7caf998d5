package io.aurum.common.text;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers in the notations of several countries. */
public final class Numbers {
  private static final String GROUPS = "[0-9]{1,3}(?:%1$s[0-9]{3})+";
  private static final Pattern PLAIN = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)");
  private static final Pattern SCIENTIFIC =
      Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]+)?[eE][+-]?0{0,2}[0-9]{1,2}");
  private static final Pattern DECIMAL_COMMA =
      Pattern.compile(
          "[+-]?(?:" + String.format(Locale.ROOT, GROUPS, "[. ']") + "|[0-9]+)?,[0-9]*");
  private static final Pattern GROUPED_BY_COMMA =
      Pattern.compile("[+-]?" + String.format(Locale.ROOT, GROUPS, ",") + "(?:\\.[0-9]*)?");
  private static final Pattern GROUPED =
      Pattern.compile("[+-]?" + String.format(Locale.ROOT, GROUPS, "[ '_]") + "(?:[.,][0-9]*)?");
  private static final Pattern GROUPED_BY_POINT =
      Pattern.compile("[+-]?[0-9]{1,3}(?:\\.[0-9]{3}){2,}");

  private Numbers() {}

  /**
   * The number in plain decimal notation, without superfluous zeros. One comma before exactly three
   * digits parts thousands when nothing speaks for a decimal comma ({@code 1,234} is 1234, {@code
   * 1,23} is 1.23, {@code 0,125} is 0.125); one point is always the decimal point.
   *
   * @param text cleaned text
   * @return empty where it is no number
   */
  public static Optional<String> read(String text) {
    String bare = text.startsWith("(") && text.endsWith(")") ? "-" + inner(text) : text;
    return plain(bare).flatMap(Numbers::write);
  }

  private static String inner(String text) {
    return text.substring(1, text.length() - 1).strip();
  }

  private static Optional<String> plain(String text) {
    if (PLAIN.matcher(text).matches() || SCIENTIFIC.matcher(text).matches()) {
      return Optional.of(text);
    }
    if (isGroupedByComma(text)) {
      return Optional.of(text.replace(",", ""));
    }
    if (DECIMAL_COMMA.matcher(text).matches()) {
      return Optional.of(text.replaceAll("[. ']", "").replace(',', '.'));
    }
    if (GROUPED.matcher(text).matches()) {
      return Optional.of(text.replaceAll("[ '_]", "").replace(',', '.'));
    }
    return GROUPED_BY_POINT.matcher(text).matches()
        ? Optional.of(text.replace(".", ""))
        : Optional.empty();
  }

  private static boolean isGroupedByComma(String text) {
    String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    return GROUPED_BY_COMMA.matcher(text).matches() && !unsigned.startsWith("0");
  }

  private static Optional<String> write(String plain) {
    try {
      BigDecimal number = new BigDecimal(plain);
      return Optional.of(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
