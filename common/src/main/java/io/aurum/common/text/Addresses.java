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
      Vocabulary.of(
          "STREET", "ST STR",
          "ROAD", "RD",
          "AVENUE", "AVE AV",
          "BOULEVARD", "BLVD BVD",
          "DRIVE", "DR DRV",
          "LANE", "LN",
          "COURT", "CT CRT",
          "CLOSE", "CL",
          "CRESCENT", "CRES CR",
          "CIRCUIT", "CCT",
          "CIRCLE", "CIR",
          "GROVE", "GR GRV",
          "GARDENS", "GDNS",
          "HIGHWAY", "HWY",
          "PARKWAY", "PKWY",
          "PARADE", "PDE",
          "PLACE", "PL PLAC",
          "SQUARE", "SQ",
          "TERRACE", "TCE TERR",
          "TRAIL", "TRL",
          "WAY", "WY",
          "MOUNT", "MT",
          "NORTH", "N",
          "SOUTH", "S",
          "EAST", "E",
          "WEST", "W",
          "HOUSE", "HSE",
          "BUILDING", "BLDG",
          "ALEJA", "AL ALEJE",
          "OSIEDLE", "OS",
          "GENERALA", "GEN",
          "PROSPEKT", "PROSP",
          "PEREULOK", "PER");

  /** Words that mark a part of a building, in match form. */
  private static final Set<String> UNIT_WORDS =
      Vocabulary.words(
          "FLAT FL FLT APT APPT APARTMENT UNIT SUITE STE ROOM RM M MIESZKANIE"
              + " MIESZK LOK LOKAL WOHNUNG WHG KV KVARTIRA APP");

  /** Words that say only that a street or a number follows. */
  private static final Set<String> NOISE =
      Vocabulary.words("NO NR NUMER UL ULICA ULITSA D DOM THE");

  private static final Pattern GERMAN_STREET = Pattern.compile("\\b([A-Z]{3,})STR\\b");

  /** Places between a Chinese character and a number. */
  private static final Pattern CHINESE_NUMBER =
      Pattern.compile("(?<=\\p{IsHan})(?=[0-9])|(?<=[0-9])(?=\\p{IsHan})");

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
    String spelled = text.replace("#", " " + UNIT + " ");
    String parted = CHINESE_NUMBER.matcher(spelled).replaceAll(" ");
    String words = MatchForms.words(parted, umlauts);
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
      kept.add(UNIT);
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
    if (next.equals(UNIT)) {
      return UNIT_WORDS.contains(token);
    }
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
