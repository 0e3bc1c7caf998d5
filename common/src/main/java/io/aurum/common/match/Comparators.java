package io.aurum.common.match;

import io.aurum.common.text.Nicknames;
import io.aurum.common.text.Similarity;
import java.io.Serializable;
import java.util.List;

/**
 * The comparators that the kinds use. All work on match forms; all are symmetric and give level 0
 * to equal texts.
 *
 * <p>Similarity bounds are those of the record-linkage practice: Jaro-Winkler 0.92 for a slip of
 * the pen and 0.88 for a resemblance are the levels of Splink's name comparisons; one edit in a
 * code is one mistyped character. They only cut the levels; what a level is worth is estimated from
 * the data.
 */
public final class Comparators {
  private static final double TYPO = 0.92;
  private static final double SIMILAR = 0.88;
  private static final double NEAR_NUMBER = 0.01;
  private static final double CLOSE_NUMBER = 0.1;

  private static final Level EXACT = new Level("exact", "equal");
  private static final Level TYPO_IN_TEXT =
      new Level("typo", "Jaro-Winkler similarity of at least 0.92");
  private static final Level TYPO_IN_CODE =
      new Level("typo", "one character differs or two neighbours are swapped");
  private static final Level SIMILAR_NAME =
      new Level("similar", "Jaro-Winkler similarity of at least 0.88, or the same sound");
  private static final Level PART_OF_NAME = new Level("part", "one holds all names of the other");
  private static final Level WORDS =
      new Level("words", "one holds all words of the other, but for slips of the pen");
  private static final Level HALF =
      new Level("half", "at least half of the words agree, but for slips of the pen");
  private static final Level DIFFERENT = new Level("different", "none of the above");

  private static final int DATE_DIGITS = 8;
  private static final int NATIONAL_DIGITS = 8;
  private static final int LOCAL_DIGITS = 7;

  private Comparators() {}

  /** exact, nickname, typo, similar, part, initial, different. */
  public static Comparator givenName() {
    return new Levels(
        List.of(
            EXACT,
            new Level("nickname", "one is a familiar form of the other"),
            TYPO_IN_TEXT,
            SIMILAR_NAME,
            PART_OF_NAME,
            new Level("initial", "one is the initial of the other"),
            DIFFERENT),
        Comparators::givenNames);
  }

  private static int givenNames(Value a, Value b) {
    if (relatedFirstNames(a, b)) {
      return 1;
    }
    int asFamilyNames = familyNames(a, b);
    if (asFamilyNames < 4) {
      return asFamilyNames + 1;
    }
    return initial(a.token(0), b.token(0)) ? 5 : 6;
  }

  /** exact, typo, similar, part, different. */
  public static Comparator familyName() {
    return new Levels(
        List.of(EXACT, TYPO_IN_TEXT, SIMILAR_NAME, PART_OF_NAME, DIFFERENT),
        Comparators::familyNames);
  }

  private static int familyNames(Value a, Value b) {
    double similarity = Similarity.jaroWinkler(a.text(), b.text());
    if (similarity >= TYPO) {
      return 1;
    }
    if (similarity >= SIMILAR || sameSound(a, b)) {
      return 2;
    }
    return contained(a, b) ? 3 : 4;
  }

  /** exact, same-names, contained, typo, ends, some, one, different. */
  public static Comparator fullName() {
    return new Levels(
        List.of(
            EXACT,
            new Level("same-names", "the same names in another order"),
            new Level("contained", "one holds all names of the other, at least two"),
            new Level("typo", "as before, but for slips of the pen and familiar forms"),
            new Level("ends", "first and last name agree, but for slips and familiar forms"),
            new Level("some", "at least half of the names agree, but for slips"),
            new Level("one", "one name agrees"),
            DIFFERENT),
        Comparators::fullNames);
  }

  private static int fullNames(Value a, Value b) {
    Overlap names = Overlap.of(a, b);
    if (names.alignment().equal() == names.fewer()) {
      if (names.fewer() == names.more()) {
        return 1;
      }
      return names.fewer() >= 2 ? 2 : 6;
    }
    if (names.whole() && names.fewer() >= 2) {
      return 3;
    }
    if (alike(a.token(0), b.token(0))
        && alike(a.token(a.tokenCount() - 1), b.token(b.tokenCount() - 1))) {
      return 4;
    }
    if (names.agreeing() >= 2 && 2 * names.agreeing() >= names.fewer()) {
      return 5;
    }
    return names.agreeing() >= 1 ? 6 : 7;
  }

  /** exact, typo, two-parts, year, different; texts are dates of eight digits, year first. */
  public static Comparator date() {
    return new Levels(
        List.of(
            EXACT,
            new Level(
                "typo", "one digit differs, or two neighbours, or day and month, are swapped"),
            new Level("two-parts", "two of year, month and day are equal"),
            new Level("year", "the year is equal"),
            DIFFERENT),
        Comparators::dates);
  }

  private static int dates(Value a, Value b) {
    String x = a.text();
    String y = b.text();
    if (x.length() != DATE_DIGITS || y.length() != DATE_DIGITS) {
      return oneEdit(x, y) ? 1 : 4;
    }
    boolean year = x.regionMatches(0, y, 0, 4);
    boolean month = x.regionMatches(4, y, 4, 2);
    boolean day = x.regionMatches(6, y, 6, 2);
    boolean swapped = year && x.regionMatches(4, y, 6, 2) && x.regionMatches(6, y, 4, 2);
    if (swapped || oneEdit(x, y)) {
      return 1;
    }
    if ((year ? 1 : 0) + (month ? 1 : 0) + (day ? 1 : 0) == 2) {
      return 2;
    }
    return year ? 3 : 4;
  }

  /** exact, mailbox, typo, similar, different. */
  public static Comparator email() {
    return new Levels(
        List.of(
            EXACT,
            new Level("mailbox", "the part before the @ is equal"),
            new Level("typo", "at most two edits apart"),
            new Level("similar", "the parts before the @ resemble each other (Jaro-Winkler 0.92)"),
            DIFFERENT),
        Comparators::emails);
  }

  private static int emails(Value a, Value b) {
    String x = mailbox(a.text());
    String y = mailbox(b.text());
    if (x.equals(y)) {
      return 1;
    }
    if (Similarity.editDistance(a.text(), b.text(), 2) <= 2) {
      return 2;
    }
    return Similarity.jaroWinkler(x, y) >= TYPO ? 3 : 4;
  }

  private static String mailbox(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? address : address.substring(0, at);
  }

  /** exact, national, typo, different; texts are the digits of the number. */
  public static Comparator phone() {
    return new Levels(
        List.of(
            EXACT,
            new Level(
                "national", "the last eight digits are equal, or all seven of a local number"),
            new Level(
                "typo",
                "one digit differs or two neighbours are swapped, with or without prefixes"),
            DIFFERENT),
        Comparators::phones);
  }

  private static int phones(Value a, Value b) {
    String x = a.text();
    String y = b.text();
    int shorter = Math.min(x.length(), y.length());
    int compared = Math.min(NATIONAL_DIGITS, shorter);
    if (shorter >= LOCAL_DIGITS && end(x, compared).equals(end(y, compared))) {
      return 1;
    }
    boolean prefixed = shorter >= NATIONAL_DIGITS && oneEdit(end(x, shorter), end(y, shorter));
    return prefixed || oneEdit(x, y) ? 2 : 3;
  }

  private static String end(String digits, int length) {
    return digits.substring(digits.length() - length);
  }

  /** exact, typo, words, half, different. */
  public static Comparator addressLine() {
    return new Levels(
        List.of(
            EXACT,
            new Level("typo", "the same numbers, and Jaro-Winkler similarity of at least 0.92"),
            WORDS,
            HALF,
            DIFFERENT),
        Comparators::addressLines);
  }

  private static int addressLines(Value a, Value b) {
    Overlap words = Overlap.of(a, b);
    boolean sameNumbers = !words.alignment().numbersDiffer();
    boolean alike = Similarity.jaroWinkler(a.text(), b.text()) >= TYPO;
    if (alike && sameNumbers) {
      return 1;
    }
    if (words.whole() && sameNumbers) {
      return 2;
    }
    return alike || words.half() ? 3 : 4;
  }

  /** exact, typo, part, different. */
  public static Comparator city() {
    return new Levels(
        List.of(
            EXACT, TYPO_IN_TEXT, new Level("part", "one holds all words of the other"), DIFFERENT),
        Comparators::cities);
  }

  private static int cities(Value a, Value b) {
    if (Similarity.jaroWinkler(a.text(), b.text()) >= TYPO) {
      return 1;
    }
    return contained(a, b) ? 2 : 3;
  }

  /** exact, typo, area, different. */
  public static Comparator postalCode() {
    return new Levels(
        List.of(EXACT, TYPO_IN_CODE, new Level("area", "the first half is equal"), DIFFERENT),
        Comparators::postalCodes);
  }

  private static int postalCodes(Value a, Value b) {
    String x = a.text();
    String y = b.text();
    if (oneEdit(x, y)) {
      return 1;
    }
    int half = (Math.max(x.length(), y.length()) + 1) / 2;
    return x.regionMatches(0, y, 0, half) ? 2 : 3;
  }

  /** exact, typo, different: identifiers in which a character may be mistyped. */
  public static Comparator code() {
    return new Levels(
        List.of(EXACT, TYPO_IN_CODE, DIFFERENT), (a, b) -> oneEdit(a.text(), b.text()) ? 1 : 2);
  }

  /** exact, different. */
  public static Comparator exact() {
    return new Levels(List.of(EXACT, DIFFERENT), (a, b) -> 1);
  }

  /** exact, similar, different. */
  public static Comparator category() {
    return new Levels(
        List.of(
            EXACT,
            new Level("similar", "Jaro-Winkler similarity of at least 0.88, or a part of it"),
            DIFFERENT),
        Comparators::categories);
  }

  private static int categories(Value a, Value b) {
    return contained(a, b) || Similarity.jaroWinkler(a.text(), b.text()) >= SIMILAR ? 1 : 2;
  }

  /** exact, typo, words, half, different. */
  public static Comparator companyName() {
    return new Levels(
        List.of(EXACT, TYPO_IN_TEXT, WORDS, HALF, DIFFERENT), Comparators::companyNames);
  }

  private static int companyNames(Value a, Value b) {
    if (Similarity.jaroWinkler(a.text(), b.text()) >= TYPO) {
      return 1;
    }
    Overlap words = Overlap.of(a, b);
    if (words.whole()) {
      return 2;
    }
    return words.half() ? 3 : 4;
  }

  /** exact, most, some, one, different; tokens are the values of a list in ascending order. */
  public static Comparator list() {
    return new Levels(
        List.of(
            EXACT,
            new Level(
                "most", "at least half of the values of the shorter list, and two, are shared"),
            new Level("some", "at least two values are shared"),
            new Level("one", "one value is shared"),
            DIFFERENT),
        Comparators::lists);
  }

  private static int lists(Value a, Value b) {
    int shared = shared(a, b);
    if (shared < 2) {
      return shared == 1 ? 3 : 4;
    }
    return 2 * shared >= Math.min(a.tokenCount(), b.tokenCount()) ? 1 : 2;
  }

  private static int shared(Value a, Value b) {
    int shared = 0;
    for (int i = 0, j = 0; i < a.tokenCount() && j < b.tokenCount(); ) {
      int compared = a.token(i).compareTo(b.token(j));
      shared += compared == 0 ? 1 : 0;
      i += compared <= 0 ? 1 : 0;
      j += compared >= 0 ? 1 : 0;
    }
    return shared;
  }

  /** exact, near, close, different; texts are plain decimals. */
  public static Comparator number() {
    return new Levels(
        List.of(
            EXACT,
            new Level("near", "at most 1 % apart"),
            new Level("close", "at most 10 % apart"),
            DIFFERENT),
        Comparators::numbers);
  }

  private static int numbers(Value a, Value b) {
    double x = Double.parseDouble(a.text());
    double y = Double.parseDouble(b.text());
    double apart = x == y ? 0 : Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y));
    if (apart <= NEAR_NUMBER) {
      return 1;
    }
    return apart <= CLOSE_NUMBER ? 2 : 3;
  }

  /** A slip of the pen or a familiar form apart. */
  static boolean alike(String a, String b) {
    return a.equals(b) || Similarity.jaroWinkler(a, b) >= TYPO || Nicknames.related(a, b);
  }

  private static boolean oneEdit(String x, String y) {
    return Similarity.editDistance(x, y, 1) <= 1;
  }

  private static boolean relatedFirstNames(Value a, Value b) {
    return Nicknames.related(a.token(0), b.token(0));
  }

  private static boolean sameSound(Value a, Value b) {
    return a.text().charAt(0) == b.text().charAt(0) && a.sound().equals(b.sound());
  }

  private static boolean initial(String a, String b) {
    return (a.length() == 1 || b.length() == 1) && a.charAt(0) == b.charAt(0);
  }

  private static boolean contained(Value a, Value b) {
    if (a.tokenCount() == b.tokenCount()) {
      return false;
    }
    Value few = a.tokenCount() < b.tokenCount() ? a : b;
    Value many = few == a ? b : a;
    for (int i = 0; i < few.tokenCount(); i++) {
      boolean found = false;
      for (int j = 0; j < many.tokenCount() && !found; j++) {
        found = few.token(i).equals(many.token(j));
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  /**
   * How far the words of two values agree.
   *
   * @param fewer words of the value that has fewer of them
   * @param more words of the other
   */
  private record Overlap(int fewer, int more, Alignment alignment) {
    static Overlap of(Value a, Value b) {
      Value few = shorter(a, b);
      Value many = few == a ? b : a;
      return new Overlap(few.tokenCount(), many.tokenCount(), Alignment.of(few, many));
    }

    /** The value with fewer tokens; of as many, the one that sorts first. */
    private static Value shorter(Value a, Value b) {
      int byTokens = Integer.compare(a.tokenCount(), b.tokenCount());
      return byTokens < 0 || (byTokens == 0 && a.text().compareTo(b.text()) <= 0) ? a : b;
    }

    /** Words that are equal or alike. */
    int agreeing() {
      return alignment.equal() + alignment.alike();
    }

    /** Whether all words of the shorter value agree. */
    boolean whole() {
      return agreeing() == fewer;
    }

    /** Whether at least half of the words of the longer value agree. */
    boolean half() {
      return 2 * agreeing() >= more;
    }
  }

  /** Level of two values whose texts differ. */
  private interface Unequal extends Serializable {
    int level(Value a, Value b);
  }

  /** A comparator with its levels; equal texts are level 0. */
  private record Levels(List<Level> levels, Unequal unequal) implements Comparator {
    @Override
    public int level(Value first, Value second) {
      return first.text().equals(second.text()) ? 0 : unequal.level(first, second);
    }
  }
}
