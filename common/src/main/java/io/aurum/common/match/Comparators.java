package io.aurum.common.match;

import io.aurum.common.text.Nicknames;
import io.aurum.common.text.Similarity;
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
  private static final Level DIFFERENT = new Level("different", "none of the above");

  private Comparators() {}

  /** exact, nickname, typo, similar, part, initial, different. */
  public static Comparator givenName() {
    return new Levels(
        List.of(
            EXACT,
            new Level("nickname", "one is a familiar form of the other"),
            new Level("typo", "Jaro-Winkler similarity of at least 0.92"),
            new Level("similar", "Jaro-Winkler similarity of at least 0.88, or the same sound"),
            new Level("part", "one holds all names of the other"),
            new Level("initial", "one is the initial of the other"),
            DIFFERENT)) {
      private static final long serialVersionUID = 1L;

      @Override
      int unequal(Value a, Value b) {
        if (relatedFirstNames(a, b)) {
          return 1;
        }
        double similarity = Similarity.jaroWinkler(a.text(), b.text());
        if (similarity >= TYPO) {
          return 2;
        }
        if (similarity >= SIMILAR || sameSound(a, b)) {
          return 3;
        }
        if (contained(a, b)) {
          return 4;
        }
        return initial(a.token(0), b.token(0)) ? 5 : 6;
      }
    };
  }

  /** exact, typo, similar, part, different. */
  public static Comparator familyName() {
    return new Levels(
        List.of(
            EXACT,
            new Level("typo", "Jaro-Winkler similarity of at least 0.92"),
            new Level("similar", "Jaro-Winkler similarity of at least 0.88, or the same sound"),
            new Level("part", "one holds all names of the other"),
            DIFFERENT)) {
      private static final long serialVersionUID = 1L;

      @Override
      int unequal(Value a, Value b) {
        double similarity = Similarity.jaroWinkler(a.text(), b.text());
        if (similarity >= TYPO) {
          return 1;
        }
        if (similarity >= SIMILAR || sameSound(a, b)) {
          return 2;
        }
        return contained(a, b) ? 3 : 4;
      }
    };
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
            DIFFERENT)) {
      private static final long serialVersionUID = 1L;

      @Override
      int unequal(Value a, Value b) {
        Value few = shorter(a, b);
        Value many = few == a ? b : a;
        Alignment alignment = Alignment.of(few, many);
        int names = few.tokenCount();
        if (alignment.equal() == names) {
          if (names == many.tokenCount()) {
            return 1;
          }
          return names >= 2 ? 2 : 6;
        }
        int agreeing = alignment.equal() + alignment.alike();
        if (agreeing == names && names >= 2) {
          return 3;
        }
        if (alike(a.token(0), b.token(0))
            && alike(a.token(a.tokenCount() - 1), b.token(b.tokenCount() - 1))) {
          return 4;
        }
        if (agreeing >= 2 && 2 * agreeing >= names) {
          return 5;
        }
        return agreeing >= 1 ? 6 : 7;
      }
    };
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
            DIFFERENT)) {
      private static final long serialVersionUID = 1L;
      private static final int DIGITS = 8;

      @Override
      int unequal(Value a, Value b) {
        String x = a.text();
        String y = b.text();
        if (x.length() != DIGITS || y.length() != DIGITS) {
          return Similarity.editDistance(x, y, 1) <= 1 ? 1 : 4;
        }
        boolean year = x.regionMatches(0, y, 0, 4);
        boolean month = x.regionMatches(4, y, 4, 2);
        boolean day = x.regionMatches(6, y, 6, 2);
        boolean swapped = year && x.regionMatches(4, y, 6, 2) && x.regionMatches(6, y, 4, 2);
        if (swapped || Similarity.editDistance(x, y, 1) <= 1) {
          return 1;
        }
        if ((year ? 1 : 0) + (month ? 1 : 0) + (day ? 1 : 0) == 2) {
          return 2;
        }
        return year ? 3 : 4;
      }
    };
  }

  /** exact, mailbox, typo, similar, different. */
  public static Comparator email() {
    return new Levels(
        List.of(
            EXACT,
            new Level("mailbox", "the part before the @ is equal"),
            new Level("typo", "at most two edits apart"),
            new Level("similar", "the parts before the @ resemble each other (Jaro-Winkler 0.92)"),
            DIFFERENT)) {
      private static final long serialVersionUID = 1L;

      @Override
      int unequal(Value a, Value b) {
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

      private String mailbox(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at);
      }
    };
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
            DIFFERENT)) {
      private static final long serialVersionUID = 1L;
      private static final int NATIONAL_DIGITS = 8;
      private static final int LOCAL_DIGITS = 7;

      @Override
      int unequal(Value a, Value b) {
        String x = a.text();
        String y = b.text();
        int shorter = Math.min(x.length(), y.length());
        if (shorter >= LOCAL_DIGITS) {
          int n = Math.min(NATIONAL_DIGITS, shorter);
          if (x.regionMatches(x.length() - n, y, y.length() - n, n)) {
            return 1;
          }
        }
        boolean typo =
            Similarity.editDistance(x, y, 1) <= 1
                || (shorter >= NATIONAL_DIGITS
                    && Similarity.editDistance(end(x, shorter), end(y, shorter), 1) <= 1);
        return typo ? 2 : 3;
      }

      private String end(String digits, int length) {
        return digits.substring(digits.length() - length);
      }
    };
  }

  /** exact, typo, words, half, different. */
  public static Comparator addressLine() {
    return new Levels(
        List.of(
            EXACT,
            new Level("typo", "the same numbers, and Jaro-Winkler similarity of at least 0.92"),
            new Level("words", "one holds all words of the other, but for slips of the pen"),
            new Level("half", "at least half of the words agree, but for slips of the pen"),
            DIFFERENT)) {
      private static final long serialVersionUID = 1L;

      @Override
      int unequal(Value a, Value b) {
        Value few = shorter(a, b);
        Value many = few == a ? b : a;
        Alignment alignment = Alignment.of(few, many);
        boolean alike = Similarity.jaroWinkler(a.text(), b.text()) >= TYPO;
        if (alike && !alignment.numbersDiffer()) {
          return 1;
        }
        int agreeing = alignment.equal() + alignment.alike();
        if (agreeing == few.tokenCount() && !alignment.numbersDiffer()) {
          return 2;
        }
        return alike || 2 * agreeing >= many.tokenCount() ? 3 : 4;
      }
    };
  }

  /** exact, typo, part, different. */
  public static Comparator city() {
    return new Levels(
        List.of(
            EXACT,
            new Level("typo", "Jaro-Winkler similarity of at least 0.92"),
            new Level("part", "one holds all words of the other"),
            DIFFERENT)) {
      private static final long serialVersionUID = 1L;

      @Override
      int unequal(Value a, Value b) {
        if (Similarity.jaroWinkler(a.text(), b.text()) >= TYPO) {
          return 1;
        }
        return contained(a, b) ? 2 : 3;
      }
    };
  }

  /** exact, typo, area, different. */
  public static Comparator postalCode() {
    return new Levels(
        List.of(
            EXACT,
            new Level("typo", "one character differs or two neighbours are swapped"),
            new Level("area", "the first half is equal"),
            DIFFERENT)) {
      private static final long serialVersionUID = 1L;

      @Override
      int unequal(Value a, Value b) {
        String x = a.text();
        String y = b.text();
        if (Similarity.editDistance(x, y, 1) <= 1) {
          return 1;
        }
        int half = (Math.max(x.length(), y.length()) + 1) / 2;
        return x.regionMatches(0, y, 0, half) ? 2 : 3;
      }
    };
  }

  /** exact, typo, different: identifiers in which a character may be mistyped. */
  public static Comparator code() {
    return new Levels(
        List.of(
            EXACT,
            new Level("typo", "one character differs or two neighbours are swapped"),
            DIFFERENT)) {
      private static final long serialVersionUID = 1L;

      @Override
      int unequal(Value a, Value b) {
        return Similarity.editDistance(a.text(), b.text(), 1) <= 1 ? 1 : 2;
      }
    };
  }

  /** exact, different. */
  public static Comparator exact() {
    return new Levels(List.of(EXACT, DIFFERENT)) {
      private static final long serialVersionUID = 1L;

      @Override
      int unequal(Value a, Value b) {
        return 1;
      }
    };
  }

  /** exact, similar, different. */
  public static Comparator category() {
    return new Levels(
        List.of(
            EXACT,
            new Level("similar", "Jaro-Winkler similarity of at least 0.88, or a part of it"),
            DIFFERENT)) {
      private static final long serialVersionUID = 1L;

      @Override
      int unequal(Value a, Value b) {
        return contained(a, b) || Similarity.jaroWinkler(a.text(), b.text()) >= SIMILAR ? 1 : 2;
      }
    };
  }

  /** exact, typo, words, half, different. */
  public static Comparator companyName() {
    return new Levels(
        List.of(
            EXACT,
            new Level("typo", "Jaro-Winkler similarity of at least 0.92"),
            new Level("words", "one holds all words of the other, but for slips of the pen"),
            new Level("half", "at least half of the words agree, but for slips of the pen"),
            DIFFERENT)) {
      private static final long serialVersionUID = 1L;

      @Override
      int unequal(Value a, Value b) {
        if (Similarity.jaroWinkler(a.text(), b.text()) >= TYPO) {
          return 1;
        }
        Value few = shorter(a, b);
        Value many = few == a ? b : a;
        Alignment alignment = Alignment.of(few, many);
        int agreeing = alignment.equal() + alignment.alike();
        if (agreeing == few.tokenCount()) {
          return 2;
        }
        return 2 * agreeing >= many.tokenCount() ? 3 : 4;
      }
    };
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
            DIFFERENT)) {
      private static final long serialVersionUID = 1L;

      @Override
      int unequal(Value a, Value b) {
        int shared = shared(a, b);
        if (shared < 2) {
          return shared == 1 ? 3 : 4;
        }
        return 2 * shared >= Math.min(a.tokenCount(), b.tokenCount()) ? 1 : 2;
      }

      private int shared(Value a, Value b) {
        int shared = 0;
        for (int i = 0, j = 0; i < a.tokenCount() && j < b.tokenCount(); ) {
          int compared = a.token(i).compareTo(b.token(j));
          shared += compared == 0 ? 1 : 0;
          i += compared <= 0 ? 1 : 0;
          j += compared >= 0 ? 1 : 0;
        }
        return shared;
      }
    };
  }

  /** exact, near, close, different; texts are plain decimals. */
  public static Comparator number() {
    return new Levels(
        List.of(
            EXACT,
            new Level("near", "at most 1 % apart"),
            new Level("close", "at most 10 % apart"),
            DIFFERENT)) {
      private static final long serialVersionUID = 1L;

      @Override
      int unequal(Value a, Value b) {
        double x = Double.parseDouble(a.text());
        double y = Double.parseDouble(b.text());
        double apart = x == y ? 0 : Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y));
        if (apart <= NEAR_NUMBER) {
          return 1;
        }
        return apart <= CLOSE_NUMBER ? 2 : 3;
      }
    };
  }

  /** A slip of the pen or a familiar form apart. */
  static boolean alike(String a, String b) {
    return a.equals(b) || Similarity.jaroWinkler(a, b) >= TYPO || Nicknames.related(a, b);
  }

  /** The value with fewer tokens; of as many, the one that sorts first. */
  private static Value shorter(Value a, Value b) {
    int byTokens = Integer.compare(a.tokenCount(), b.tokenCount());
    return byTokens < 0 || (byTokens == 0 && a.text().compareTo(b.text()) <= 0) ? a : b;
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

  /** A comparator with its levels; equal texts are level 0. */
  private abstract static class Levels implements Comparator {
    private static final long serialVersionUID = 1L;

    private final List<Level> levels;

    Levels(List<Level> levels) {
      this.levels = levels;
    }

    @Override
    public final List<Level> levels() {
      return levels;
    }

    @Override
    public final int level(Value first, Value second) {
      return first.text().equals(second.text()) ? 0 : unequal(first, second);
    }

    /** Level of two values whose texts differ. */
    abstract int unequal(Value a, Value b);
  }
}
