package io.aurum.common.text;

import java.text.Normalizer;

/** Cleaning that every kind begins with. */
public final class Texts {
  private Texts() {}

  /**
   * The text as a careful typist would have entered it: Unicode NFKC, typographic quotes and dashes
   * as their plain forms, control, zero-width and other invisible characters and unpaired
   * surrogates removed, runs of white space as one blank, none at the ends. Idempotent.
   *
   * @return never null; empty where nothing visible remains
   */
  public static String clean(String raw) {
    return isPlain(raw) ? raw : collapse(plain(Normalizer.normalize(plain(raw), FORM)));
  }

  /** The letters and digits of the text, nothing else. */
  public static String alphanumerics(String text) {
    return filter(text, Character::isLetterOrDigit);
  }

  /** The decimal digits of the text as ASCII digits. */
  public static String digits(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .filter(Character::isDigit)
        .forEach(c -> out.append((char) ('0' + Character.digit(c, 10))));
    return out.toString();
  }

  /** Whether the text has at least one letter, of any script. */
  public static boolean hasLetter(String text) {
    return text.codePoints().anyMatch(Character::isLetter);
  }

  /** Whether the text holds at least one character and only ASCII digits. */
  static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether the text holds visible ASCII characters and blanks only, or nothing. */
  public static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7e) {
        return false;
      }
    }
    return true;
  }

  static String filter(String text, java.util.function.IntPredicate keep) {
    var out = new StringBuilder(text.length());
    text.codePoints().filter(keep).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static final Normalizer.Form FORM = Normalizer.Form.NFKC;

  /** Fast path: visible ASCII with single inner blanks, which is what most values are. */
  private static boolean isPlain(String raw) {
    int last = raw.length() - 1;
    char previous = ' ';
    for (int i = 0; i <= last; i++) {
      char c = raw.charAt(i);
      boolean fine = (c > ' ' && c <= '~' && c != '`') || (c == ' ' && previous != ' ' && i < last);
      if (!fine) {
        return false;
      }
      previous = c;
    }
    return true;
  }

  private static String plain(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .filter(Texts::isVisibleOrBlank)
        .map(Texts::plainCharacter)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isVisibleOrBlank(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT, Character.SURROGATE -> false;
      case Character.CONTROL -> isBlank(c);
      default -> !isVariationSelector(c);
    };
  }

  private static boolean isVariationSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || c == 0x034F;
  }

  private static int plainCharacter(int c) {
    return switch (c) {
      case 0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x02B9, 0x02BB, 0x02BC, 0x02BD, 0x00B4, '`' ->
          '\'';
      case 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0x00AB, 0x00BB, 0x301D, 0x301E -> '"';
      case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x2043, 0xFE58, 0xFE63 -> '-';
      default -> isBlank(c) ? ' ' : c;
    };
  }

  private static boolean isBlank(int c) {
    return c == 0x85 || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static String collapse(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' || (out.length() > 0 && out.charAt(out.length() - 1) != ' ')) {
        out.append(c);
      }
    }
    int end = out.length();
    return end > 0 && out.charAt(end - 1) == ' ' ? out.substring(0, end - 1) : out.toString();
  }
}
