package io.aurum.common.text;

import java.util.Locale;
import java.util.Set;

/** Texts that people and systems enter where there is no value. */
public final class Placeholders {
  private static final Set<String> ANYWHERE =
      Set.of(
          "n/a",
          "n.a.",
          "n.a",
          "#n/a",
          "n/d",
          "<na>",
          "nan",
          "<null>",
          "(null)",
          "\\n",
          "(none)",
          "none",
          "nil",
          "unknown",
          "unkn",
          "not known",
          "not available",
          "not applicable",
          "not provided",
          "not given",
          "not set",
          "not specified",
          "undefined",
          "unspecified",
          "missing",
          "empty",
          "blank",
          "tbd",
          "tba",
          "tbc",
          "dummy",
          "brak",
          "brak danych",
          "nie dotyczy",
          "nieznany",
          "nieznana",
          "nieznane",
          "unbekannt",
          "keine angabe",
          "k.a.",
          "inconnu",
          "desconocido",
          "sconosciuto",
          "неизвестно",
          "не указано",
          "нет данных",
          "未知",
          "无",
          "不详");

  private static final Set<String> FOR_NAMES =
      Set.of(
          "test",
          "tester",
          "testing",
          "test test",
          "asdf",
          "asdfg",
          "asdfgh",
          "qwerty",
          "qwe",
          "abc",
          "foo",
          "bar",
          "foo bar",
          "noname",
          "no name",
          "name",
          "first name",
          "last name",
          "firstname",
          "lastname",
          "surname",
          "full name",
          "anonymous",
          "anon",
          "nobody",
          "someone",
          "customer",
          "guest",
          "user",
          "admin",
          "deleted",
          "тест",
          "тестовый",
          "imie",
          "nazwisko",
          "vorname",
          "nachname",
          "mustermann",
          "max mustermann",
          "jan testowy",
          "测试");

  private Placeholders() {}

  /**
   * Whether a cleaned text stands for "no value" in any attribute: a word such as {@code unknown}
   * or {@code n/a}, or punctuation alone. {@code NULL} and {@code NA} count only in one case
   * throughout, because Null and Na are family names.
   */
  public static boolean isPlaceholder(String text) {
    return isPunctuation(text)
        || isWord(text, "null")
        || isWord(text, "na")
        || ANYWHERE.contains(text.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a cleaned text stands for "no name": as {@link #isPlaceholder}, test entries, or one
   * letter repeated three times and more ({@code xxx}).
   */
  public static boolean isNamePlaceholder(String text) {
    return isPlaceholder(text)
        || FOR_NAMES.contains(text.toLowerCase(Locale.ROOT))
        || isRepeatedLatinLetter(text.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a cleaned text stands for "no identifier": as {@link #isPlaceholder}, or zeros alone
   * ({@code 00000000-0000-0000}), which is what a device reports that may not be tracked.
   */
  public static boolean isIdentifierPlaceholder(String text) {
    return isPlaceholder(text) || Texts.alphanumerics(text).chars().allMatch(c -> c == '0');
  }

  private static boolean isPunctuation(String text) {
    return text.codePoints().noneMatch(Character::isLetterOrDigit);
  }

  private static boolean isWord(String text, String lower) {
    return text.equals(lower) || text.equals(lower.toUpperCase(Locale.ROOT));
  }

  /** Roman numerals are no exception: nobody is called III alone. */
  private static boolean isRepeatedLatinLetter(String lower) {
    char first = lower.charAt(0);
    return lower.length() >= 3
        && first >= 'a'
        && first <= 'z'
        && lower.chars().allMatch(c -> c == first);
  }
}
