package io.aurum.common.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Words for yes and no in the languages of customer data. */
public final class Booleans {
  private static final Map<String, String> WORDS =
      Vocabulary.of(
          "true",
          "true t yes y 1 on x checked tak ja j wahr si sí oui vrai sim да д истина 是 真",
          "false",
          "false f no n 0 off unchecked nie nein falsch non faux não нет н ложь 否 假");

  private Booleans() {}

  /**
   * Reads a yes or no.
   *
   * @param text cleaned text
   * @return empty where the word is not known
   */
  public static Optional<Boolean> read(String text) {
    return Optional.ofNullable(WORDS.get(text.toLowerCase(Locale.ROOT))).map(Boolean::valueOf);
  }
}
