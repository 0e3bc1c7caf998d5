package io.aurum.common.text;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Transliterator;
import java.util.Locale;

/**
 * Any script to upper-case ASCII, so that one name written in two scripts compares as one.
 *
 * <p>ICU's {@code Any-Latin; Latin-ASCII} does the work; Cyrillic goes first through the BGN/PCGN
 * romanisation, which is what passports and forms come closest to ({@code Yuliya}, where the
 * scholarly default gives {@code Ulia}). Chinese characters get their Mandarin reading, in Japanese
 * names too. What remains outside ASCII has no Latin reading (symbols, emoji) and is removed.
 */
public final class Transliteration {
  /** Transliterators synchronise inside; one per thread spares the waiting. */
  private static final ThreadLocal<Transliterator> FROM_CYRILLIC =
      ThreadLocal.withInitial(() -> Transliterator.getInstance("Russian-Latin/BGN"));

  /** Enough where nothing but Latin letters is left, and several times faster. */
  private static final ThreadLocal<Transliterator> LATIN_TO_ASCII =
      ThreadLocal.withInitial(() -> Transliterator.getInstance("Latin-ASCII"));

  private static final ThreadLocal<Transliterator> TO_ASCII =
      ThreadLocal.withInitial(() -> Transliterator.getInstance("Any-Latin; Latin-ASCII"));

  private Transliteration() {}

  /** How letters with a diaeresis become ASCII. */
  public enum Umlauts {
    /** {@code Müller} as {@code MULLER}: what most languages and most typists do. */
    PLAIN,
    /** {@code Müller} as {@code MUELLER}: what German speakers write where umlauts are missing. */
    GERMAN;

    /**
     * The convention of a region: German in Germany, Austria, Switzerland and Liechtenstein, plain
     * elsewhere and where no region is known.
     */
    public static Umlauts of(String region) {
      return switch (region) {
        case "DE", "AT", "CH", "LI" -> GERMAN;
        default -> PLAIN;
      };
    }
  }

  /** Upper-case ASCII of a cleaned text; punctuation stays. */
  public static String upperAscii(String text, Umlauts umlauts) {
    if (Texts.isAscii(text)) {
      return text.toUpperCase(Locale.ROOT);
    }
    String spelled = umlauts == Umlauts.GERMAN ? spellUmlauts(text) : text;
    String romanised = hasCyrillic(spelled) ? FROM_CYRILLIC.get().transliterate(spelled) : spelled;
    String latin = (isLatin(romanised) ? LATIN_TO_ASCII : TO_ASCII).get().transliterate(romanised);
    if (!Texts.isAscii(latin)) { // some letters have an ASCII reading in lower case only
      latin = TO_ASCII.get().transliterate(latin.toLowerCase(Locale.ROOT));
    }
    return Texts.filter(latin.toUpperCase(Locale.ROOT), c -> c <= '~');
  }

  private static boolean isLatin(String text) {
    return text.codePoints().allMatch(Transliteration::isLatin);
  }

  private static boolean isLatin(int codePoint) {
    return codePoint <= '~'
        || switch (UScript.getScript(codePoint)) {
          case UScript.LATIN, UScript.COMMON, UScript.INHERITED -> true;
          default -> false;
        };
  }

  private static boolean hasCyrillic(String text) {
    return text.chars().anyMatch(c -> c >= 0x0400 && c <= 0x052F);
  }

  private static String spellUmlauts(String text) {
    return text.replace("ä", "ae")
        .replace("ö", "oe")
        .replace("ü", "ue")
        .replace("Ä", "Ae")
        .replace("Ö", "Oe")
        .replace("Ü", "Ue");
  }
}
