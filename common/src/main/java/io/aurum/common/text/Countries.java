package io.aurum.common.text;

import com.ibm.icu.util.ULocale;
import io.aurum.common.text.Transliteration.Umlauts;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Countries by code and by name in many languages. */
public final class Countries {
  private static final Set<String> LANGUAGES =
      Vocabulary.words("en de fr es it pt nl pl ru uk cs sv da nb fi tr zh ja ko");

  private static final Set<String> CODES = Set.of(Locale.getISOCountries());

  /** Names that people use and the standard does not, in match form; England is in GB. */
  private static final Map<String, String> COMMON_NAMES =
      Map.ofEntries(
          Map.entry("UK", "GB"),
          Map.entry("U K", "GB"),
          Map.entry("GREAT BRITAIN", "GB"),
          Map.entry("ENGLAND", "GB"),
          Map.entry("SCOTLAND", "GB"),
          Map.entry("WALES", "GB"),
          Map.entry("NORTHERN IRELAND", "GB"),
          Map.entry("U S", "US"),
          Map.entry("U S A", "US"),
          Map.entry("UNITED STATES OF AMERICA", "US"),
          Map.entry("AMERICA", "US"),
          Map.entry("VEREINIGTE STAATEN VON AMERIKA", "US"),
          Map.entry("HOLLAND", "NL"),
          Map.entry("THE NETHERLANDS", "NL"),
          Map.entry("RUSSIAN FEDERATION", "RU"),
          Map.entry("RF", "RU"),
          Map.entry("SOUTH KOREA", "KR"),
          Map.entry("KOREA", "KR"),
          Map.entry("REPUBLIC OF KOREA", "KR"),
          Map.entry("CZECH REPUBLIC", "CZ"),
          Map.entry("REPUBLIC OF IRELAND", "IE"),
          Map.entry("EIRE", "IE"),
          Map.entry("PEOPLES REPUBLIC OF CHINA", "CN"),
          Map.entry("PRC", "CN"),
          Map.entry("UAE", "AE"),
          Map.entry("VIET NAM", "VN"),
          Map.entry("BRD", "DE"),
          Map.entry("FEDERAL REPUBLIC OF GERMANY", "DE"),
          Map.entry("BUNDESREPUBLIK DEUTSCHLAND", "DE"),
          Map.entry("TURKEY", "TR"));

  private Countries() {}

  /** Built when first asked for: 250 countries in 19 languages. */
  private static final class Index {
    static final Map<String, String> CODES = build();

    private static Map<String, String> build() {
      var codes = new HashMap<String, String>();
      for (String code : Locale.getISOCountries()) {
        for (String language : LANGUAGES) {
          String name = ULocale.getDisplayCountry("und_" + code, language);
          codes.putIfAbsent(key(name), code);
        }
      }
      codes.putAll(COMMON_NAMES);
      for (String code : Locale.getISOCountries()) {
        codes.put(code, code);
        codes.put(new ULocale("und", code).getISO3Country(), code);
      }
      codes.remove("");
      return Map.copyOf(codes);
    }
  }

  /**
   * ISO 3166-1 alpha-2 code of a country given by alpha-2, alpha-3 or name.
   *
   * @param text cleaned text
   * @return empty where no country is called so
   */
  public static Optional<String> code(String text) {
    if (CODES.contains(text)) {
      return Optional.of(text);
    }
    return Optional.ofNullable(Index.CODES.get(key(text)));
  }

  private static String key(String name) {
    return MatchForms.words(name, Umlauts.PLAIN);
  }
}
