package io.aurum.common.text;

import io.aurum.common.text.Transliteration.Umlauts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Personal names: how people are addressed, and what of it is evidence. */
public final class Names {
  /** Particles that stand in lower case inside a name. */
  private static final Set<String> PARTICLES =
      Vocabulary.words(
          "von vom zu zum zur van der den ten ter de da das do dos del di du af av of the bin ibn");

  /** Two-character family names of Chinese; every other has one character. */
  private static final Set<String> COMPOUND_FAMILY_NAMES =
      Vocabulary.words("欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 东方 南宫 端木 独孤");

  private static final Pattern ROMAN = Pattern.compile("(?i)ii|iii|iv|vi{1,3}|ix");
  private static final Pattern EAST_ASIAN = Pattern.compile("[\\p{IsHan}\\p{IsHangul}]{2,4}");
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
    return isMixedCase(text) ? text : Texts.clean(nameCase(text)); // a change of case may decompose
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
    List<String> names = new ArrayList<>();
    List<String> generations = new ArrayList<>();
    for (String word : SEPARATORS.split(text, -1)) {
      Optional<String> generation =
          names.isEmpty() ? Optional.empty() : Honorifics.generation(word);
      boolean noise = names.isEmpty() ? Honorifics.isTitle(word) : Honorifics.isQualification(word);
      if (generation.isPresent()) {
        generations.add(generation.get());
      } else if (!noise) {
        names.add(MatchForms.words(word, umlauts));
      }
    }
    names.addAll(generations);
    names.removeIf(String::isEmpty);
    return names.isEmpty() ? MatchForms.words(text, umlauts) : String.join(" ", names);
  }

  /**
   * As {@link #match}, for a whole name: Chinese and Korean names, written in one, are parted into
   * family name and given name ({@code 王小明} as {@code WANG XIAOMING}).
   *
   * @param text cleaned text
   */
  public static String matchFull(String text, Umlauts umlauts) {
    if (!EAST_ASIAN.matcher(text).matches()) {
      return match(text, umlauts);
    }
    boolean compound = text.length() > 2 && COMPOUND_FAMILY_NAMES.contains(text.substring(0, 2));
    int family = compound ? 2 : 1;
    return match(text.substring(0, family) + " " + text.substring(family), umlauts);
  }

  /** Whether a cleaned text can be a name: it has a letter, and it is no e-mail or web address. */
  public static boolean isName(String text) {
    return Texts.hasLetter(text) && text.indexOf('@') < 0 && !text.contains("://");
  }

  private static boolean isSurname(String text) {
    List<String> words = MatchForms.split(MatchForms.words(text.replace("-", ""), Umlauts.PLAIN));
    return !words.isEmpty()
        && words.subList(0, words.size() - 1).stream()
            .allMatch(word -> PARTICLES.contains(word.toLowerCase(Locale.ROOT)))
        && !Honorifics.isTitle(words.get(0));
  }

  private static boolean areGivenNames(String text) {
    List<String> words = List.of(text.split(" ", -1));
    return !text.isEmpty()
        && words.size() <= 3
        && text.chars().noneMatch(Character::isDigit)
        && words.stream().noneMatch(Names::isNoGivenName)
        && !words.stream().allMatch(Honorifics::isTitle);
  }

  private static boolean isNoGivenName(String word) {
    return Honorifics.generation(word).isPresent()
        || (Honorifics.isQualification(word) && !Honorifics.isTitle(word))
        || PARTICLES.contains(word.toLowerCase(Locale.ROOT));
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
