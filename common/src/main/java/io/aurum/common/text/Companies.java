package io.aurum.common.text;

import io.aurum.common.text.Transliteration.Umlauts;
import java.util.List;
import java.util.regex.Pattern;

/** Company names. */
public final class Companies {
  /** Legal forms in match form, of one and more words; looked for at the end, then at the start. */
  private static final String LEGAL_FORMS =
      String.join(
          "|",
          List.of(
              "LTD",
              "LIMITED",
              "PLC",
              "LLP",
              "LLC",
              "L L C",
              "LP",
              "INC",
              "INCORPORATED",
              "CORP",
              "CORPORATION",
              "CO",
              "COMPANY",
              "PTY",
              "PTE",
              "GMBH",
              "MBH",
              "AG",
              "KG",
              "OHG",
              "UG",
              "EK",
              "E K",
              "EV",
              "E V",
              "GBR",
              "KGAA",
              "SE",
              "SA",
              "S A",
              "SAS",
              "SARL",
              "S A R L",
              "SPA",
              "S P A",
              "SRL",
              "S R L",
              "BV",
              "B V",
              "NV",
              "N V",
              "AB",
              "OY",
              "OYJ",
              "AS",
              "A S",
              "APS",
              "SP Z O O",
              "SP ZOO",
              "SPZOO",
              "Z O O",
              "SPOLKA AKCYJNA",
              "SP J",
              "SP K",
              "SPOLKA Z OGRANICZONA ODPOWIEDZIALNOSCIA",
              "OOO",
              "OAO",
              "ZAO",
              "PAO",
              "AO",
              "IP",
              "KK",
              "K K",
              "SDN BHD",
              "BHD",
              "SRO",
              "S R O",
              "DOO",
              "D O O",
              "KFT",
              "ZRT",
              "GESELLSCHAFT MIT BESCHRANKTER HAFTUNG",
              "AKTIENGESELLSCHAFT"));

  private static final Pattern AT_END = Pattern.compile("(?: (?:" + LEGAL_FORMS + "|AND|UND|I))+$");
  private static final Pattern AT_START = Pattern.compile("^(?:(?:OOO|OAO|ZAO|PAO|AO|THE|PT) )+");

  private Companies() {}

  /**
   * The match form of a company name: its words without legal form ({@code Müller & Co. GmbH} as
   * {@code MULLER}); a name of legal forms only is kept.
   *
   * @param text cleaned text
   */
  public static String match(String text, Umlauts umlauts) {
    String words = MatchForms.words(text.replace("&", " AND "), umlauts);
    String core = AT_START.matcher(AT_END.matcher(words).replaceFirst("")).replaceFirst("");
    return core.isEmpty() ? words : core;
  }
}
