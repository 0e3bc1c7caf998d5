package io.aurum.common.text;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Values as they may be shown outside the lake: enough to recognise, not to identify. */
public final class Masks {
  private static final String HIDDEN = "***";

  private Masks() {}

  /**
   * First letter of each word and asterisks, numbers wholly hidden: {@code Anna Nowak} as {@code
   * A*** N***}, {@code Main Street 5} as {@code M*** S*** ***}.
   */
  public static String words(String text) {
    return Arrays.stream(text.split(" ", -1)).map(Masks::word).collect(Collectors.joining(" "));
  }

  private static String word(String word) {
    boolean letter = !word.isEmpty() && Character.isLetter(word.codePointAt(0));
    return letter ? first(word) + HIDDEN : HIDDEN;
  }

  /** First letters of mailbox and domain and the ending: {@code j***@g***.com}. */
  public static String email(String address) {
    int at = address.lastIndexOf('@');
    int dot = address.lastIndexOf('.');
    if (at < 0 || dot < at) {
      return HIDDEN;
    }
    String domain = address.substring(at + 1);
    return first(address) + HIDDEN + "@" + first(domain) + HIDDEN + address.substring(dot);
  }

  /** First three and last three characters, the rest as asterisks: {@code +44*******123}. */
  public static String phone(String number) {
    return ends(number, 3, 3);
  }

  /** Century alone: {@code 19**-**-**}. */
  public static String date(String isoDate) {
    return first(isoDate, 2) + "**-**-**";
  }

  /** Last two characters: {@code *********59}. */
  public static String code(String code) {
    return ends(code, 0, 2);
  }

  /** Nothing but that there is a value. */
  public static String hidden() {
    return HIDDEN;
  }

  /** First characters of a postal code, which name an area: {@code SW***}. */
  public static String area(String code) {
    return first(code, 2) + HIDDEN;
  }

  /** Shows the ends only where at least as many characters stay hidden as are shown. */
  private static String ends(String text, int head, int tail) {
    int length = text.length();
    if (length < 2 * (head + tail)) {
      return HIDDEN;
    }
    return text.substring(0, head)
        + "*".repeat(length - head - tail)
        + text.substring(length - tail);
  }

  private static String first(String text) {
    return first(text, 1);
  }

  private static String first(String text, int count) {
    int points = Math.min(count, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, points));
  }
}
