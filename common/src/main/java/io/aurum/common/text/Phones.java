package io.aurum.common.text;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Phone numbers by libphonenumber's metadata, in E.164. */
public final class Phones {
  private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

  /** Extensions in languages that the library does not know: Polish, Russian, German, French. */
  private static final Pattern EXTENSION =
      Pattern.compile("(?iu)[ ,;(]+(?:wew|доб|durchwahl|app|nebenst|poste)[. :]*[0-9]{1,6}\\)?$");

  private static final int EVIDENCE_DIGITS = 9;
  private static final int LEAST_EVIDENCE = 7;

  private Phones() {}

  /**
   * The number in E.164 ({@code +442079460123}), without an extension.
   *
   * @param text cleaned text, international or in the region's national form
   * @param region ISO 3166-1 alpha-2
   * @return empty where the text is no number, or none that the numbering plan can have assigned
   */
  public static Optional<String> e164(String text, Optional<String> region) {
    try {
      var number = UTIL.parse(international(text), region.orElse(null));
      return UTIL.isValidNumber(number)
          ? Optional.of(UTIL.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /** Whether the text states its country itself, by a plus or an international prefix 00. */
  public static boolean isInternational(String text) {
    return international(text).startsWith("+");
  }

  /**
   * What a number that is not valid still tells: its last nine digits, without leading zeros.
   *
   * @return empty below seven digits
   */
  public static Optional<String> evidence(String text) {
    String digits = Texts.digits(EXTENSION.matcher(text).replaceFirst(""));
    String last = digits.substring(Math.max(0, digits.length() - EVIDENCE_DIGITS));
    String significant = last.replaceFirst("^0+", "");
    return significant.length() < LEAST_EVIDENCE ? Optional.empty() : Optional.of(significant);
  }

  /** The number alone, its international prefix as a plus. */
  private static String international(String text) {
    String number = EXTENSION.matcher(text).replaceFirst("");
    return number.startsWith("00") ? "+" + number.substring(2) : number;
  }
}
