package io.aurum.common.text;

import io.aurum.common.text.Transliteration.Umlauts;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Match forms: upper-case ASCII letters and digits in tokens parted by one blank. */
public final class MatchForms {
  private static final Pattern CHINESE_NAME = Pattern.compile("\\p{IsHan}{2,6}");

  private MatchForms() {}

  /**
   * The words of a cleaned text: transliterated, apostrophes joined ({@code O'Brien} as {@code
   * OBRIEN}), all other punctuation a blank ({@code Anne-Marie} as {@code ANNE MARIE}). A text of
   * two to six Chinese characters is one name and becomes one word ({@code 北京} as {@code BEIJING}).
   *
   * @return upper-case ASCII letters and digits parted by single blanks; empty where none is left
   */
  public static String words(String text, Umlauts umlauts) {
    String words = spaced(Transliteration.upperAscii(text, umlauts));
    return CHINESE_NAME.matcher(text).matches() ? words.replace(" ", "") : words;
  }

  /** The words of {@link #words} one by one; empty where none is left. */
  static List<String> tokens(String text, Umlauts umlauts) {
    return split(words(text, umlauts));
  }

  /** Upper-case ASCII letters and digits without any blank: {@code SW1A 1AA} as {@code SW1A1AA}. */
  public static String compact(String text) {
    String upper = Transliteration.upperAscii(text, Umlauts.PLAIN);
    return Texts.filter(upper, MatchForms::isWordCharacter);
  }

  static List<String> split(String words) {
    return words.isEmpty() ? List.of() : Arrays.asList(words.split(" ", -1));
  }

  /** Upper-case ASCII text with apostrophes joined and all other punctuation as single blanks. */
  static String spaced(String upperAscii) {
    var out = new StringBuilder(upperAscii.length());
    for (int i = 0; i < upperAscii.length(); i++) {
      char c = upperAscii.charAt(i);
      if (isWordCharacter(c)) {
        out.append(c);
      } else if (c != '\'' && out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }
    int end = out.length();
    return end > 0 && out.charAt(end - 1) == ' ' ? out.substring(0, end - 1) : out.toString();
  }

  private static boolean isWordCharacter(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
