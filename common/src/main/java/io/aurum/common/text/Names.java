package io.aurum.common.text;

import io.aurum.common.text.Transliteration.Umlauts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Personal names: how people are addressed, and what of it is evidence. */
public final class Names {
  private static final Set<String> TITLES =
      Set.of(
          "MR",
          "MRS",
          "MS",
          "MISS",
          "MX",
          "MASTER",
          "DR",
          "PROF",
          "PROFESSOR",
          "DOCTOR",
          "SIR",
          "REV",
          "REVD",
          "REVEREND",
          "HON",
          "HERR",
          "FRAU",
          "DIPLING",
          "MAG",
          "ING",
          "MGR",
          "INZ",
          "PANI",
          "MME",
          "MLLE",
          "MONSIEUR",
          "MADAME",
          "MADEMOISELLE",
          "SENOR",
          "SENORA",
          "SRA",
          "SIG",
          "DOTT",
          "DHR",
          "MEVR",
          "GN",
          "GZHA");

  private static final Set<String> QUALIFICATIONS =
      Set.of(
          "PHD", "DPHIL", "MD", "ESQ", "ESQUIRE", "MBA", "DDS", "DVM", "CPA", "JD", "LLM", "LLB",
          "MSC", "BSC", "OBE", "CBE", "MBE", "KBE", "FRS", "RN");

  private static final Map<String, String> GENERATIONS =
      Map.of(
          "JR", "JR", "JNR", "JR", "JUNIOR", "JR", "SR", "SR", "SNR", "SR", "SENIOR", "SR", "II",
          "II", "III", "III", "IV", "IV");

  /** Particles that stand in lower case inside a name. */
  private static final Set<String> PARTICLES =
      Set.of(
          "von", "vom", "zu", "zum", "zur", "van", "der", "den", "ten", "ter", "de", "da", "das",
          "do", "dos", "del", "di", "du", "af", "av", "of", "the", "bin", "ibn");

  /** Two-character family names of Chinese; every other has one character. */
  private static final Set<String> COMPOUND_FAMILY_NAMES =
      Set.of(
          "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙",
          "宇文", "东方", "南宫", "端木", "独孤");

  private static final Pattern ROMAN = Pattern.compile("(?i)ii|iii|iv|vi{1,3}|ix");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}{2,4}");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,;]+");

  private Names() {}

  /**
   * The name for people. A text wholly in upper or lower case is put into name case ({@code ANNA
   * O'BRIEN} as {@code Anna O'Brien}, {@code VON} as {@code von}); mixed case was chosen by
   * somebody and stays; scripts without case stay.
   *
   * @param text cleaned text
   */
  public static String display(String text) {
    return isMixedCase(text) ? text : nameCase(text);
  }

  /**
   * Puts a name written surname first into given-name-first order: exactly one comma, one surname
   * (with its particles) before it and one to three plain names after it. {@code Charney, Peggie}
   * is turned, {@code Thomas Clifford, 1st baron} and {@code Smith, Jr} are not.
   *
   * @param text cleaned text
   */
  public static String givenNameFirst(String text) {
    int comma = text.indexOf(',');
    if (comma < 0 || comma != text.lastIndexOf(',')) {
      return text;
    }
    String before = text.substring(0, comma).strip();
    String after = text.substring(comma + 1).strip();
    return isSurname(before) && areGivenNames(after) ? after + " " + before : text;
  }

  /**
   * The match form of one part of a name or of a whole name: words of {@link MatchForms} without
   * titles and qualifications. A generation ({@code Jr, Sr, II, III, IV}) is kept as the last
   * token, because it is evidence against a match. A title that is the whole name is kept.
   *
   * @param text cleaned text
   * @return empty where no letter or digit has a Latin reading
   */
  public static String match(String text, Umlauts umlauts) {
    List<String> words = List.of(SEPARATORS.split(text));
    List<String> generations = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String token = MatchForms.compact(words.get(i));
      if (i > 0 && GENERATIONS.containsKey(token)) {
        generations.add(GENERATIONS.get(token));
      } else if (!isDecoration(token, i)) {
        kept.add(reading(words.get(i), umlauts));
      }
    }
    if (kept.isEmpty()) {
      return MatchForms.words(text, umlauts);
    }
    kept.addAll(generations);
    return kept.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
  }

  /**
   * The match form of a given name or a family name in Chinese characters is one word ({@code 小明}
   * as {@code XIAOMING}); a full name is the family name and the given name ({@code 王小明} as {@code
   * WANG XIAOMING}). Other text is as {@link #match}.
   *
   * @param text cleaned text
   */
  public static String matchFull(String text, Umlauts umlauts) {
    if (!HAN.matcher(text).matches()) {
      return match(text, umlauts);
    }
    int family = text.length() > 2 && COMPOUND_FAMILY_NAMES.contains(text.substring(0, 2)) ? 2 : 1;
    return reading(text.substring(0, family), umlauts)
        + " "
        + reading(text.substring(family), umlauts);
  }

  /** Whether a cleaned text can be a name: it has a letter, and it is no e-mail or web address. */
  public static boolean isName(String text) {
    return Texts.hasLetter(text) && text.indexOf('@') < 0 && !text.contains("://");
  }

  private static String reading(String word, Umlauts umlauts) {
    String words = MatchForms.words(word, umlauts);
    return HAN.matcher(word).matches() ? words.replace(" ", "") : words;
  }

  private static boolean isDecoration(String token, int index) {
    return TITLES.contains(token)
        || (index == 0 && token.equals("SR"))
        || isQualification(token, index);
  }

  private static boolean isQualification(String token, int index) {
    return index > 0 && QUALIFICATIONS.contains(token);
  }

  private static boolean isSurname(String text) {
    List<String> words = MatchForms.split(MatchForms.words(text.replace("-", ""), Umlauts.PLAIN));
    return !words.isEmpty()
        && words.subList(0, words.size() - 1).stream()
            .allMatch(word -> PARTICLES.contains(word.toLowerCase(Locale.ROOT)))
        && !TITLES.contains(words.get(0));
  }

  private static boolean areGivenNames(String text) {
    List<String> words = List.of(text.split(" ", -1));
    return !text.isEmpty()
        && words.size() <= 3
        && text.chars().noneMatch(Character::isDigit)
        && words.stream().map(MatchForms::compact).noneMatch(Names::isNoGivenName);
  }

  private static boolean isNoGivenName(String token) {
    return GENERATIONS.containsKey(token)
        || QUALIFICATIONS.contains(token)
        || PARTICLES.contains(token.toLowerCase(Locale.ROOT));
  }

  private static boolean isMixedCase(String text) {
    return text.codePoints().anyMatch(Character::isUpperCase)
        && text.codePoints().anyMatch(Character::isLowerCase);
  }

  private static String nameCase(String text) {
    return java.util.Arrays.stream(text.split(" ", -1))
        .map(Names::wordCase)
        .collect(Collectors.joining(" "));
  }

  private static String wordCase(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (PARTICLES.contains(lower)) {
      return lower;
    }
    return ROMAN.matcher(word).matches() ? word.toUpperCase(Locale.ROOT) : capitals(lower);
  }

  /** Capital after each character that is no letter, and after Mc: {@code o'brien-mcdonald}. */
  private static String capitals(String lower) {
    var out = new StringBuilder(lower.length());
    boolean atStart = true;
    for (int i = 0; i < lower.length(); ) {
      int c = lower.codePointAt(i);
      out.appendCodePoint(atStart ? Character.toTitleCase(c) : c);
      atStart = (!Character.isLetter(c) && !isMark(c)) || endsWithMc(out, lower.length() - i - 1);
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean isMark(int c) {
    return Character.getType(c) == Character.NON_SPACING_MARK || Character.isDigit(c);
  }

  private static boolean endsWithMc(StringBuilder out, int remaining) {
    int length = out.length();
    return remaining > 2
        && length >= 2
        && out.charAt(length - 2) == 'M'
        && out.charAt(length - 1) == 'c'
        && (length == 2 || !Character.isLetter(out.charAt(length - 3)));
  }
}
