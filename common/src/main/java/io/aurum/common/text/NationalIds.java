package io.aurum.common.text;

import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Numbers that states give to people, by the scheme of each country. */
public final class NationalIds {
  private static final Pattern ANY = Pattern.compile("[A-Z0-9]{4,20}");

  private static final Map<String, Scheme> SCHEMES =
      Map.of(
          "US", new Scheme("[0-9]{9}", NationalIds::isSsn),
          "PL", new Scheme("[0-9]{11}", NationalIds::isPesel),
          "RU", new Scheme("[0-9]{10}|[0-9]{12}", NationalIds::isInn),
          "CN", new Scheme("[0-9]{17}[0-9X]", NationalIds::isResidentId),
          "GB", new Scheme("[A-Z]{2}[0-9]{6}[A-D]", NationalIds::isNino),
          "DE", new Scheme("[0-9]{11}", NationalIds::isSteuerId),
          "FR", new Scheme("[12][0-9]{4}(?:[0-9]{2}|2[AB])[0-9]{8}", NationalIds::isNir));

  private record Scheme(Pattern form, Predicate<String> check) {
    Scheme(String form, Predicate<String> check) {
      this(Pattern.compile(form), check);
    }
  }

  private NationalIds() {}

  /** What a check of a number found. */
  public enum Verdict {
    /** The number follows its scheme, check digit included. */
    VALID,
    /** The number has the form of its scheme, but its check digit or structure is wrong. */
    BAD_CHECKSUM,
    /** The number has not the form of its scheme. */
    BAD_FORM
  }

  /**
   * Checks a number by the region's scheme: US social security number, Polish PESEL, Russian INN,
   * Chinese resident identity number, British national insurance number, German tax number, French
   * NIR. Where there is none, 4 to 20 letters and digits with at least one digit are valid.
   *
   * @param compact upper-case ASCII letters and digits
   * @param region ISO 3166-1 alpha-2, or empty
   */
  public static Verdict check(String compact, String region) {
    Scheme scheme = SCHEMES.get(region);
    if (scheme == null) {
      return isAny(compact) ? Verdict.VALID : Verdict.BAD_FORM;
    }
    if (!scheme.form().matcher(compact).matches()) {
      return Verdict.BAD_FORM;
    }
    return scheme.check().test(compact) ? Verdict.VALID : Verdict.BAD_CHECKSUM;
  }

  /** Whether a text has the shape of any identifier: 4 to 20 letters and digits, one a digit. */
  public static boolean isAny(String compact) {
    return ANY.matcher(compact).matches() && compact.chars().anyMatch(Character::isDigit);
  }

  /** Areas 000, 666 and 900 to 999, group 00 and serial 0000 were never assigned (SSA). */
  private static boolean isSsn(String id) {
    return !id.startsWith("000")
        && !id.startsWith("666")
        && !id.startsWith("9")
        && !id.startsWith("00", 3)
        && !id.endsWith("0000");
  }

  /** Weights 1, 3, 7, 9 repeated; all eleven digits sum to a multiple of ten. */
  private static boolean isPesel(String id) {
    return weighted(id, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
  }

  /** One check digit for organisations (10 digits), two for people (12 digits), each modulo 11. */
  private static boolean isInn(String id) {
    if (id.length() == 10) {
      return weighted(id, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == digit(id, 9);
    }
    return weighted(id, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == digit(id, 10)
        && weighted(id, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == digit(id, 11);
  }

  /** GB 11643-1999: ISO 7064 MOD 11-2. */
  private static boolean isResidentId(String id) {
    int sum = weighted(id, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
    return "10X98765432".charAt(sum % 11) == id.charAt(17);
  }

  /** Prefixes that HMRC does not use. */
  private static boolean isNino(String id) {
    boolean letters = "DFIQUV".indexOf(id.charAt(0)) < 0 && "DFIQUVO".indexOf(id.charAt(1)) < 0;
    return letters && !id.matches("(?:BG|GB|KN|NK|NT|TN|ZZ).*");
  }

  /** ISO 7064 MOD 11,10; no leading zero. */
  private static boolean isSteuerId(String id) {
    int product = 10;
    for (int i = 0; i < 10; i++) {
      int sum = (digit(id, i) + product) % 10;
      product = 2 * (sum == 0 ? 10 : sum) % 11;
    }
    return id.charAt(0) != '0' && (11 - product) % 10 == digit(id, 10);
  }

  /** Key of 97 minus the number modulo 97; Corsica's 2A and 2B count as 19 and 18. */
  private static boolean isNir(String id) {
    String number = id.substring(0, 13).replace("2A", "19").replace("2B", "18");
    return 97 - Long.parseLong(number) % 97 == Long.parseLong(id.substring(13));
  }

  private static int weighted(String digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * digit(digits, i);
    }
    return sum;
  }

  private static int digit(String digits, int index) {
    return digits.charAt(index) - '0';
  }
}
