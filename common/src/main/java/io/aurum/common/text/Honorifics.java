package io.aurum.common.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands around a name without being one: titles, qualifications, generations. */
final class Honorifics {
  private static final Set<String> TITLES =
      Vocabulary.words(
          "MR MRS MS MISS MX DR PROF PROFESSOR DOCTOR SIR REVD REVEREND HERR FRAU DIPLING PANI MME"
              + " MLLE MONSIEUR MADAME MADEMOISELLE SENOR SENORA SRA DOTT DHR MEVR PHD DPHIL");

  /** Abbreviated titles that are names without their point, and faculties of German doctors. */
  private static final Set<String> POINTED_TITLES =
      Vocabulary.words(
          "SR SIG MAG ING MGR INZ HON REV LIC MED DENT VET PHIL JUR RER NAT POL OEC HABIL THEOL");

  private static final Set<String> QUALIFICATIONS =
      Vocabulary.words("MD ESQ ESQUIRE MBA DDS DVM CPA JD LLM LLB MSC BSC OBE CBE MBE KBE FRS RN");

  private static final Map<String, String> GENERATIONS =
      Vocabulary.of(
          "JR", "JR JNR JUNIOR", "SR", "SR SNR SENIOR", "II", "II", "III", "III", "IV", "IV");

  private Honorifics() {}

  /** Whether a word before any name is a title. */
  static boolean isTitle(String word) {
    String token = MatchForms.compact(word);
    return TITLES.contains(token) || (word.endsWith(".") && POINTED_TITLES.contains(token));
  }

  /** Whether a word after a name is a qualification or a title put last. */
  static boolean isQualification(String word) {
    String token = MatchForms.compact(word);
    return TITLES.contains(token) || QUALIFICATIONS.contains(token);
  }

  /** The generation that a word after a name states: {@code JR, SR, II, III, IV}. */
  static Optional<String> generation(String word) {
    String bare = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
    return Optional.ofNullable(GENERATIONS.get(bare.toUpperCase(Locale.ROOT)));
  }
}
