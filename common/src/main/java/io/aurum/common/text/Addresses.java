package io.aurum.common.text;

import io.aurum.common.text.Transliteration.Umlauts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Street lines and place names: abbreviations written out, noise removed. */
public final class Addresses {
  private static final Map<String, String> STREET_WORDS =
      Map.ofEntries(
          Map.entry("ST", "STREET"),
          Map.entry("STR", "STREET"),
          Map.entry("RD", "ROAD"),
          Map.entry("AVE", "AVENUE"),
          Map.entry("AV", "AVENUE"),
          Map.entry("BLVD", "BOULEVARD"),
          Map.entry("BVD", "BOULEVARD"),
          Map.entry("DR", "DRIVE"),
          Map.entry("DRV", "DRIVE"),
          Map.entry("LN", "LANE"),
          Map.entry("CT", "COURT"),
          Map.entry("CRT", "COURT"),
          Map.entry("CL", "CLOSE"),
          Map.entry("CRES", "CRESCENT"),
          Map.entry("CR", "CRESCENT"),
          Map.entry("CCT", "CIRCUIT"),
          Map.entry("CIR", "CIRCLE"),
          Map.entry("GR", "GROVE"),
          Map.entry("GRV", "GROVE"),
          Map.entry("GDNS", "GARDENS"),
          Map.entry("HWY", "HIGHWAY"),
          Map.entry("PKWY", "PARKWAY"),
          Map.entry("PDE", "PARADE"),
          Map.entry("PL", "PLACE"),
          Map.entry("SQ", "SQUARE"),
          Map.entry("TCE", "TERRACE"),
          Map.entry("TERR", "TERRACE"),
          Map.entry("TRL", "TRAIL"),
          Map.entry("WY", "WAY"),
          Map.entry("MT", "MOUNT"),
          Map.entry("N", "NORTH"),
          Map.entry("S", "SOUTH"),
          Map.entry("E", "EAST"),
          Map.entry("W", "WEST"),
          Map.entry("HSE", "HOUSE"),
          Map.entry("BLDG", "BUILDING"),
          Map.entry("AL", "ALEJA"),
          Map.entry("ALEJE", "ALEJA"),
          Map.entry("OS", "OSIEDLE"),
          Map.entry("GEN", "GENERALA"),
          Map.entry("SW", "SWIETEGO"),
          Map.entry("PROSP", "PROSPEKT"),
          Map.entry("PER", "PEREULOK"));

  /** Words that mark a part of a building, in match form. */
  private static final Set<String> UNIT_WORDS =
      Set.of(
          "FLAT",
          "FL",
          "FLT",
          "APT",
          "APPT",
          "APARTMENT",
          "UNIT",
          "SUITE",
          "STE",
          "ROOM",
          "RM",
          "M",
          "MIESZKANIE",
          "MIESZK",
          "LOK",
          "LOKAL",
          "WOHNUNG",
          "WHG",
          "KV",
          "KVARTIRA",
          "APP");

  /** Words that say only that a street or a number follows. */
  private static final Set<String> NOISE =
      Set.of("NO", "NR", "NUMER", "UL", "ULICA", "ULITSA", "D", "DOM", "THE");

  private static final Pattern GERMAN_STREET = Pattern.compile("\\b([A-Z]{3,})STR\\b");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+[A-Z]?");
  private static final String UNIT = "UNIT";

  private Addresses() {}

  /**
   * The match form of a street line: words with street types written out, the house number a token
   * of its own ({@code 12 a} as {@code 12A}), flats and apartments as {@code UNIT}, and words that
   * only announce a street or a number left out. {@code ST} before a name is {@code SAINT}.
   *
   * @param text cleaned text
   * @return empty where no letter or digit has a Latin reading
   */
  public static String matchLine(String text, Umlauts umlauts) {
    String spelled = text.replace("#", " " + UNIT + " ").replace("№", " ");
    String words = MatchForms.words(spelled, umlauts);
    List<String> tokens = MatchForms.split(GERMAN_STREET.matcher(words).replaceAll("$1STRASSE"));
    List<String> kept = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      append(kept, tokens, i);
    }
    return kept.isEmpty() ? words : String.join(" ", kept);
  }

  /**
   * The match form of a place name: its words, with {@code ST} before a name as {@code SAINT}.
   *
   * @param text cleaned text
   */
  public static String matchPlace(String text, Umlauts umlauts) {
    List<String> tokens = new ArrayList<>(MatchForms.tokens(text, umlauts));
    for (int i = 0; i + 1 < tokens.size(); i++) {
      tokens.set(i, place(tokens.get(i)));
    }
    return String.join(" ", tokens);
  }

  private static String place(String token) {
    return switch (token) {
      case "ST" -> "SAINT";
      case "MT" -> "MOUNT";
      default -> token;
    };
  }

  private static void append(List<String> kept, List<String> tokens, int index) {
    String token = tokens.get(index);
    String next = index + 1 < tokens.size() ? tokens.get(index + 1) : "";
    String previous = kept.isEmpty() ? "" : kept.get(kept.size() - 1);
    if (isNumberSuffix(token, previous, next)) {
      kept.set(kept.size() - 1, previous + token);
    } else if (UNIT_WORDS.contains(token) && isUnitNumber(next)) {
      if (!previous.equals(UNIT)) {
        kept.add(UNIT);
      }
    } else if (!isNoise(token, next, index)) {
      kept.add(writtenOut(token, previous, next));
    }
  }

  /** A single letter after the house number, unless it is a compass point before a name. */
  private static boolean isNumberSuffix(String token, String previous, String next) {
    return token.length() == 1
        && Character.isLetter(token.charAt(0))
        && Texts.isDigits(previous)
        && !UNIT_WORDS.contains(token)
        && ("NSEW".indexOf(token.charAt(0)) < 0 || next.isEmpty());
  }

  private static boolean isUnitNumber(String token) {
    return NUMBER.matcher(token).matches() || token.length() == 1;
  }

  private static boolean isNoise(String token, String next, int index) {
    boolean announces = NUMBER.matcher(next).matches() || (index == 0 && !next.isEmpty());
    return NOISE.contains(token) && announces;
  }

  private static String writtenOut(String token, String previous, String next) {
    boolean beforeName = !next.isEmpty() && !NUMBER.matcher(next).matches();
    boolean atStart = previous.isEmpty() || NUMBER.matcher(previous).matches();
    if (token.equals("ST") && beforeName && atStart) {
      return "SAINT";
    }
    return STREET_WORDS.getOrDefault(token, token);
  }
}
