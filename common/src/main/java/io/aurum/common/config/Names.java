package io.aurum.common.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names that the user gives: they become names of tables' columns and values. */
final class Names {
  private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9_]*");

  private Names() {}

  /** Records a problem unless the section's name is in snake_case. */
  static void check(Section section, String noun) {
    String name = section.key();
    if (!SNAKE_CASE.matcher(name).matches()) {
      section.reject(
          "bad name '" + name + "' of " + noun + " '" + section.path() + "'",
          "names are written in lower case, with digits and underscores, and start with a letter",
          "write '" + suggestion(name) + "'");
    }
  }

  private static String suggestion(String name) {
    String snake =
        name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_");
    return snake.matches("[a-z].*") ? snake : "x_" + snake.replaceFirst("^_+", "");
  }
}
