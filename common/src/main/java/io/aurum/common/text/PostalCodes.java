package io.aurum.common.text;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Postal codes by the form that each country prescribes. */
public final class PostalCodes {
  private static final Pattern US = Pattern.compile("([0-9]{5})([0-9]{4})?");

  /** Forms of the Universal Postal Union's addressing pages; two groups are parted when written. */
  private static final Map<String, Form> FORMS =
      Map.ofEntries(
          Map.entry("GB", new Form("([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})", " ")),
          Map.entry("IE", new Form("([A-Z][0-9]{2}|D6W)([A-Z0-9]{4})", " ")),
          Map.entry("US", new Form(US, "-")),
          Map.entry("CA", new Form("([A-Z][0-9][A-Z])([0-9][A-Z][0-9])", " ")),
          Map.entry("NL", new Form("([1-9][0-9]{3})([A-Z]{2})", " ")),
          Map.entry("PL", new Form("([0-9]{2})([0-9]{3})", "-")),
          Map.entry("PT", new Form("([0-9]{4})([0-9]{3})", "-")),
          Map.entry("BR", new Form("([0-9]{5})([0-9]{3})", "-")),
          Map.entry("JP", new Form("([0-9]{3})([0-9]{4})", "-")),
          Map.entry("CZ", new Form("([0-9]{3})([0-9]{2})", " ")),
          Map.entry("SK", new Form("([0-9]{3})([0-9]{2})", " ")),
          Map.entry("SE", new Form("([0-9]{3})([0-9]{2})", " ")),
          Map.entry("DE", new Form("([0-9]{5})", "")),
          Map.entry("FR", new Form("([0-9]{5})", "")),
          Map.entry("ES", new Form("([0-9]{5})", "")),
          Map.entry("IT", new Form("([0-9]{5})", "")),
          Map.entry("UA", new Form("([0-9]{5})", "")),
          Map.entry("FI", new Form("([0-9]{5})", "")),
          Map.entry("TR", new Form("([0-9]{5})", "")),
          Map.entry("MX", new Form("([0-9]{5})", "")),
          Map.entry("KR", new Form("([0-9]{5})", "")),
          Map.entry("AT", new Form("([1-9][0-9]{3})", "")),
          Map.entry("CH", new Form("([1-9][0-9]{3})", "")),
          Map.entry("BE", new Form("([1-9][0-9]{3})", "")),
          Map.entry("DK", new Form("([0-9]{4})", "")),
          Map.entry("NO", new Form("([0-9]{4})", "")),
          Map.entry("HU", new Form("([1-9][0-9]{3})", "")),
          Map.entry("AU", new Form("([0-9]{4})", "")),
          Map.entry("NZ", new Form("([0-9]{4})", "")),
          Map.entry("ZA", new Form("([0-9]{4})", "")),
          Map.entry("RU", new Form("([1-9][0-9]{5})", "")),
          Map.entry("CN", new Form("([0-9]{6})", "")),
          Map.entry("IN", new Form("([1-9][0-9]{5})", "")),
          Map.entry("SG", new Form("([0-9]{6})", "")));

  private static final Form ANY = new Form("(?=.*[0-9])([A-Z0-9]{2,10})", "");

  /** Letters of the country before the code, as in {@code D-10115}. */
  private static final Pattern COUNTRY_LETTERS = Pattern.compile("^[A-Z]{1,3}(?=[0-9])");

  /**
   * A postal code.
   *
   * @param written as its country writes it: {@code SW1A 1AA, 00-950}
   * @param match upper-case letters and digits; of a US code the first five, because the last four
   *     are often left out
   */
  public record Code(String written, String match) {}

  private record Form(Pattern pattern, String separator) {
    Form(String regex, String separator) {
      this(Pattern.compile(regex), separator);
    }

    Optional<Code> read(String compact) {
      return strictly(compact)
          .or(() -> strictly(COUNTRY_LETTERS.matcher(compact).replaceFirst("")));
    }

    private Optional<Code> strictly(String compact) {
      Matcher m = pattern.matcher(compact);
      if (!m.matches()) {
        return Optional.empty();
      }
      boolean parted = m.groupCount() == 2 && m.group(2) != null;
      String written = parted ? m.group(1) + separator + m.group(2) : m.group(1);
      return Optional.of(new Code(written, pattern == US ? m.group(1) : compact));
    }
  }

  private PostalCodes() {}

  /**
   * Reads a code by the form of its country.
   *
   * @param compact upper-case ASCII letters and digits
   * @param region ISO 3166-1 alpha-2; without one, or one without a known form, 2 to 10 letters and
   *     digits with at least one digit are a code
   * @return empty where it is none
   */
  public static Optional<Code> read(String compact, Optional<String> region) {
    return region.map(r -> FORMS.getOrDefault(r, ANY)).orElse(ANY).read(compact);
  }

  /**
   * Whether the codes of a country have a form that is known here.
   *
   * @param region ISO 3166-1 alpha-2
   */
  public static boolean hasForm(String region) {
    return FORMS.containsKey(region);
  }
}
