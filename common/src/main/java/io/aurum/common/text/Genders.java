package io.aurum.common.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Words for genders in the languages of customer data. */
public final class Genders {
  private static final Map<String, String> WORDS =
      Vocabulary.of(
          "female",
          "f female w woman women girl weiblich frau kobieta k żeńska ż femme femenino mujer"
              + " feminino femminile donna vrouw жен ж женский женщина 女 女性",
          "male",
          "m male man men boy männlich mann mężczyzna męska homme masculin masculino hombre"
              + " maschile uomo муж м мужской мужчина 男 男性",
          "other",
          "x o other d diverse divers nonbinary non-binary nb enby inne другой 其他");

  private Genders() {}

  /**
   * {@code female}, {@code male} or {@code other}.
   *
   * @param text cleaned text
   * @return empty where the word is not known
   */
  public static Optional<String> read(String text) {
    return Optional.ofNullable(WORDS.get(text.toLowerCase(Locale.ROOT)));
  }
}
