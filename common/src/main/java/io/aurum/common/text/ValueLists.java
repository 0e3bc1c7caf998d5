package io.aurum.common.text;

import io.aurum.common.text.Transliteration.Umlauts;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Several values in one text, such as {@code Anna Meyer; Bo Li} or {@code A61N**A61B}. */
public final class ValueLists {
  /** What parts values and stands in none: semicolons, bars, runs of asterisks, tabs, new lines. */
  private static final Pattern SEPARATOR = Pattern.compile(";|\\|+|\\*{2,}|[\\t\\r\\n]+");

  private static final Pattern COMMA = Pattern.compile(",");

  private ValueLists() {}

  /**
   * The values of a text in their order, without blanks around them, none empty, none twice. Commas
   * part them only where no stronger separator occurs: {@code Meyer, Anna; Li, Bo} has two values.
   */
  public static List<String> values(String text) {
    Pattern separator = SEPARATOR.matcher(text).find() ? SEPARATOR : COMMA;
    return separator
        .splitAsStream(text)
        .map(Texts::clean)
        .filter(value -> !value.isEmpty())
        .distinct()
        .toList();
  }

  /**
   * Match form of the values: one token each, made of its words in alphabetical order ({@code
   * ANNA_MEYER} for {@code Meyer, Anna}), in alphabetical order, none twice, parted by one blank.
   * Empty where no value has a letter or digit of a known script.
   */
  public static String match(List<String> values, Umlauts umlauts) {
    return values.stream()
        .map(value -> token(value, umlauts))
        .filter(token -> !token.isEmpty())
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static String token(String value, Umlauts umlauts) {
    return MatchForms.tokens(value, umlauts).stream().sorted().collect(Collectors.joining("_"));
  }
}
